/** Changes of single files. */
import type { RenameRequest, WriteRequest } from '../../../../contract/volumes/files/api'
import type { VolumeFile } from '../../../../contract/volumes/files/model'
import { joinPath, parentOf } from '../../../../contract/containers/files/path'
import type { VolumeBrowser } from '../helper/volume-browser'
import { ask, fileOf } from './replies'

async function* once(bytes: Buffer): AsyncGenerator<Buffer, void> {
  if (bytes.length > 0) yield bytes
}

/** Once it is sent whole, it is finished: a window that goes in the middle leaves what stood there. */
export async function writeFile(
  browser: VolumeBrowser,
  { path, data, over }: WriteRequest,
  signal: AbortSignal
): Promise<VolumeFile> {
  const input = once(Buffer.from(data, 'base64'))
  return fileOf(await ask(browser, 'write', ['write', path, over], { signal, input }))
}

export const make = async (
  browser: VolumeBrowser,
  kind: 'mkdir' | 'create',
  path: string,
  signal: AbortSignal
): Promise<VolumeFile> => fileOf(await ask(browser, 'write', [kind, path], { signal }))

export const renameFile = async (
  browser: VolumeBrowser,
  { path, name }: RenameRequest,
  signal: AbortSignal
): Promise<VolumeFile> =>
  fileOf(await ask(browser, 'write', ['rename', path, joinPath(parentOf(path), name)], { signal }))
