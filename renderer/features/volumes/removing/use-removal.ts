/** Removes volumes as `docker volume rm` does: asks first, with what goes, and frees those that containers keep where that is wanted. */
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { remove as removeContainers } from '../../../../contract/containers/lifecycle/command'
import type { Container } from '../../../../contract/containers/model'
import type { Failure } from '../../../../contract/failure'
import { stepsText } from '../../../../contract/command/steps'
import { remove as removeCommand } from '../../../../contract/volumes/command'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useContainers } from '../../../stores/containers'
import { useSettings } from '../../../stores/settings'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useFormat } from '../../../ui/format/use-format'
import { useToasts } from '../../../ui/toasts/use-toasts'
import type { VolumeSizes } from '../list/use-volume-sizes'
import { isUp, type VolumeRow } from '../volume-rows'

interface RefusedVolume {
  readonly name: string
  readonly failure: Failure
  readonly users: ReadonlyArray<{ readonly id: string; readonly name: string }>
}

/** Milliseconds that the question waits for sizes. */
const patience = 1_500

/** Each container once. */
const usersOf = (rows: readonly VolumeRow[]): readonly Container[] => [
  ...new Map(rows.flatMap(({ users }) => users).map((user) => [user.id, user])).values()
]

export function useRemoval(all: () => readonly VolumeRow[], sizes: VolumeSizes) {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const format = useFormat()

  /** Names of the volumes that are being removed. */
  const busy = ref<ReadonlySet<string>>(new Set())
  /** What was refused the last time: shown in a dialog. */
  const refused = shallowRef<readonly RefusedVolume[]>([])
  const outcomeOpen = ref(false)

  function noteOf({ volume, users }: VolumeRow): string {
    const size = sizes.sizeOf(volume.name)
    const words = size === undefined ? t('volumes.remove.size-unknown') : format.size(size)
    if (users.length === 0) return words
    return t('volumes.remove.note-used', { size: words, names: users.map(({ name }) => name).join(', ') }, users.length)
  }
  function commandOf(names: readonly string[], users: readonly Container[]): string {
    const request = { connection: connections.currentId ?? '', containers: [...users], force: true, volumes: false }
    const lines = [...(users.length === 0 ? [] : [removeContainers(request)]), removeCommand({ volumes: [...names] })]
    return stepsText(lines, { shell: settings.shell, cli: connections.current?.cli ?? [] })
  }

  /** `free`: the containers that keep them are to go too, unless the person says otherwise. */
  async function ask(rows: readonly VolumeRow[], free = false): Promise<void> {
    const chosen = rows.filter(({ volume }) => !busy.value.has(volume.name))
    if (chosen.length === 0 || connections.currentId === undefined) return
    if (chosen.some(({ volume }) => sizes.sizeOf(volume.name) === undefined)) await sizes.readWithin(patience)
    const names = chosen.map(({ volume }) => volume.name)
    const users = usersOf(chosen)
    const running = users.filter(isUp)
    const hasData = chosen.some(({ volume }) => sizes.sizeOf(volume.name) !== 0)
    const choices = await dialogs.ask({
      title: t('volumes.remove.title', { count: chosen.length, name: chosen[0]?.shown ?? '' }, chosen.length),
      body: hasData ? t('volumes.remove.body') : t('volumes.remove.body-empty'),
      details: chosen.map((row) => ({ name: row.shown, note: noteOf(row) })),
      danger: true,
      confirmLabel: t('volumes.remove.confirm', { count: chosen.length }, chosen.length),
      typed: hasData || chosen.length > 1 ? t('volumes.remove.word') : undefined,
      choices:
        users.length === 0
          ? undefined
          : [
              {
                id: 'containers',
                label: t('volumes.remove.free', { count: users.length }, users.length),
                hint:
                  running.length === 0
                    ? t('volumes.remove.free-hint')
                    : t('volumes.remove.free-running', { names: running.map(({ name }) => name).join(', ') }),
                checked: free
              }
            ],
      command: (made) => commandOf(names, made['containers'] === true ? users : [])
    })
    if (choices === undefined) return
    if (choices['containers'] === true && !(await freeFrom(users))) return
    await remove(names)
  }

  async function freeFrom(users: readonly Container[]): Promise<boolean> {
    const connection = connections.currentId
    if (connection === undefined) return false
    const outcome = await call('containers.remove', {
      connection,
      containers: users.map(({ id, name }) => ({ id, name })),
      force: true,
      volumes: false
    })
    const failure = outcome.ok ? outcome.value.failed[0]?.failure : outcome.failure
    if (failure === undefined) return true
    toasts.failure(failureText(failure, connections.current?.endpoint))
    return false
  }

  async function remove(names: readonly string[]): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const shown = new Map(all().map((row) => [row.volume.name, row.shown]))
    busy.value = new Set([...busy.value, ...names])
    const reply = await call('volumes.remove', { connection, volumes: [...names] })
    busy.value = new Set([...busy.value].filter((name) => !names.includes(name)))
    if (!reply.ok) return toasts.failure(failureText(reply.failure, connections.current?.endpoint))
    const { removed, failed } = reply.value
    refused.value = failed.map(({ volume, failure }) => ({ name: volume, failure, users: keepersOf(volume, failure) }))
    outcomeOpen.value = failed.length > 0
    if (removed.length > 0)
      toasts.success(
        t(
          'volumes.remove.done',
          { count: removed.length, name: shown.get(removed[0] ?? '') ?? removed[0] ?? '' },
          removed.length
        )
      )
  }

  /** Those that the engine named; else those that the window knows. */
  function keepersOf(volume: string, failure: Failure): RefusedVolume['users'] {
    if (failure.kind !== 'conflict' || failure.reason !== 'in-use') return []
    const known = containers.list.filter(({ volumes }) => volumes.includes(volume))
    return known.length > 0 ? known : (failure.users ?? [])
  }

  return {
    busy,
    refused,
    outcomeOpen,
    ask,
    /** Those that containers keep, asked about again with their containers. */
    askToFree(): Promise<void> {
      outcomeOpen.value = false
      const names = new Set(refused.value.filter(({ users }) => users.length > 0).map(({ name }) => name))
      return ask(
        all().filter(({ volume }) => names.has(volume.name)),
        true
      )
    }
  }
}
