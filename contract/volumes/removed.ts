/** What became of each volume of a removal. */
import * as v from 'valibot'
import { Failure } from '../failure'

export const RemoveVolumesReplyEntries = {
  removed: v.array(v.string()),
  failed: v.array(v.object({ volume: v.string(), failure: Failure }))
}
