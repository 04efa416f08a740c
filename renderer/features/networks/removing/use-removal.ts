/** Removes networks as `docker network rm` does: asks first, and frees those on which containers run where that is wanted. */
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { stepsText } from '../../../../contract/command/steps'
import type { Container } from '../../../../contract/containers/model'
import type { Failure } from '../../../../contract/failure'
import { remove as removeCommand } from '../../../../contract/networks/command'
import { disconnect as disconnectCommand } from '../../../../contract/networks/joining/command'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { isUp, networkRef, subnetText, type NetworkRow } from '../network-rows'

interface RefusedNetwork {
  readonly id: string
  readonly name: string
  readonly failure: Failure
  readonly users: ReadonlyArray<{ readonly id: string; readonly name: string }>
}

interface Member {
  readonly row: NetworkRow
  readonly user: Container
}

export function useRemoval(all: () => readonly NetworkRow[]) {
  const { t } = useI18n()
  const connections = useConnections()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()

  /** Ids of the networks that are being removed. */
  const busy = ref<ReadonlySet<string>>(new Set())
  /** What was refused the last time: shown in a dialog. */
  const refused = shallowRef<readonly RefusedNetwork[]>([])
  const outcomeOpen = ref(false)

  const names = (users: readonly Container[]): string => users.map(({ name }) => name).join(', ')
  function noteOf({ network, users }: NetworkRow): string {
    const running = users.filter(isUp)
    const stopped = users.filter((user) => !isUp(user))
    const notes = [
      subnetText(network),
      running.length === 0 ? '' : t('networks.remove.note-running', { names: names(running) }),
      stopped.length === 0 ? '' : t('networks.remove.note-stopped', { names: names(stopped) })
    ]
    return notes.filter((note) => note !== '').join(' · ')
  }
  function commandOf(rows: readonly NetworkRow[], members: readonly Member[]): string {
    const lines = members.map(({ row, user }) =>
      disconnectCommand({ network: networkRef(row), container: { id: user.id, name: user.name }, force: false })
    )
    return stepsText([...lines, removeCommand({ networks: rows.map(networkRef) })], {
      shell: settings.shell,
      cli: connections.current?.cli ?? []
    })
  }

  /** `free`: who is on them is to be disconnected first, unless the person says otherwise. The engine's own are left out. */
  async function ask(rows: readonly NetworkRow[], free = false): Promise<void> {
    const chosen = rows.filter(({ network, builtIn }) => builtIn === undefined && !busy.value.has(network.id))
    if (connections.currentId === undefined) return
    if (chosen.length === 0) {
      if (rows.length > 0) toasts.say(t('networks.remove.built-in'))
      return
    }
    const members = chosen.flatMap((row) => row.users.filter(isUp).map((user) => ({ row, user })))
    const choices = await dialogs.ask({
      title: t('networks.remove.title', { count: chosen.length, name: chosen[0]?.network.name ?? '' }, chosen.length),
      body: t('networks.remove.body'),
      details: chosen.map((row) => ({ name: row.network.name, note: noteOf(row) })),
      danger: true,
      confirmLabel: t('networks.remove.confirm', { count: chosen.length }, chosen.length),
      typed: chosen.length > 5 ? t('networks.remove.word') : undefined,
      choices:
        members.length === 0
          ? undefined
          : [
              {
                id: 'disconnect',
                label: t('networks.remove.free', { count: members.length }, members.length),
                hint: t('networks.remove.free-hint'),
                checked: free
              }
            ],
      command: (made) => commandOf(chosen, made['disconnect'] === true ? members : [])
    })
    if (choices === undefined) return
    if (choices['disconnect'] === true && !(await freeFrom(members))) return
    await remove(chosen)
  }

  async function freeFrom(members: readonly Member[]): Promise<boolean> {
    const connection = connections.currentId
    if (connection === undefined) return false
    for (const { row, user } of members) {
      const container = { id: user.id, name: user.name }
      const outcome = await call('networks.disconnect', {
        connection,
        network: networkRef(row),
        container,
        force: false
      })
      if (outcome.ok) continue
      toasts.failure(failureText(outcome.failure, connections.current?.endpoint))
      return false
    }
    return true
  }

  async function remove(rows: readonly NetworkRow[]): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const ids = rows.map(({ network }) => network.id)
    busy.value = new Set([...busy.value, ...ids])
    const reply = await call('networks.remove', { connection, networks: rows.map(networkRef) })
    busy.value = new Set([...busy.value].filter((id) => !ids.includes(id)))
    if (!reply.ok) return toasts.failure(failureText(reply.failure, connections.current?.endpoint))
    const { removed, failed } = reply.value
    const nameOf = (id: string): string => rows.find(({ network }) => network.id === id)?.network.name ?? id
    refused.value = failed.map(({ id, failure }) => ({
      id,
      name: nameOf(id),
      failure,
      users: failure.kind === 'conflict' ? (failure.users ?? []) : []
    }))
    outcomeOpen.value = failed.length > 0
    if (removed.length > 0)
      toasts.success(
        t('networks.remove.done', { count: removed.length, name: nameOf(removed[0] ?? '') }, removed.length)
      )
  }

  return {
    busy,
    refused,
    outcomeOpen,
    ask,
    /** Those on which containers run, asked about again. */
    askToFree(): Promise<void> {
      outcomeOpen.value = false
      const ids = new Set(refused.value.filter(({ users }) => users.length > 0).map(({ id }) => id))
      return ask(
        all().filter(({ network }) => ids.has(network.id)),
        true
      )
    }
  }
}
