/** One side of a comparison is read after the other, then they are told apart. */
import type { CompareStep } from '../../../../contract/volumes/keep/compare'
import type { Engine } from '../../../engine/engine'
import { overVolume } from '../helper/volume-browsers'
import { archiveError } from './archive-error'
import { openArchive } from './archive-formats'
import { differences, packedEntries, volumeEntries, type Entries } from './compare'

interface Side {
  readonly engine: Engine
  readonly volume: string
}

export interface Comparison extends Side {
  readonly other: Side | { readonly path: string }
  readonly sums: boolean
}

async function* archiveEntries(
  path: string,
  entries: Entries,
  sums: boolean,
  signal: AbortSignal
): AsyncGenerator<number, void> {
  const { tar } = await openArchive(path, { signal, onBytes: () => undefined })
  try {
    yield* packedEntries(tar, entries, sums)
  } catch (error) {
    throw archiveError(error, path, signal)
  } finally {
    tar.destroy()
  }
}

/** Throws FailureError. */
export async function* compareVolume(
  { engine, volume, other, sums }: Comparison,
  signal: AbortSignal
): AsyncGenerator<CompareStep, void> {
  const after: Entries = new Map()
  const before: Entries = new Map()
  const of = (side: Side, entries: Entries): AsyncGenerator<number, void> =>
    overVolume(side.engine, side.volume, (browser) => volumeEntries(browser, entries, { sums, signal }))
  for await (const seen of of({ engine, volume }, after)) yield { kind: 'comparing', seen }
  const rest = 'path' in other ? archiveEntries(other.path, before, sums, signal) : of(other, before)
  for await (const seen of rest) yield { kind: 'comparing', seen: after.size + seen }
  yield* differences(after, before)
}
