/** Volumes kept and moved, as the window asks for it. */
import type { keep } from '../../../../contract/volumes/keep/api'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { archiveFormats } from './archive-formats'
import { createBackups, type Backups } from './backups'
import { compareVolume } from './compare-volume'
import { copyVolume } from './copy-volume'
import { emptyVolume } from './empty-volume'
import { exportVolume } from './export-volume'
import { importVolume } from './import-volume'
import { mendingsOf } from './mend'
import { replaceVolume } from './replace-volume'
import { sendVolume } from './send-volume'

interface Parts {
  readonly engines: Engines
  /** Files of this computer that may be read or written. */
  readonly chosen: ChosenFiles
  /** Absent: nothing is kept of them beyond this run. */
  readonly backups?: Backups
}

export const keepHandlers = ({
  engines,
  chosen,
  backups = createBackups({ engines })
}: Parts): Handlers<typeof keep> => ({
  archiveFormats: () => archiveFormats(),
  exportVolume: (request, context) =>
    exportVolume(engines.get(request.connection), request, chosen.check(request.path), context),
  importVolume: (request, context) =>
    importVolume(engines.get(request.connection), request, chosen.check(request.path), context),
  replaceVolume: (request, context) =>
    replaceVolume(engines.get(request.connection), request.volume, chosen.check(request.path), context),
  mended: ({ connection }, { signal }) => mendingsOf(engines.get(connection)).watch(signal),
  cloneVolume({ connection, volume, name, driver, options }, context) {
    const engine = engines.get(connection)
    return copyVolume({ engine, volume }, { engine, volume: { name, driver, options, labels: [] } }, context)
  },
  async sendVolume({ connection, volume, target, name, remove }, context) {
    if (connection === target)
      throw new FailureError({ kind: 'invalid-input', field: 'target', message: 'This engine has the volume already' })
    const source = engines.get(connection)
    return sendVolume({ source, volume, target: engines.get(target), name, remove }, context)
  },
  compareVolume: (request, { signal }) =>
    compareVolume(
      {
        engine: engines.get(request.connection),
        volume: request.volume,
        other:
          request.other.kind === 'volume'
            ? { engine: engines.get(request.other.connection), volume: request.other.volume }
            : { path: chosen.check(request.other.path) },
        sums: request.sums
      },
      signal
    ),
  backups: (request, { signal }) => backups.watch(request, signal),
  async setBackup({ plan, ...on }) {
    const known = backups.planOf(on)?.folder === plan.folder
    backups.set(on, known ? plan : { ...plan, folder: chosen.check(plan.folder) })
  },
  backUp: (request, context) => backups.run(request, context),
  async openBackup({ path, ...on }) {
    chosen.add(backups.find(on, path))
  },
  removeBackup: ({ path, ...on }) => backups.remove(on, path),
  emptyVolume: ({ connection, volume }, context) => emptyVolume(engines.get(connection), volume, context)
})
