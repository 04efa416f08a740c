/** What differs between a volume and another one, or an archive of it. */
import { createHash } from 'node:crypto'
import { escapeBytes } from '../../../../contract/containers/files/path'
import { readRows } from '../../../../contract/volumes/files/rows'
import type { CompareStep, ComparedFile, Difference } from '../../../../contract/volumes/keep/compare'
import { FailureError } from '../../../engine/failure-error'
import { partsOf, readTar, type TarEntry } from '../../../engine/tar-reader'
import { WholeLines } from '../files/whole-lines'
import type { VolumeBrowser } from '../helper/volume-browser'
import { packVolume } from './volume-tar'

/** Entries of one side that are held, and differences that travel. */
const mostEntries = 3_000_000
const mostDifferences = 100_000
const batchSize = 500
/** Entries between two words on how far it is. */
const toldEvery = 5_000

export type Entries = Map<string, ComparedFile>

const tooMany = (): FailureError => new FailureError({ kind: 'unsupported', message: `More than ${mostEntries} files` })

/** By the helper's own search: nothing of a file is read. */
export async function* listedEntries(
  browser: VolumeBrowser,
  entries: Entries,
  signal: AbortSignal
): AsyncGenerator<number, void> {
  const lines = new WholeLines()
  for await (const frame of browser.request('read', ['find', '/', String(mostEntries), ''], { signal })) {
    if (frame.kind !== 'piece') continue
    for (const { name, kind, size, mode, uid, gid, changed, target } of readRows(lines.add(frame.data)))
      entries.set(name, {
        kind,
        size: kind === 'file' ? size : 0,
        mode,
        uid,
        gid,
        changed,
        ...(target === undefined ? {} : { target })
      })
    if (entries.size >= mostEntries) throw tooMany()
    yield entries.size
  }
}

const kinds: Readonly<Record<TarEntry['kind'], ComparedFile['kind']>> = {
  file: 'file',
  'hard-link': 'file',
  folder: 'folder',
  link: 'link',
  device: 'device',
  pipe: 'pipe',
  other: 'other'
}

async function sumOf(entry: TarEntry): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of entry.body()) hash.update(piece)
  return hash.digest('hex')
}

/** By a tar: what its files hold is summed up where that is asked for. */
export async function* packedEntries(
  tar: AsyncIterable<Buffer>,
  entries: Entries,
  sums: boolean
): AsyncGenerator<number, void> {
  const nameOf = (path: Buffer): string => escapeBytes(Buffer.from(partsOf(path).join('/'), 'latin1'))
  for await (const entry of readTar(tar)) {
    const name = nameOf(entry.path)
    if (name === '') continue
    const { kind, size, mode, uid, gid, changed, target } = entry
    const first = kind === 'hard-link' ? entries.get(nameOf(target)) : undefined
    entries.set(
      name,
      first ?? {
        kind: kinds[kind],
        size,
        mode,
        uid,
        gid,
        changed,
        ...(kind === 'link' ? { target: escapeBytes(target) } : {}),
        ...(sums && kind === 'file' ? { sum: await sumOf(entry) } : {})
      }
    )
    if (entries.size >= mostEntries) throw tooMany()
    if (entries.size % toldEvery === 0) yield entries.size
  }
}

/** A link's own permissions mean nothing, and a folder's time changes with whatever is made in it. */
export function differing(one: ComparedFile, other: ComparedFile): Difference['what'] {
  if (one.kind !== other.kind) return ['kind']
  const what: Array<Difference['what'][number]> = []
  // A tar keeps whole seconds.
  const seconds = (time: number): number => Math.floor(time / 1000)
  const summed = one.sum !== undefined && other.sum !== undefined
  if (one.size !== other.size || (summed && one.sum !== other.sum) || one.target !== other.target) what.push('content')
  if (one.kind === 'file' && seconds(one.changed) !== seconds(other.changed)) what.push('time')
  if (one.kind !== 'link' && one.mode !== other.mode) what.push('mode')
  if (one.uid !== other.uid || one.gid !== other.gid) what.push('owner')
  return what
}

/** From the second to the first: `added` is what only the first has. Both are used up. */
export function* differences(first: Entries, second: Entries): Generator<CompareStep, void> {
  const counts = { added: 0, removed: 0, changed: 0, same: 0 }
  let batch: Difference[] = []
  let told = 0
  function* add(difference: Difference): Generator<CompareStep, void> {
    counts[difference.change]++
    if (told++ >= mostDifferences) return
    batch.push(difference)
    if (batch.length < batchSize) return
    yield { kind: 'differences', differences: batch }
    batch = []
  }
  for (const [path, entry] of first) {
    const before = second.get(path)
    second.delete(path)
    const what = before === undefined ? [] : differing(before, entry)
    if (before === undefined) yield* add({ path: `/${path}`, change: 'added', what, after: entry })
    else if (what.length > 0) yield* add({ path: `/${path}`, change: 'changed', what, before, after: entry })
    else counts.same++
  }
  for (const [path, before] of second) yield* add({ path: `/${path}`, change: 'removed', what: [], before })
  if (batch.length > 0) yield { kind: 'differences', differences: batch }
  yield { kind: 'compared', ...counts, complete: told <= mostDifferences }
}

/** Either side: as it is listed, or with the sums of what its files hold. */
export const volumeEntries = (
  browser: VolumeBrowser,
  entries: Entries,
  { sums, signal }: { readonly sums: boolean; readonly signal: AbortSignal }
): AsyncGenerator<number, void> =>
  sums ? packedEntries(packVolume(browser, signal), entries, true) : listedEntries(browser, entries, signal)
