/** Terminals in and of containers: opened by a call, then watched, written to and closed by their id. */
import * as v from 'valibot'
import { call, stream } from '../../define'
import { Empty, Nothing } from '../../scope'
import { OnContainer } from '../requests'
import * as commands from './command'
import {
  ExecOptions,
  FoundShells,
  TerminalId,
  TerminalInput,
  TerminalOutput,
  TerminalsChange,
  TerminalSize
} from './model'

const OneTerminal = v.object({ terminal: TerminalId })
/** The size that the program begins with, where it is known. */
const size = v.optional(TerminalSize)
const ExecRequest = v.object({ ...OnContainer.entries, options: ExecOptions, size })
const AttachRequest = v.object({
  ...OnContainer.entries,
  size,
  /** With what it has written since its first start, where that was a moment ago and the engine has kept it. */
  sinceStart: v.optional(v.boolean())
})
export type ExecRequest = Readonly<v.InferOutput<typeof ExecRequest>>
export type AttachRequest = Readonly<v.InferOutput<typeof AttachRequest>>

export const terminal = {
  /** Looks for shells among the container's files, without running anything in it. */
  shells: call({ request: OnContainer, reply: FoundShells }),
  /** Runs a program in the container; it goes on, with what it writes kept, until it ends or its terminal is closed. */
  exec: call({ request: ExecRequest, reply: OneTerminal, effect: 'changes', command: commands.exec }),
  /** The main process's own terminal. */
  attach: call({ request: AttachRequest, reply: OneTerminal, effect: 'changes', command: commands.attach }),
  /** Of every connection. */
  watchTerminals: stream({ request: Empty, item: TerminalsChange }),
  /** What it wrote last, then what it writes; ends with its program. */
  terminal: stream({ request: OneTerminal, item: TerminalOutput, input: TerminalInput }),
  /** Hangs up: what runs in a shell is interrupted and the shell ends; one that is attached to is left as it is. */
  closeTerminal: call({ request: OneTerminal, reply: Nothing, effect: 'changes' })
}
