/** Downloads and uploads of files: where to, what then, and what to ask before. Who uses it does the work. */
import { useI18n } from 'vue-i18n'
import type { TaskStarted } from '../../../contract/bridge'
import type { SkipReason, Unpacked } from '../../../contract/containers/files/model'
import { exactText, lastPart, shownText } from '../../../contract/containers/files/path'
import type { Failure, Outcome } from '../../../contract/failure'
import type { TaskState } from '../../../contract/tasks/model'
import { call } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useTasks } from '../../stores/tasks'
import { useDialogs } from '../dialogs/use-dialogs'
import { useToasts } from '../toasts/use-toasts'

interface Transfers {
  /** What a download of the root is called. */
  readonly name: () => string
  readonly save: (path: string, target: string, as: 'file' | 'tar') => Promise<Outcome<TaskStarted>>
  readonly unpack: (paths: string[], target: string) => Promise<Outcome<TaskStarted>>
  readonly upload: (folder: string, sources: string[], overwrite: boolean) => Promise<Outcome<TaskStarted>>
  /** Something was uploaded, whole or in part. */
  readonly uploaded: () => void
  /** What an upload that was cancelled leaves there, in words. */
  readonly partLeft: () => string
}

export function useTransfers(means: Transfers) {
  const { t, n } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const { confirm } = useDialogs()
  const refuse = (failure: Failure): void => {
    if (failure.kind !== 'cancelled') toasts.failure(failureText(failure, connections.current?.endpoint))
  }

  /** How it ended; undefined where it did not begin. */
  async function outcomeOf(begun: Outcome<TaskStarted>): Promise<TaskState | undefined> {
    if (begun.ok) return (await tasks.ended(begun.value.task)).state
    refuse(begun.failure)
    return undefined
  }

  async function save(path: string, as: 'file' | 'tar'): Promise<void> {
    const name = (exactText(lastPart(path)) ?? shownText(lastPart(path))) || means.name()
    const chosen = await call('app.chooseSave', { suggestion: as === 'tar' ? `${name}.tar` : name })
    if (!chosen.ok) return refuse(chosen.failure)
    const { path: target } = chosen.value
    if (target === undefined) return
    const state = await outcomeOf(await means.save(path, target, as))
    if (state?.kind === 'failed') refuse(state.failure)
    if (state?.kind === 'done') toasts.success(t('files.saved', { name }))
  }

  async function unpack(paths: readonly string[]): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind: 'folder' })
    if (!chosen.ok) return refuse(chosen.failure)
    const [target] = chosen.value.paths
    if (target === undefined) return
    const state = await outcomeOf(await means.unpack([...paths], target))
    if (state?.kind === 'failed') refuse(state.failure)
    if (state?.kind !== 'done') return
    const { files, skipped } = state.result as Unpacked
    toasts.success(t('files.unpacked', { count: n(files) }, Math.min(files, 2)))
    if (skipped.length > 0) await tellSkipped(skipped)
  }
  const reasonText = (reason: SkipReason): string => t(`files.left-out.${reason}`)
  const tellSkipped = (skipped: Unpacked['skipped']): Promise<boolean> =>
    confirm({
      title: t('files.left-out.title'),
      body: t('files.left-out.body'),
      details: skipped.flatMap(({ reason, count, first }) => [
        ...first.map((path) => ({ name: shownText(path), note: reasonText(reason) })),
        ...(count > first.length
          ? [{ name: t('files.left-out.more', { count: n(count - first.length) }), note: reasonText(reason) }]
          : [])
      ]),
      confirmLabel: t('files.left-out.close')
    })

  async function upload(folder: string, kind: 'files' | 'folder'): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind })
    if (!chosen.ok) return refuse(chosen.failure)
    if (chosen.value.paths.length > 0) await send(folder, chosen.value.paths)
  }

  const mayOverwrite = (name: string): Promise<boolean> =>
    confirm({
      title: t('files.overwrite.title', { name: shownText(name) }),
      body: t('files.overwrite.body'),
      danger: true,
      confirmLabel: t('files.overwrite.confirm')
    })

  async function send(folder: string, sources: string[], overwrite = false): Promise<void> {
    const state = await outcomeOf(await means.upload(folder, sources, overwrite))
    if (state === undefined) return
    means.uploaded()
    if (state.kind === 'done') {
      const { files } = state.result as { readonly files: number }
      toasts.success(t('files.uploaded', { count: n(files) }, Math.min(files, 2)))
    } else if (state.kind === 'cancelled') toasts.say(means.partLeft())
    else if (state.kind === 'failed' && state.failure.kind === 'conflict' && state.failure.reason === 'already') {
      if (await mayOverwrite(state.failure.name ?? '')) await send(folder, sources, true)
    } else if (state.kind === 'failed') refuse(state.failure)
  }

  /** What was dropped on the window. */
  async function drop(folder: string, files: readonly File[]): Promise<void> {
    const paths = await window.escale.dropped(files)
    if (paths.length > 0) await send(folder, [...paths])
  }

  return { save, unpack, upload, drop, mayOverwrite, outcomeOf, refuse }
}
