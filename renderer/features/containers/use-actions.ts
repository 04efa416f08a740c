/** Acts on containers: at once, once, and with the engine's word on each that it refused. */
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { lineText } from '../../../contract/command/quote'
import { remove as removeCommand } from '../../../contract/containers/command'
import type { ActionResults, Container } from '../../../contract/containers/model'
import type { Failure, Outcome } from '../../../contract/failure'
import type { ContainerRef } from '../../../contract/scope'
import { call } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { useSettings } from '../../stores/settings'
import { useDialogs } from '../../ui/dialogs/use-dialogs'
import { useToasts } from '../../ui/toasts/use-toasts'
import { availableFor, isUp, type ContainerAction } from './available'

/** What is under way, by container: shared by the list and the detail, so that neither does a thing twice. */
const pending = shallowRef<ReadonlyMap<string, ContainerAction>>(new Map())

/** From so many on, removing by force asks for a word. */
const manyAtOnce = 5

const refOf = ({ id, name }: Container): ContainerRef => ({ id, name })

export function useActions() {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()

  function mark(ids: readonly string[], action: ContainerAction | undefined): void {
    const next = new Map(pending.value)
    for (const id of ids) {
      if (action === undefined) next.delete(id)
      else next.set(id, action)
    }
    pending.value = next
  }

  async function during(
    action: ContainerAction,
    rows: readonly Container[],
    send: (request: { connection: string; containers: ContainerRef[] }) => Promise<Outcome<ActionResults>>
  ): Promise<void> {
    const connection = connections.currentId
    const free = availableFor(action, rows).filter(({ id }) => !pending.value.has(id))
    if (connection === undefined || free.length === 0) return
    const ids = free.map(({ id }) => id)
    mark(ids, action)
    try {
      const outcome = await send({ connection, containers: free.map(refOf) })
      if (!outcome.ok) toasts.failure(failureText(outcome.failure))
      else for (const { id, failure } of outcome.value.failed) tell(action, free.find((row) => row.id === id), failure)
    } finally {
      mark(ids, undefined)
    }
  }

  /** Said once for each refusal, with the next step where there is one. */
  function tell(action: ContainerAction, row: Container | undefined, failure: Failure): void {
    // Gone already is what removing it was to bring about.
    if (action === 'remove' && failure.kind === 'not-found') return
    const text = failureText(failure)
    const name = row?.name ?? ''
    const words = { ...text, sentence: t('containers.refused', { name, sentence: text.sentence }) }
    const force = action === 'remove' && failure.remedy?.kind === 'force' && row !== undefined
    toasts.failure(words, force ? { label: text.remedy?.label ?? '', run: () => void askRemove([row]) } : undefined)
  }

  async function askRemove(rows: readonly Container[]): Promise<void> {
    const free = availableFor('remove', rows).filter(({ id }) => !pending.value.has(id))
    const [first] = free
    if (first === undefined) return
    const running = free.filter(isUp)
    const command = ({ volumes = false }: Readonly<Record<string, boolean>>): string =>
      lineText(
        removeCommand({
          connection: connections.currentId ?? '',
          containers: free.map(refOf),
          force: running.length > 0,
          volumes
        }),
        { shell: settings.shell, cli: connections.current?.cli ?? [] }
      )
    const choices = await dialogs.ask({
      title: t('containers.remove.title', { count: free.length, name: first.name }, free.length),
      body: running.length > 0 ? t('containers.remove.running', { count: running.length }, running.length) : t('containers.remove.body'),
      details: free.map((row) => ({ name: row.name, note: t('containers.remove.note', { image: row.image, status: row.status }) })),
      danger: true,
      confirmLabel: running.length > 0 ? t('containers.remove.force') : t('containers.remove.confirm', free.length),
      command,
      typed: running.length > 0 && free.length >= manyAtOnce ? t('containers.remove.word') : undefined,
      choices: [{ id: 'volumes', label: t('containers.remove.volumes'), hint: t('containers.remove.volumes-hint') }]
    })
    if (choices === undefined) return
    await during('remove', free, (request) =>
      call('containers.remove', { ...request, force: running.length > 0, volumes: choices['volumes'] ?? false })
    )
  }

  /** Does it, or, where it destroys, asks first. */
  async function act(action: ContainerAction, rows: readonly Container[]): Promise<void> {
    switch (action) {
      case 'remove':
        return askRemove(rows)
      case 'start':
        return during(action, rows, (request) => call('containers.start', request))
      case 'stop':
        return during(action, rows, (request) => call('containers.stop', request))
      case 'restart':
        return during(action, rows, (request) => call('containers.restart', request))
      case 'pause':
        return during(action, rows, (request) => call('containers.pause', request))
      case 'unpause':
        return during(action, rows, (request) => call('containers.unpause', request))
      case 'kill':
        return during(action, rows, (request) => call('containers.kill', request))
    }
  }

  const rowsOf = (ids: Iterable<string>): Container[] =>
    [...ids].flatMap((id) => {
      const row = containers.byId.get(id)
      return row === undefined ? [] : [row]
    })

  return { act, pending, rowsOf }
}
