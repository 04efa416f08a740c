/** Downloads and uploads of a container's files: where to, what then, and what to ask before. */
import { useI18n } from 'vue-i18n'
import type { SkipReason, Unpacked } from '../../../../../contract/containers/files/model'
import { exactText, lastPart, shownText } from '../../../../../contract/containers/files/path'
import type { Container } from '../../../../../contract/containers/model'
import type { Failure, Outcome } from '../../../../../contract/failure'
import type { TaskStarted } from '../../../../../contract/bridge'
import type { TaskState } from '../../../../../contract/tasks/model'
import { call, start } from '../../../../ipc/client'
import { failureText } from '../../../../modules/failure-text'
import { useConnections } from '../../../../stores/connections'
import { useTasks } from '../../../../stores/tasks'
import { useDialogs } from '../../../../ui/dialogs/use-dialogs'
import { useToasts } from '../../../../ui/toasts/use-toasts'

export function useTransfers(container: () => Container, uploaded: () => void) {
  const { t, n } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const { confirm } = useDialogs()
  const on = () => ({
    connection: connections.currentId ?? '',
    container: { id: container().id, name: container().name }
  })
  const refuse = (failure: Failure, more?: string): void => {
    const words = failureText(failure, connections.current?.endpoint)
    if (failure.kind !== 'cancelled') toasts.failure(more === undefined ? words : { ...words, cure: more })
  }

  /** How it ended; undefined where it did not begin. */
  async function outcomeOf(begun: Outcome<TaskStarted>): Promise<TaskState | undefined> {
    if (!begun.ok) {
      refuse(begun.failure)
      return undefined
    }
    return (await tasks.ended(begun.value.task)).state
  }

  async function save(path: string, as: 'file' | 'tar'): Promise<void> {
    const name = (exactText(lastPart(path)) ?? shownText(lastPart(path))) || container().name
    const chosen = await call('app.chooseSave', { suggestion: as === 'tar' ? `${name}.tar` : name })
    if (!chosen.ok) return refuse(chosen.failure)
    const { path: target } = chosen.value
    if (target === undefined) return
    const state = await outcomeOf(await start('containers.saveFile', { ...on(), path, target, as }))
    if (state?.kind === 'failed') refuse(state.failure)
    if (state?.kind === 'done') toasts.success(t('containers-files.saved', { name }))
  }

  async function unpack(paths: readonly string[]): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind: 'folder' })
    if (!chosen.ok) return refuse(chosen.failure)
    const [target] = chosen.value.paths
    if (target === undefined) return
    const state = await outcomeOf(await start('containers.unpackFiles', { ...on(), paths: [...paths], target }))
    if (state?.kind === 'failed') refuse(state.failure)
    if (state?.kind !== 'done') return
    const { files, skipped } = state.result as Unpacked
    toasts.success(t('containers-files.unpacked', { count: n(files) }, Math.min(files, 2)))
    if (skipped.length > 0)
      await confirm({
        title: t('containers-files.left-out.title'),
        body: t('containers-files.left-out.body'),
        details: skipped.flatMap(({ reason, count, first }) => [
          ...first.map((path) => ({ name: shownText(path), note: reasonText(reason) })),
          ...(count > first.length
            ? [
                {
                  name: t('containers-files.left-out.more', { count: n(count - first.length) }),
                  note: reasonText(reason)
                }
              ]
            : [])
        ]),
        confirmLabel: t('containers-files.left-out.close')
      })
  }
  const reasonText = (reason: SkipReason): string => t(`containers-files.left-out.${reason}`)

  async function upload(folder: string, kind: 'files' | 'folder'): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind })
    if (!chosen.ok) return refuse(chosen.failure)
    if (chosen.value.paths.length > 0) await send(folder, chosen.value.paths, false)
  }

  async function send(folder: string, sources: string[], overwrite: boolean): Promise<void> {
    const state = await outcomeOf(await start('containers.uploadFiles', { ...on(), folder, sources, overwrite }))
    if (state === undefined) return
    uploaded()
    if (state.kind === 'done') {
      const { files } = state.result as { readonly files: number }
      toasts.success(t('containers-files.uploaded', { count: n(files) }, Math.min(files, 2)))
    } else if (state.kind === 'cancelled') toasts.say(t('containers-files.part-left'))
    else if (state.kind === 'failed' && state.failure.kind === 'conflict' && state.failure.reason === 'already') {
      const yes = await confirm({
        title: t('containers-files.overwrite.title', { name: state.failure.name ?? '' }),
        body: t('containers-files.overwrite.body'),
        danger: true,
        confirmLabel: t('containers-files.overwrite.confirm')
      })
      if (yes) await send(folder, sources, true)
    } else if (state.kind === 'failed') refuse(state.failure)
  }

  return { save, unpack, upload }
}
