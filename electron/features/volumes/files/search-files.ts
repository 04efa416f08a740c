/** Looks for names below a folder. */
import type { SearchRequest } from '../../../../contract/volumes/files/api'
import type { FoundBatch } from '../../../../contract/volumes/files/model'
import { escapeText } from '../../../../contract/containers/files/path'
import type { VolumeBrowser } from '../helper/volume-browser'
import { numbersOf } from './replies'
import { WholeLines } from './whole-lines'

export async function* searchFiles(
  browser: VolumeBrowser,
  { path, words, limit }: SearchRequest,
  signal: AbortSignal
): AsyncGenerator<FoundBatch, void> {
  const lines = new WholeLines()
  const replies = browser.request('read', ['find', path, String(limit), escapeText(words)], { signal })
  try {
    for (;;) {
      const { done, value } = await replies.next()
      if (done === true) {
        const [seen = 0, found = 0, complete] = numbersOf(value)
        yield { kind: 'searched', seen, found, complete: complete === 1 }
        return
      }
      if (value.kind === 'piece') yield { kind: 'rows', rows: lines.add(value.data) }
      else {
        const [files = 0, folders = 0] = numbersOf(value.fields)
        yield { kind: 'searching', seen: files + folders }
      }
    }
  } finally {
    await replies.return([])
  }
}
