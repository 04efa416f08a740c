import * as v from 'valibot'
import { call } from '../define'
import { ConnectionId } from '../scope'
import * as commands from './command'
import { HubSearchReply } from './model'

const SearchRequest = v.object({
  connection: ConnectionId,
  query: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))
})
export type SearchRequest = v.InferOutput<typeof SearchRequest>

export const hub = {
  search: call({ request: SearchRequest, reply: HubSearchReply, command: commands.search })
}
