/** For the tests of this folder: lines as a batch. */
import type { LogLine } from '../../../../contract/containers/model'
import { LineBatch, stderrTag, stdoutTag } from './line-batch'
import { StampReader } from './log-stamp'

export function batchOf(lines: readonly LogLine[]): LineBatch {
  const batch = new LineBatch(1)
  const stamps = new StampReader()
  for (const { at, source, text } of lines) {
    const stamp = Buffer.from(at)
    const known = stamps.read(stamp, 0, stamp.length) >= 0
    batch.begin(known ? stamps.seconds : 0, known ? stamps.nanoseconds : 0, source === 'stderr' ? stderrTag : stdoutTag)
    const bytes = Buffer.from(text)
    batch.put(bytes, 0, bytes.length)
    batch.finish()
  }
  return batch
}
