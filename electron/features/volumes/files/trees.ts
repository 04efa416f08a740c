/** Work on whole trees within a volume. */
import type { IntoRequest, OnPaths, PermissionsRequest } from '../../../../contract/volumes/files/api'
import type { CountStep, TreeCount, TreeProgress } from '../../../../contract/volumes/files/model'
import type { TaskContext } from '../../../ipc/handlers'
import type { VolumeBrowser } from '../helper/volume-browser'
import { ask, numbersOf } from './replies'

export interface Written {
  readonly files: number
  readonly bytes: number
}

/** `FILES FOLDERS BYTES STORED` */
export function countOf(fields: readonly string[]): TreeCount {
  const [files = 0, folders = 0, bytes = 0, stored = 0] = numbersOf(fields)
  return { files, folders, bytes, stored }
}

/** A task of the helper that says `at` how far it is, and in the end what it did. */
async function work(
  browser: VolumeBrowser,
  words: readonly string[],
  { signal, report }: TaskContext<TreeProgress>
): Promise<Written> {
  const done = await ask(browser, 'write', words, { signal }, (frame) => {
    if (frame.kind !== 'line' || frame.word !== 'at') return
    const { files, bytes } = countOf(frame.fields)
    report({ files, bytes })
  })
  const { files, bytes } = countOf(done)
  return { files, bytes }
}

const flag = (value: boolean): string => (value ? '1' : '0')
const number = (value: number | undefined): string => String(value ?? -1)

type Context = TaskContext<TreeProgress>

export const copyFiles = (browser: VolumeBrowser, request: IntoRequest, context: Context): Promise<Written> =>
  work(browser, ['copy', request.folder, flag(request.overwrite), ...request.paths], context)

export const removeFiles = (browser: VolumeBrowser, { paths }: OnPaths, context: Context): Promise<Written> =>
  work(browser, ['remove', ...paths], context)

export function setPermissions(
  browser: VolumeBrowser,
  { mode, uid, gid, below, paths }: PermissionsRequest,
  context: Context
): Promise<Written> {
  return work(browser, ['change', number(mode), number(uid), number(gid), flag(below), ...paths], context)
}

export async function moveFiles(
  browser: VolumeBrowser,
  { folder, overwrite, paths }: IntoRequest,
  signal: AbortSignal
): Promise<void> {
  await ask(browser, 'write', ['move', folder, flag(overwrite), ...paths], { signal })
}

export async function* countFiles(
  browser: VolumeBrowser,
  { paths }: OnPaths,
  signal: AbortSignal
): AsyncGenerator<CountStep, void> {
  const counted = yield* counting(browser, ['count', ...paths], signal)
  yield { kind: 'counted', ...counted }
}

async function* counting(
  browser: VolumeBrowser,
  words: readonly string[],
  signal: AbortSignal
): AsyncGenerator<CountStep, TreeCount> {
  const replies = browser.request('read', words, { signal })
  for (;;) {
    const { done, value } = await replies.next()
    if (done === true) return countOf(value)
    if (value.kind === 'line') yield { kind: 'counting', ...countOf(value.fields) }
  }
}
