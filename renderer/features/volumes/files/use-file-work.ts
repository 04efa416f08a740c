/** What is done with a volume's files: each asks what must be asked before, and the folder is read again after. */
import { useI18n } from 'vue-i18n'
import type { OperationAt } from '../../../../contract'
import type { RequestOf } from '../../../../contract/define'
import type { TaskStarted } from '../../../../contract/bridge'
import type { Failure, Outcome } from '../../../../contract/failure'
import { lastPart, parentOf, shownText } from '../../../../contract/containers/files/path'
import { call, open, start } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useTransfers } from '../../../ui/files/use-transfers'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { held, type Held } from './clipboard'

interface Amount {
  readonly files: number
  readonly bytes: number
}

/** What is there now; undefined where it cannot be counted. */
const countOf = (request: RequestOf<OperationAt<'volumes.countFiles'>>): Promise<Amount | undefined> =>
  new Promise((resolve) => {
    let last: Amount | undefined
    open('volumes.countFiles', request, {
      items: (steps) => (last = steps.findLast(({ kind }) => kind === 'counted') ?? last),
      ended: (failure) => resolve(failure === undefined ? last : undefined)
    })
  })

export function useFileWork(parts: {
  readonly volume: () => string
  /** Reads the folder again; then these of it are chosen. */
  readonly changed: (names?: readonly string[]) => Promise<void>
  readonly mayWrite: (volume?: string) => Promise<boolean>
}) {
  const { t, n } = useI18n()
  const connections = useConnections()
  const toasts = useToasts()
  const on = () => ({ connection: connections.currentId ?? '', volume: parts.volume() })
  const transfers = useTransfers({
    name: () => parts.volume(),
    save: (path, target, as) => start('volumes.saveFile', { ...on(), path, target, as }),
    unpack: (paths, target) => start('volumes.unpackFiles', { ...on(), paths, target }),
    upload: (folder, sources, overwrite) => start('volumes.uploadFiles', { ...on(), folder, sources, overwrite }),
    uploaded: () => void parts.changed(),
    partLeft: () => t('volumes-files.part-left')
  })
  const { outcomeOf, refuse, mayOverwrite } = transfers
  const count = (files: number): [{ readonly count: string }, number] => [{ count: n(files) }, Math.min(files, 2)]

  /** `work` with and without overwriting: what stands in the way is asked about. Gives whether it was done. */
  async function over(work: (overwrite: boolean) => Promise<Failure | undefined>): Promise<boolean> {
    let failure = await work(false)
    if (failure?.kind === 'conflict' && failure.reason === 'already') {
      if (!(await mayOverwrite(lastPart(failure.name ?? '') || (failure.name ?? '')))) return false
      failure = await work(true)
    }
    if (failure === undefined) return true
    refuse(failure)
    return false
  }
  /** What a task that was begun failed with. */
  async function failureOf(
    begun: Outcome<TaskStarted>,
    done: (result: unknown) => void = () => undefined
  ): Promise<Failure | undefined> {
    if (!begun.ok) return begun.failure
    const state = await outcomeOf(begun)
    if (state?.kind === 'failed') return state.failure
    if (state?.kind === 'done') done(state.result)
    return state?.kind === 'cancelled' ? { kind: 'cancelled', message: '' } : undefined
  }

  const copyTo = (
    from: Held,
    folder: string,
    target: { readonly connection: string; readonly volume: string },
    done?: (result: unknown) => void
  ) =>
    over(async (overwrite) => {
      const request = { connection: from.connection, volume: from.volume, paths: [...from.paths], folder, overwrite }
      return failureOf(
        target.volume === from.volume && target.connection === from.connection
          ? await start('volumes.copyFiles', request)
          : await start('volumes.copyToVolume', { ...request, target }),
        done
      )
    })

  async function move(from: Held, folder: string): Promise<boolean> {
    const { connection, volume } = from
    const paths = [...from.paths]
    if (volume === parts.volume() && connection === connections.currentId)
      return over(async (overwrite) => {
        const outcome = await call('volumes.moveFiles', { connection, volume, paths, folder, overwrite })
        return outcome.ok ? undefined : outcome.failure
      })
    // From another volume: only what has arrived whole goes there.
    let copied: Amount | undefined
    const take = (result: unknown): void => void (copied = result as Amount)
    if (!(await parts.mayWrite(volume)) || !(await copyTo(from, folder, on(), take))) return false
    const there = await countOf({ connection, volume, paths })
    if (there === undefined || there.files !== copied?.files || there.bytes !== copied.bytes) {
      toasts.say(t('volumes-files.paste.kept'))
      return false
    }
    const failure = await failureOf(await start('volumes.removeFiles', { connection, volume, paths }))
    if (failure !== undefined) refuse(failure)
    return failure === undefined
  }

  async function paste(folder: string): Promise<void> {
    const from = held.value
    if (from === undefined) return
    const own = from.volume === parts.volume() && from.connection === connections.currentId
    if (own && from.paths.some((path) => parentOf(path) === folder))
      return void toasts.say(t('volumes-files.paste.same-folder'))
    if (own && from.paths.some((path) => folder === path || folder.startsWith(`${path}/`)))
      return void toasts.say(t('volumes-files.paste.into-itself'))
    if (!(await parts.mayWrite())) return
    const done = from.how === 'cut' ? await move(from, folder) : await copyTo(from, folder, on())
    await parts.changed(from.paths.map(lastPart))
    if (!done) return
    if (from.how === 'cut') held.value = undefined
    toasts.success(t(`volumes-files.paste.${from.how}`, ...count(from.paths.length)))
  }

  /** Who may do what, with all that is below: long work for a large folder. */
  async function permit(request: RequestOf<OperationAt<'volumes.setPermissions'>>): Promise<Failure | undefined> {
    const begun = await start('volumes.setPermissions', request)
    if (!begun.ok) return begun.failure
    void outcomeOf(begun).then(async (state) => {
      await parts.changed()
      if (state?.kind === 'failed') refuse(state.failure)
      if (state?.kind === 'done') toasts.success(t('volumes-files.permissions.done'))
    })
    return undefined
  }

  /** Resolves once it has begun; what becomes of it is told when it ends. */
  async function remove(paths: readonly string[]): Promise<Failure | undefined> {
    const begun = await start('volumes.removeFiles', { ...on(), paths: [...paths] })
    if (!begun.ok) return begun.failure
    void outcomeOf(begun).then(async (state) => {
      await parts.changed()
      if (state?.kind === 'failed') refuse(state.failure)
      if (state?.kind === 'cancelled') toasts.say(t('volumes-files.remove.cancelled'))
      if (state?.kind === 'done')
        toasts.success(
          t(
            'volumes-files.remove.done',
            { name: shownText(lastPart(paths[0] ?? '')), count: paths.length },
            paths.length
          )
        )
    })
    return undefined
  }

  return {
    on,
    transfers,
    paste,
    remove,
    permit,
    copyTo,
    async upload(folder: string, kind: 'files' | 'folder'): Promise<void> {
      if (await parts.mayWrite()) await transfers.upload(folder, kind)
    }
  }
}
