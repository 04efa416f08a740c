/** What a folder of a volume holds, as the helper tells it. */
import type { FolderBatch } from '../../../../contract/volumes/files/model'
import type { VolumeBrowser } from '../helper/volume-browser'
import { ask } from './replies'
import { WholeLines } from './whole-lines'

/** Characters of rows that travel together. */
const batchSize = 128 * 1024

/** Milliseconds to remove what was left. */
const sweepLimit = 60_000

export async function* listFolder(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal
): AsyncGenerator<FolderBatch, void> {
  const lines = new WholeLines()
  const replies = browser.request('read', ['list', path], { signal })
  let rows = ''
  try {
    for (;;) {
      const { done, value } = await replies.next()
      if (done === true) {
        if (rows !== '') yield { kind: 'rows', rows }
        if (Number(value[0]) > 0) sweep(browser)
        break
      }
      if (value.kind !== 'piece') continue
      rows += lines.add(value.data)
      if (rows.length < batchSize) continue
      yield { kind: 'rows', rows }
      rows = ''
    }
  } finally {
    await replies.return([])
  }
  yield { kind: 'listed', way: 'helper', complete: true }
}

/** What a helper that was killed has left in the volume's top goes; where that may not be written, it stays, and stays hidden. */
function sweep(browser: VolumeBrowser): void {
  ask(browser, 'write', ['sweep'], { signal: AbortSignal.timeout(sweepLimit) }).catch(() => undefined)
}
