/** Images to files of this computer and back: the system asks where, a task does it, Activity shows how far it is. */
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { TaskName } from '../../../../contract'
import type { TaskRecord } from '../../../../contract/tasks/model'
import { registryOf } from '../../../../contract/images/reference'
import type { Failure } from '../../../../contract/failure'
import { call, start } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'
import { nextStep } from '../../../ui/pull/next-step'
import { useToasts, type ToastAction } from '../../../ui/toasts/use-toasts'
import { imageRef, type ImageRow } from '../image-rows'

const tars = [{ name: 'tar', extensions: ['tar', 'gz', 'tgz', 'zst', 'xz', 'bz2'] }]

/** `ghcr.io/owner/app:1` → `app-1.tar`; several: `images.tar`. */
function fileNameFor(references: readonly string[]): string {
  const [only] = references
  if (only === undefined || references.length > 1) return 'images.tar'
  const last =
    only
      .replace(/^sha256:([0-9a-f]{12}).*/, '$1')
      .split('/')
      .at(-1) ?? 'image'
  return `${last.replace(/@.*/, '').replace(/[^a-zA-Z0-9._-]+/g, '-')}.tar`
}

export function useFiles() {
  const { t } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const router = useRouter()

  const refuse = (failure: Failure, action?: ToastAction): void =>
    toasts.failure(failureText(failure, connections.current?.endpoint), action)
  /** Says how it ended, once: a cancelled one says nothing, its Cancel was answer enough. */
  async function follow(
    begun: Promise<Awaited<ReturnType<typeof start<TaskName>>>>,
    say: (task: TaskRecord) => string,
    {
      pushed = '',
      file
    }: { /** The image that goes to its registry. */ pushed?: string; /** That was read. */ file?: string } = {}
  ): Promise<TaskRecord | undefined> {
    const started = await begun
    if (!started.ok) {
      refuse(started.failure)
      return undefined
    }
    const task = await tasks.ended(started.value.task)
    if (task.state.kind === 'done') toasts.success(say(task))
    else if (task.state.kind === 'failed') {
      const { failure } = task.state
      const step = nextStep(failure, pushed)
      const action = step && { label: step.label, run: () => void router.push(step.to) }
      const unread = file !== undefined && failure.kind === 'invalid-input' && failure.field === 'path'
      const registry = registryOf(pushed)
      if (pushed !== '' && failure.kind === 'auth-required')
        toasts.failure(
          {
            ...failureText(failure),
            sentence:
              registry === 'docker.io' ? t('images-keep.push-denied-hub') : t('images-keep.push-denied', { registry })
          },
          action
        )
      else if (unread) toasts.failure({ ...failureText(failure), sentence: t('images-keep.unreadable', { file }) })
      else refuse(failure, action)
    }
    return task
  }
  const resultOf = (task: TaskRecord): Readonly<Record<string, unknown>> =>
    task.state.kind === 'done' ? (task.state.result as Readonly<Record<string, unknown>>) : {}

  return {
    async save(rows: readonly ImageRow[]): Promise<void> {
      const connection = connections.currentId
      if (connection === undefined || rows.length === 0) return
      const suggestion = fileNameFor(rows.map(({ reference }) => reference))
      const chosen = await call('app.chooseSave', { suggestion, filters: tars.slice(0, 1) })
      if (!chosen.ok) return refuse(chosen.failure)
      const { path } = chosen.value
      if (path === undefined) return
      await follow(start('images.save', { connection, images: rows.map(imageRef), path }), () =>
        t('images-keep.saved', { path, count: rows.length }, rows.length)
      )
    },
    async load(): Promise<void> {
      const connection = connections.currentId
      const path = await this.choose()
      if (connection === undefined || path === undefined) return
      await follow(
        start('images.load', { connection, path }),
        (task) => {
          const loaded = resultOf(task)['loaded'] as readonly string[]
          return t('images-keep.loaded', { names: loaded.join(', '), count: loaded.length }, loaded.length)
        },
        { file: path }
      )
    },
    /** A tar file; undefined when the person thought better of it. */
    async choose(): Promise<string | undefined> {
      const chosen = await call('app.chooseOpen', { kind: 'file', filters: tars })
      if (chosen.ok) return chosen.value.paths[0]
      refuse(chosen.failure)
      return undefined
    },
    async import(request: { path: string; reference: string; message: string; changes: string[] }): Promise<void> {
      const connection = connections.currentId
      if (connection === undefined) return
      await follow(
        start('images.import', { connection, ...request }),
        (task) => t('images-keep.imported', { name: request.reference || String(resultOf(task)['id']).slice(7, 19) }),
        { file: request.path }
      )
    },
    async push(reference: string): Promise<void> {
      const connection = connections.currentId
      if (connection === undefined) return
      await follow(
        start('images.push', { connection, reference }),
        (task) => t('images-keep.pushed', { reference: String(resultOf(task)['reference']) }),
        { pushed: reference }
      )
    }
  }
}
