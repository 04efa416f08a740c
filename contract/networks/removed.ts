/** What became of each network of a removal. */
import * as v from 'valibot'
import { Failure } from '../failure'

export const RemovedNetworksEntries = {
  /** Ids. */
  removed: v.array(v.string()),
  failed: v.array(v.object({ id: v.string(), failure: Failure }))
}
