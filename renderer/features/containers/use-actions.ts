/** Acts on containers: at once, once, and with the engine's word on each that it refused. */
import { shallowRef, watch } from 'vue'
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
import { useFormat } from '../../ui/format/use-format'
import { useToasts } from '../../ui/toasts/use-toasts'
import { availableFor, isAvailable, isUp, type ContainerAction } from './available'
import { askCare, isCareAction, type CareAction } from './care/care'
import { countDown } from './care/countdown'
import { shortId } from './list/columns'

/** What is under way, by container: shared by the list and the detail, so that neither does a thing twice. */
const pending = shallowRef<ReadonlyMap<string, ContainerAction>>(new Map())

/** What was removed here: its detail closes without a word, while one that somebody else removed says so. */
const removedHere = new Set<string>()
export const wasRemovedHere = (id: string): boolean => removedHere.has(id)

/** From so many on, removing by force asks for a word. */
const manyAtOnce = 5

/** Milliseconds that a row may take to follow the engine's answer before it is shown as it is. */
const rowLags = 1500

/** A row may also change on the way, as at the signal that a stop begins with. */
const hasFollowed = (action: ContainerAction, before: Container, now: Container | undefined): boolean =>
  now === undefined || (now !== before && (!isAvailable(action, now) || now.since !== before.since))

/** A volume that nobody named has the engine's own name for it. */
const isAnonymous = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** How an action is to be done, where it is not in the usual way. */
export interface ActOptions {
  /** Seconds before a stop kills. */
  readonly timeout?: number
  readonly signal?: string
  /** Whether the question whether to remove begins with the volumes going too. */
  readonly volumes?: boolean
}

const refOf = ({ id, name }: Container): ContainerRef => ({ id, name })

export function useActions() {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const format = useFormat()

  function mark(ids: readonly string[], action: ContainerAction | undefined): void {
    const next = new Map(pending.value)
    for (const id of ids) {
      if (action === undefined) next.delete(id)
      else next.set(id, action)
    }
    pending.value = next
  }

  const isFree = ({ id }: Container): boolean => !pending.value.has(id)

  async function during(
    action: ContainerAction,
    rows: readonly Container[],
    send: (request: { connection: string; containers: ContainerRef[] }) => Promise<Outcome<ActionResults>>,
    timeout?: number
  ): Promise<void> {
    const connection = connections.currentId
    const free = availableFor(action, rows).filter(isFree)
    if (connection === undefined || free.length === 0) return
    const ids = free.map(({ id }) => id)
    mark(ids, action)
    const counted = action === 'stop' || action === 'restart'
    const endCount = counted ? countDown(ids, timeout, (id) => ownTimeout(connection, id)) : () => undefined
    try {
      const outcome = await send({ connection, containers: free.map(refOf) })
      if (!outcome.ok) return tellOfAll(action, ids, outcome.failure)
      const refused = new Map(outcome.value.failed.map(({ id, failure }) => [id, failure]))
      mark([...refused.keys()], undefined)
      if (refused.size > 1) sumUp(action, outcome.value.done.length, refused)
      else for (const [id, failure] of refused) tell(action, id, failure)
      await followed(
        action,
        free.filter(({ id }) => !refused.has(id))
      )
    } finally {
      endCount()
      mark(ids, undefined)
    }
  }

  /** Seconds that this container names for its own stop. */
  async function ownTimeout(connection: string, id: string): Promise<number | undefined> {
    const outcome = await call('containers.inspect', { connection, container: { id, name: '' } })
    const config = outcome.ok ? (outcome.value['Config'] as { StopTimeout?: unknown } | undefined) : undefined
    return typeof config?.StopTimeout === 'number' ? config.StopTimeout : undefined
  }

  /** Several were refused: one summary, with each of them and why. */
  function sumUp(action: ContainerAction, done: number, refused: ReadonlyMap<string, Failure>): void {
    const gone = [...refused].filter(([id, { kind }]) => kind !== 'not-found' || containers.byId.has(id))
    if (gone.length === 0) return
    const lines = gone.map(
      ([id, failure]) => `${containers.byId.get(id)?.name ?? shortId(id)}: ${failureText(failure).sentence}`
    )
    const ids = gone.filter(([, { remedy }]) => remedy !== undefined).map(([id]) => id)
    const forced = gone.some(([, { remedy }]) => remedy?.kind === 'force')
    const again = {
      label: t(forced ? 'failure.remedy.force' : 'failure.remedy.retry'),
      run: () => void (forced ? askRemove(rowsOf(ids), true) : act(action, rowsOf(ids)))
    }
    toasts.failure(
      { sentence: t('containers-care.summary', { done, failed: gone.length }), detail: lines.join('\n') },
      ids.length === 0 ? undefined : again
    )
  }

  /** Resolves when the rows show what the engine did: its answer is often there before its event. */
  function followed(action: ContainerAction, before: readonly Container[]): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        const changed = before.filter((row) => hasFollowed(action, row, containers.byId.get(row.id)))
        mark(
          changed.filter(({ id }) => pending.value.has(id)).map(({ id }) => id),
          undefined
        )
        if (changed.length === before.length) end()
      }
      const end = (): void => {
        stop()
        clearTimeout(timer)
        resolve()
      }
      const stop = watch(() => containers.byId, check, { flush: 'sync' })
      const timer = setTimeout(end, rowLags)
      check()
    })
  }

  /** Nothing came of the whole request. */
  function tellOfAll(action: ContainerAction, ids: readonly string[], failure: Failure): void {
    const text = failureText(failure, connections.current?.endpoint)
    const again = { label: text.remedy?.label ?? '', run: () => void act(action, rowsOf(ids)) }
    toasts.failure(text, failure.remedy?.kind === 'retry' ? again : undefined)
  }

  /** Said once for each refusal, in the engine's words, with the next step where there is one. */
  function tell(action: ContainerAction, id: string, failure: Failure): void {
    const row = containers.byId.get(id)
    // Gone already is what removing it was to bring about.
    if (row === undefined && failure.kind === 'not-found') return
    const text = failureText(failure)
    const name = row?.name ?? shortId(id)
    const words = { ...text, sentence: t('containers.refused', { name, sentence: text.sentence }) }
    const label = text.remedy?.label ?? ''
    switch (failure.remedy?.kind) {
      case 'retry':
        return toasts.failure(words, { label, run: () => void act(action, rowsOf([id])) })
      case 'force':
        return toasts.failure(words, { label, run: () => void askRemove(rowsOf([id]), true) })
      default:
        return toasts.failure(words)
    }
  }

  function bodyOf(count: number, running: number): string {
    if (running === 0) return t('containers.remove.body', count)
    return count === 1
      ? t('containers.remove.running-one')
      : t('containers.remove.running', { count: running }, running)
  }

  /** `forced`: the engine refused it otherwise. What runs is always killed first, and the question says so. */
  async function askRemove(rows: readonly Container[], forced = false, takesVolumes = false): Promise<void> {
    const free = availableFor('remove', rows).filter(isFree)
    const [first] = free
    if (first === undefined) return
    const running = free.filter(isUp)
    const volumes = free.flatMap((row) => row.volumes).filter(isAnonymous).length
    const force = forced || running.length > 0
    const command = ({ volumes = false }: Readonly<Record<string, boolean>>): string =>
      lineText(
        removeCommand({
          connection: connections.currentId ?? '',
          containers: free.map(refOf),
          force,
          volumes
        }),
        { shell: settings.shell, cli: connections.current?.cli ?? [] }
      )
    const choices = await dialogs.ask({
      title: t('containers.remove.title', { count: free.length, name: first.name }, free.length),
      body: bodyOf(free.length, running.length),
      details: free.map((row) => ({
        name: row.name,
        note: t('containers.remove.note', { image: row.image, status: format.status(row) })
      })),
      danger: true,
      confirmLabel:
        running.length > 0
          ? t('containers.remove.force')
          : force
            ? t('containers.remove.forced')
            : t('containers.remove.confirm', free.length),
      command,
      typed: running.length > 0 && free.length >= manyAtOnce ? t('containers.remove.word') : undefined,
      choices:
        volumes === 0
          ? []
          : [
              {
                id: 'volumes',
                label: t('containers.remove.volumes', volumes),
                hint: t('containers.remove.volumes-hint'),
                checked: takesVolumes
              }
            ]
    })
    if (choices === undefined) return
    await during('remove', free, async (request) => {
      for (const { id } of request.containers) removedHere.add(id)
      const outcome = await call('containers.remove', { ...request, force, volumes: choices['volumes'] ?? false })
      const kept = outcome.ok ? outcome.value.failed : request.containers
      for (const { id } of kept) removedHere.delete(id)
      return outcome
    })
  }

  /** Does it, or, where it destroys or needs to know more, asks first. */
  async function act(
    action: ContainerAction | CareAction,
    rows: readonly Container[],
    { timeout, signal, volumes }: ActOptions = {}
  ): Promise<void> {
    if (isCareAction(action)) {
      const meant = availableFor(action, rows)
      if (meant.length > 0 || action === 'prune') askCare(action, meant)
      return
    }
    const timed = timeout === undefined ? {} : { timeout }
    switch (action) {
      case 'remove':
        return askRemove(rows, false, volumes)
      case 'start':
        return during(action, rows, (request) => call('containers.start', request))
      case 'stop':
        return during(action, rows, (request) => call('containers.stop', { ...request, ...timed }), timeout)
      case 'restart':
        return during(action, rows, (request) => call('containers.restart', { ...request, ...timed }), timeout)
      case 'pause':
        return during(action, rows, (request) => call('containers.pause', request))
      case 'unpause':
        return during(action, rows, (request) => call('containers.unpause', request))
      case 'kill':
        return during(action, rows, (request) =>
          call('containers.kill', signal === undefined ? request : { ...request, signal })
        )
    }
  }

  const rowsOf = (ids: Iterable<string>): Container[] =>
    [...ids].flatMap((id) => {
      const row = containers.byId.get(id)
      return row === undefined ? [] : [row]
    })

  return { act, pending, rowsOf }
}
