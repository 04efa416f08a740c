/** The processes of a container: watched while somebody looks, and signalled one by one. */
import * as v from 'valibot'
import { call, stream } from '../../define'
import { OnContainer } from '../requests'
import { signalProcess, top } from './command'
import { InsideProcess, processColumns, ProcessesItem } from './model'

const ProcessesRequest = v.object({
  ...OnContainer.entries,
  columns: v.pipe(v.array(v.picklist(processColumns)), v.maxLength(processColumns.length))
})
export type ProcessesRequest = v.InferOutput<typeof ProcessesRequest>

const SignalProcess = v.object({
  ...OnContainer.entries,
  /** The container's first process is signalled by the engine, any other by its number inside. */
  target: v.variant('kind', [
    v.object({ kind: v.literal('main') }),
    v.object({ kind: v.literal('inside'), pid: v.pipe(v.number(), v.integer(), v.minValue(1)) })
  ]),
  /** Without SIG: `TERM`, or a number. */
  signal: v.pipe(v.string(), v.regex(/^[A-Z0-9+-]{1,12}$/, 'Not a signal'))
})
export type SignalProcess = v.InferOutput<typeof SignalProcess>

export const processes = {
  /** All of them, again when one comes or goes by exec, when asked, and every few seconds: the engine tells of no fork. */
  processes: stream({
    request: ProcessesRequest,
    item: ProcessesItem,
    input: v.object({ kind: v.literal('refresh') }),
    command: top
  }),
  /** What a process of the engine's machine is called inside of the container. */
  insideProcess: call({
    request: v.object({ ...OnContainer.entries, pid: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
    reply: InsideProcess
  }),
  signalProcess: call({ request: SignalProcess, reply: v.void(), effect: 'changes', command: signalProcess })
}
