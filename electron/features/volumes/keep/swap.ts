/**
 * New content in place of a volume's old, within the volume: the new one comes to be in a folder of ours, the old one moves into
 * another, the new one takes its place, and only then the old one goes. Each step is a rename, so that whatever ends it in the middle
 * (Escale killed, the engine lost) leaves a state that tells by its folders' names which way is right.
 */
import { fileOf, ask } from '../files/replies'
import type { VolumeBrowser } from '../helper/volume-browser'
import { dressTop, forPaths, pathsIn, removePaths } from './volume-tar'
import type { TarCount } from './watch-tar'

export interface Places {
  /** The new content, until it takes its place. */
  readonly next: string
  /** The old one, while it moves out: what stands here goes back. */
  readonly before: string
  /** The same once all of it is out: now the new one moves in. */
  readonly after: string
}

export const placesOf = (token: string): Places => ({
  next: `/.escale-import-${token}`,
  before: `/.escale-before-${token}`,
  after: `/.escale-after-${token}`
})

const never = new AbortController().signal
const write = (browser: VolumeBrowser, words: readonly string[]): Promise<unknown> =>
  ask(browser, 'write', words, { signal: never })
const move = (browser: VolumeBrowser, paths: readonly string[], folder: string): Promise<void> =>
  forPaths(paths, (some) => write(browser, ['move', folder, '0', ...some]))

const topOf = async (browser: VolumeBrowser, path: string): Promise<NonNullable<TarCount['root']>> =>
  fileOf(await ask(browser, 'read', ['stat', path], { signal: never }))

export const beginSwap = (browser: VolumeBrowser, { next }: Places): Promise<unknown> => write(browser, ['mkdir', next])

/** The new content is whole. Not to be cancelled: from here on it is done in a moment, or undone by `settleSwap`. */
export async function swap(browser: VolumeBrowser, places: Places, count: TarCount): Promise<void> {
  // The owner and permissions that the volume's own folder gets are kept with the new content.
  await dressTop(browser, places.next, { root: count.root ?? (await topOf(browser, '/')) }, never)
  await write(browser, ['mkdir', places.before])
  const old = (await pathsIn(browser, '/', never)).filter((path) => path !== places.next && path !== places.before)
  await move(browser, old, places.before)
  await write(browser, ['rename', places.before, places.after])
  await settleSwap(browser, places)
}

/** From any state to one without our folders: `replaced` by the new content, or `kept` as it was. */
export async function settleSwap(
  browser: VolumeBrowser,
  { next, before, after }: Places
): Promise<'replaced' | 'kept'> {
  const tops = new Set(await pathsIn(browser, '/', never))
  const remove = (path: string): Promise<unknown> => removePaths(browser, tops.has(path) ? [path] : [], never)
  if (tops.has(after)) {
    if (tops.has(next)) {
      await dressTop(browser, '/', { root: await topOf(browser, next) }, never)
      await move(browser, await pathsIn(browser, next, never), '/')
      await remove(next)
    }
    await remove(after)
    return 'replaced'
  }
  if (tops.has(before)) {
    await move(browser, await pathsIn(browser, before, never), '/')
    await remove(before)
  }
  await remove(next)
  return 'kept'
}
