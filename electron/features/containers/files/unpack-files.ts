/** Files and folders of a container into a folder of this computer: whole or not at all, and never over what is there. */
import type { Unpacked } from '../../../../contract/containers/files/model'
import { unpackInto } from '../../../files/unpack-into'
import { followed, type Place } from '../../../files/archive'
import { readArchive } from '../../../files/read-archive'

/** Throws FailureError: disk-full, permission-denied (file), not-found (file), invalid-input, cancelled, engine-unreachable. */
export function unpackFiles(
  places: readonly Place[],
  target: string,
  onBytes: (bytes: number) => void
): Promise<Unpacked> {
  const signal = AbortSignal.any(places.map((place) => place.signal))
  const taken = places.map((place) => ({
    path: place.path,
    open: async () => readArchive(place, await followed(place))
  }))
  return unpackInto(taken, target, { signal, onBytes, root: 'root' })
}
