/** What the helper says of a file. */
import { lastPart } from '../../../../contract/containers/files/path'
import { readRows } from '../../../../contract/volumes/files/rows'
import type { VolumeFile } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import type { Frame } from '../helper/protocol'
import type { VolumeBrowser } from '../helper/volume-browser'
import type { RequestOptions } from '../helper/helper-client'
import type { Access } from '../helper/helper-container'

/** `ROW VERSION PATH` */
export function fileOf([row = '', version = '', path = '']: readonly string[]): VolumeFile {
  const [entry] = readRows(row)
  if (entry === undefined) throw new FailureError({ kind: 'internal', message: `Not a file: ${row}` })
  return { ...entry, name: lastPart(path), path: path === '' ? '/' : path, version }
}

/** A request whose end says all; `take` gets what comes before. */
export async function ask(
  browser: VolumeBrowser,
  access: Access,
  words: readonly string[],
  options: RequestOptions,
  take?: (frame: Frame) => void
): Promise<readonly string[]> {
  const replies = browser.request(access, words, options)
  for (;;) {
    const { done, value } = await replies.next()
    if (done === true) return value
    take?.(value)
  }
}

/** The numbers of a line. */
export const numbersOf = (fields: readonly string[]): readonly number[] => fields.map(Number)
