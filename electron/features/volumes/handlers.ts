/** Volumes, as the window asks for them. */
import * as v from 'valibot'
import type { volumes } from '../../../contract/volumes/api'
import type { VolumesChange } from '../../../contract/volumes/model'
import type { Engine, Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import { filesHandlers } from './files/handlers'
import type { Backups } from './keep/backups'
import { keepHandlers } from './keep/handlers'
import { listHandlers } from './list/handlers'
import { makingHandlers } from './making/handlers'
import { pruneHandlers } from './prune/handlers'
import { removeVolumes } from './remove'
import { volumePath, volumesMirror } from './volumes-mirror'

const Whole = v.record(v.string(), v.unknown())

export interface VolumesParts {
  readonly engines: Engines
  /** Files of this computer that may be read or written. */
  readonly chosen: ChosenFiles
  /** Absent: nothing is kept of them beyond this run. */
  readonly backups?: Backups
}

export function volumesHandlers(parts: VolumesParts): Handlers<typeof volumes> {
  const { engines } = parts
  return {
    watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
    inspect: ({ connection, volume }, { signal }) =>
      engines.get(connection).get({ path: volumePath(volume), signal }, Whole),
    remove: (request) => removeVolumes(engines.get(request.connection), request.volumes),
    ...filesHandlers(parts),
    ...keepHandlers(parts),
    ...listHandlers(parts),
    ...makingHandlers(parts),
    ...pruneHandlers(parts)
  }
}

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<VolumesChange, void> {
  for await (const change of volumesMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', volumes: change.values }
    else {
      if (change.upserted.length > 0) yield { kind: 'upsert', volumes: change.upserted }
      if (change.removed.length > 0) yield { kind: 'remove', names: change.removed }
    }
  }
}
