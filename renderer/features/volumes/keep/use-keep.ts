/** What keeps and moves volumes, as tasks: Activity shows how far each is, and a toast how it ended. */
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { TaskName } from '../../../../contract'
import type { Failure } from '../../../../contract/failure'
import type { TaskRecord } from '../../../../contract/tasks/model'
import { call, type start } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'
import { useFormat } from '../../../ui/format/use-format'
import { useToasts } from '../../../ui/toasts/use-toasts'

type Started = Awaited<ReturnType<typeof start<TaskName>>>

/** What may stand in an archive's place of a dialog. */
const archiveFilters = [{ name: 'tar', extensions: ['tar', 'gz', 'tgz', 'zst', 'tzst'] }]

interface Following {
  /** The archive that is read. */
  readonly file?: string
  /** The volume that then is there. */
  readonly made?: string
  /** Somebody else says how it failed. */
  readonly saidElsewhere?: boolean
}

export function useKeep() {
  const { t } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const format = useFormat()
  const router = useRouter()

  const refuse = (failure: Failure): void => toasts.failure(failureText(failure, connections.current?.endpoint))

  /** Undefined once it has begun: what begins is shown elsewhere. `say` gets what the task gave. */
  async function follow(
    begun: Promise<Started>,
    say: (result: Readonly<Record<string, unknown>>) => string,
    options: Following = {}
  ): Promise<Failure | undefined> {
    const started = await begun
    if (!started.ok) return started.failure
    void tasks.ended(started.value.task).then((task) => end(task, say, options))
    return undefined
  }
  function end(
    { state }: TaskRecord,
    say: (result: Readonly<Record<string, unknown>>) => string,
    { file, made, saidElsewhere = false }: Following
  ): void {
    if (state.kind === 'done') {
      const result = state.result as Readonly<Record<string, unknown>>
      const left = Number(result['leftOut'] ?? 0)
      const words = left === 0 ? say(result) : `${say(result)} ${t('volumes-keep.left-out', { count: left }, left)}`
      // It may end long after: nobody is taken away from where they are.
      const show = (): void => void router.push(`/volumes/${encodeURIComponent(made ?? '')}/overview`)
      toasts.success(words, made === undefined ? undefined : { label: t('volumes-keep.show'), run: show })
    } else if (state.kind === 'failed' && !saidElsewhere) {
      const { failure } = state
      const unread = file !== undefined && failure.kind === 'invalid-input' && failure.field === 'path'
      const words = failureText(failure, connections.current?.endpoint)
      toasts.failure(unread ? { ...words, sentence: t('volumes-keep.unreadable', { file }) } : words)
    }
  }

  /** `12 files, 3.4 MB` */
  const amount = (result: Readonly<Record<string, unknown>>): string => {
    const files = Number(result['files'] ?? 0)
    return t('volumes-keep.amount', { count: files, size: format.size(Number(result['bytes'] ?? 0)) }, files)
  }

  /** An archive of this computer; undefined when the person thought better of it. */
  async function chooseArchive(): Promise<string | undefined> {
    const chosen = await call('app.chooseOpen', { kind: 'file', filters: archiveFilters })
    if (chosen.ok) return chosen.value.paths[0]
    refuse(chosen.failure)
    return undefined
  }

  return { follow, amount, chooseArchive, refuse }
}
