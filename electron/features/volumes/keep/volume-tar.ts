/** A whole volume as a tar and back, and what can be said of it. */
import type { Kept } from '../../../../contract/volumes/keep/model'
import { readRows } from '../../../../contract/volumes/files/rows'
import type { TreeCount } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import { ask } from '../files/replies'
import { WholeLines } from '../files/whole-lines'
import { countOf } from '../files/trees'
import type { VolumeBrowser } from '../helper/volume-browser'
import { emptyCount, watchTar, type TarCount } from './watch-tar'

type OnCount = (count: TreeCount) => void

/** Paths of one request, which is a line. */
const pathsAtOnce = 500

export interface Packing {
  readonly onCount?: OnCount
  /** Sockets and devices, which are in no tar: told at the end. */
  readonly onLeftOut?: (count: number) => void
}

/** A tar of all that it holds, as `tar -C /v .` makes it. */
export async function* packVolume(
  browser: VolumeBrowser,
  signal: AbortSignal,
  { onCount, onLeftOut }: Packing = {}
): AsyncGenerator<Buffer, void> {
  const replies = browser.request('read', ['pack', '/'], { signal })
  try {
    for (;;) {
      const { done, value } = await replies.next()
      if (done === true) return onLeftOut?.(Number(value[4] ?? 0))
      if (value.kind === 'piece') yield value.data
      else onCount?.(countOf(value.fields))
    }
  } finally {
    await replies.return([])
  }
}

/** What is in it, its own folder not counted. */
export async function countVolume(browser: VolumeBrowser, signal: AbortSignal): Promise<TreeCount> {
  const count = countOf(await ask(browser, 'read', ['count', '/'], { signal }))
  return { ...count, folders: Math.max(0, count.folders - 1) }
}

/** How many bytes it holds, told as soon as that is known. */
export function totalOf(browser: VolumeBrowser, signal: AbortSignal): { readonly bytes: number | undefined } {
  const total: { bytes: number | undefined } = { bytes: undefined }
  countVolume(browser, signal).then(
    ({ bytes }) => (total.bytes = bytes),
    // What went wrong is told by the work itself.
    () => undefined
  )
  return total
}

export interface Unpacking {
  readonly signal: AbortSignal
  /** The folder that it goes to, where nothing of the same name may stand. */
  readonly folder: string
  /** See watchTar. */
  readonly marked: boolean
  readonly onCount?: OnCount
}

/** Into a folder, whole or not at all. What arrived is compared with what the tar holds. */
export async function unpackVolume(
  browser: VolumeBrowser,
  tar: AsyncIterable<Buffer>,
  { signal, folder, marked, onCount }: Unpacking
): Promise<TarCount> {
  const count = emptyCount()
  const input = watchTar(tar, count, { marked })
  const done = await ask(browser, 'write', ['unpack', folder, '0', '1'], { signal, input }, (frame) => {
    if (frame.kind === 'line' && frame.word === 'at') onCount?.(countOf(frame.fields))
  })
  const { files, bytes } = countOf(done)
  if (files === count.files && bytes === count.bytes) return count
  throw new FailureError({
    kind: 'engine-error',
    message: `${files} files of ${bytes} bytes arrived in place of ${count.files} of ${count.bytes}`
  })
}

/** What a tar says of its own top becomes the folder's: a database refuses one that is not its own. */
export async function dressTop(
  browser: VolumeBrowser,
  path: string,
  { root }: Pick<TarCount, 'root'>,
  signal: AbortSignal
): Promise<void> {
  if (root === undefined) return
  const words = ['change', String(root.mode), String(root.uid), String(root.gid), '0', path]
  await ask(browser, 'write', words, { signal })
}

/** Paths of all that a folder holds, escaped. */
export async function pathsIn(browser: VolumeBrowser, folder: string, signal: AbortSignal): Promise<string[]> {
  const lines = new WholeLines()
  const paths: string[] = []
  const top = folder === '/' ? '' : folder
  await ask(browser, 'read', ['list', folder], { signal }, (frame) => {
    if (frame.kind === 'piece') for (const { name } of readRows(lines.add(frame.data))) paths.push(`${top}/${name}`)
  })
  return paths
}

/** A request for each part of them. */
export async function forPaths(
  paths: readonly string[],
  work: (some: readonly string[]) => Promise<unknown>
): Promise<void> {
  for (let at = 0; at < paths.length; at += pathsAtOnce) await work(paths.slice(at, at + pathsAtOnce))
}

export async function removePaths(
  browser: VolumeBrowser,
  paths: readonly string[],
  signal: AbortSignal,
  onCount: OnCount = () => undefined
): Promise<TreeCount> {
  const gone = { files: 0, folders: 0, bytes: 0, stored: 0 }
  const sum = (one: TreeCount): TreeCount => ({
    files: gone.files + one.files,
    folders: gone.folders + one.folders,
    bytes: gone.bytes + one.bytes,
    stored: gone.stored + one.stored
  })
  await forPaths(paths, async (some) => {
    const done = await ask(browser, 'write', ['remove', ...some], { signal }, (frame) => {
      if (frame.kind === 'line' && frame.word === 'at') onCount(sum(countOf(frame.fields)))
    })
    Object.assign(gone, sum(countOf(done)))
  })
  return gone
}

/** The top itself is the volume's own. */
export const keptOf = ({ files, folders, bytes, leftOut, root }: TarCount): Kept => ({
  files,
  folders: root === undefined ? folders : folders - 1,
  bytes,
  leftOut
})
