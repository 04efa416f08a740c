/** The bytes of a file in a volume. */
import type { VolumeContent, VolumeFile } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import type { VolumeBrowser } from '../helper/volume-browser'
import { ask, fileOf } from './replies'

interface Range {
  readonly offset?: number
  /** Bytes. */
  readonly limit?: number
}

export const locate = async (browser: VolumeBrowser, path: string, signal: AbortSignal): Promise<VolumeFile> =>
  fileOf(await ask(browser, 'read', ['follow', path], { signal }))

/** The file, links followed, and its bytes as they come. Throws FailureError: invalid-input where it is no file. */
export async function* openFile(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal,
  { offset = 0, limit = Number.MAX_SAFE_INTEGER }: Range = {}
): AsyncGenerator<{ readonly file: VolumeFile; readonly bytes: AsyncGenerator<Buffer, void> }, void> {
  const found = await locate(browser, path, signal)
  if (found.kind !== 'file')
    throw new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a file: ${found.kind}` })
  const replies = browser.request('read', ['read', found.path, String(offset), String(limit)], { signal })
  const first = await replies.next()
  if (first.done === true || first.value.kind !== 'line')
    throw new FailureError({ kind: 'internal', message: 'Bytes of no file' })
  const [row, version] = first.value.fields
  async function* bytes(): AsyncGenerator<Buffer, void> {
    for await (const reply of replies) if (reply.kind === 'piece') yield reply.data
  }
  try {
    yield { file: fileOf([row ?? '', version ?? '', found.path]), bytes: bytes() }
  } finally {
    await replies.return([])
  }
}

export async function readFile(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal,
  range: Required<Range>
): Promise<VolumeContent> {
  for await (const { file, bytes } of openFile(browser, path, signal, range)) {
    const pieces: Buffer[] = []
    for await (const piece of bytes) pieces.push(piece)
    const data = Buffer.concat(pieces)
    const { kind, size, mode, uid, gid, changed, version } = file
    const cut = range.offset + data.length < size
    return { path: file.path, kind, size, mode, uid, gid, changed, version, data: data.toString('base64'), cut }
  }
  throw new FailureError({ kind: 'internal', message: 'A file without bytes' })
}
