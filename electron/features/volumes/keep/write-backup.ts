/** One backup: written, read back whole, and only then one of those that are kept. */
import { mkdir, rm } from 'node:fs/promises'
import type { BackupPlan } from '../../../../contract/volumes/keep/backups'
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { TaskContext } from '../../../ipc/handlers'
import { fileError } from '../../../platform/save-file'
import { freeBackupPath } from './backup-times'
import { exportVolume } from './export-volume'
import { testArchive } from './test-archive'
import { keptOf } from './volume-tar'

export type Backup = Kept & { readonly path: string; readonly stored: number }

/** Milliseconds that an engine which nobody has used yet gets to answer. */
const dialTime = 20_000

async function reach(engine: Engine, signal: AbortSignal): Promise<void> {
  try {
    await engine.connected(AbortSignal.any([signal, AbortSignal.timeout(dialTime)]))
  } catch (error) {
    signal.throwIfAborted()
    if (engine.state.kind === 'unreachable') throw new FailureError(engine.state.failure)
    if (error instanceof FailureError) throw error
    throw new FailureError({ kind: 'engine-unreachable', reason: 'timed-out', message: 'no answer' })
  }
}

/** Nothing of it stays where it is not whole. Throws FailureError. */
export async function writeBackup(
  engine: Engine,
  volume: string,
  plan: Pick<BackupPlan, 'folder' | 'format'>,
  at: number,
  context: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Backup> {
  const { signal } = context
  const path = freeBackupPath(plan.folder, volume, plan.format, at)
  await reach(engine, signal)
  await mkdir(plan.folder, { recursive: true }).catch((error: unknown) => {
    // A file stands in its place: for who looks for the folder, it is not there.
    if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new FailureError({ kind: 'not-found', subject: 'file', name: plan.folder, message: error.message })
    throw fileError(error, plan.folder)
  })
  const written = await exportVolume(engine, { volume, format: plan.format }, path, context)
  try {
    const found = keptOf(await testArchive(path, signal))
    if (found.files !== written.files || found.folders !== written.folders || found.bytes !== written.bytes)
      throw new FailureError({
        kind: 'internal',
        message: `${found.files} files of ${found.bytes} bytes were read back of ${written.files} of ${written.bytes}`
      })
    return written
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
