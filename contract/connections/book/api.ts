/** Connections as docker's contexts: the book of them, writing in it, and trying an address before it is kept. */
import * as v from 'valibot'
import { call, stream } from '../../define'
import { ConnectionId, Empty, Nothing, Scope } from '../../scope'
import { ContextName, defaultContext } from '../context-name'
import * as commands from '../command'
import { Address, ConnectionBook, Description, NewContext, TestResult } from './model'

const Added = v.object({ connection: ConnectionId })
const UpdateContextRequest = v.object({
  name: ContextName,
  description: Description,
  /** Undefined: it stays as it is. */
  address: v.optional(Address)
})
export type UpdateContextRequest = Readonly<v.InferOutput<typeof UpdateContextRequest>>
const RemoveContextRequest = v.object({
  name: ContextName,
  /** Also where the CLI goes by it; it then goes by `default`. */
  force: v.boolean()
})
export type RemoveContextRequest = Readonly<v.InferOutput<typeof RemoveContextRequest>>
const UseContextRequest = v.object({ name: v.union([v.literal(defaultContext), ContextName]) })
export type UseContextRequest = Readonly<v.InferOutput<typeof UseContextRequest>>
/** `file`: chosen in a dialog. */
const ContextFileRequest = v.object({ name: ContextName, file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) })
export type ContextFileRequest = Readonly<v.InferOutput<typeof ContextFileRequest>>

export const book = {
  /** The whole book, again at each change of it. */
  book: stream({ request: Empty, item: ConnectionBook }),
  /** A new context. Its TLS files are copied into docker's store, as docker does it. */
  add: call({ request: NewContext, reply: Added, effect: 'changes', command: commands.add }),
  update: call({ request: UpdateContextRequest, reply: Added, effect: 'changes', command: commands.update }),
  remove: call({ request: RemoveContextRequest, reply: Nothing, effect: 'destroys', command: commands.remove }),
  /** What `docker` without more words acts on, in terminals too; not what the window shows. */
  use: call({ request: UseContextRequest, reply: Nothing, effect: 'changes', command: commands.use }),
  /** Off the list, where it is found no longer; what is under way on it ends. */
  forget: call({ request: Scope, reply: Nothing }),
  export: call({ request: ContextFileRequest, reply: Nothing, effect: 'changes', command: commands.exportTo }),
  import: call({ request: ContextFileRequest, reply: Added, effect: 'changes', command: commands.importFrom }),
  /** Dials once, and gives one result; closing it ends the try. */
  test: stream({
    request: v.variant('kind', [
      v.object({ kind: v.literal('typed'), ...Address.entries }),
      v.object({ kind: v.literal('known'), connection: ConnectionId })
    ]),
    item: TestResult
  })
}
