/** Terminals in and of containers: they live in the main process, whoever looks at them. */
import * as v from 'valibot'
import { Failure } from '../../failure'
import { ConnectionId, ContainerRef } from '../../scope'
import { EnvironmentVariable } from '../run'

const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
export const TerminalSize = v.object({ columns: cells, rows: cells })
export type TerminalSize = Readonly<v.InferOutput<typeof TerminalSize>>

export const TerminalId = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/** What `docker exec` can say. Its input is always open (`-i`). */
export const ExecOptions = v.object({
  /** Name or number, with `:GROUP` where it has one; empty: the container's own. */
  user: v.pipe(v.string(), v.maxLength(255)),
  /** Empty: the container's own. */
  folder: v.pipe(v.string(), v.maxLength(4096)),
  environment: v.pipe(v.array(EnvironmentVariable), v.maxLength(500)),
  privileged: v.boolean(),
  tty: v.boolean(),
  /** The program and its arguments. */
  command: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000))
})
export type ExecOptions = Readonly<v.InferOutput<typeof ExecOptions>>

/** The programs that a person can type commands into. */
export const ShellName = v.picklist(['bash', 'zsh', 'fish', 'ash', 'sh', 'pwsh', 'powershell', 'cmd'])
export type ShellName = v.InferOutput<typeof ShellName>

export const FoundShells = v.object({
  /** The best first. */
  shells: v.array(ShellName),
  /** Whether the engine let one look: else they are those that such a container usually has. */
  certain: v.boolean()
})
export type FoundShells = Readonly<v.InferOutput<typeof FoundShells>>

export const TerminalState = v.variant('kind', [
  v.object({ kind: v.literal('running') }),
  /** The program ended; its code where the engine still knew it. */
  v.object({ kind: v.literal('ended'), exitCode: v.optional(v.number()) }),
  /** Left by Ctrl-P Ctrl-Q: the program runs on. */
  v.object({ kind: v.literal('detached') }),
  /** The engine went away, or broke off. */
  v.object({ kind: v.literal('failed'), failure: Failure })
])
export type TerminalState = Readonly<v.InferOutput<typeof TerminalState>>

export const Terminal = v.object({
  id: TerminalId,
  connection: ConnectionId,
  container: ContainerRef,
  /** What is run in the container, or its own main process where this is absent. */
  exec: v.optional(ExecOptions),
  tty: v.boolean(),
  takesInput: v.boolean(),
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  state: TerminalState
})
export type Terminal = Readonly<v.InferOutput<typeof Terminal>>

export const TerminalsChange = v.variant('kind', [
  v.object({ kind: v.literal('snapshot'), terminals: v.array(Terminal) }),
  v.object({ kind: v.literal('upsert'), terminal: Terminal }),
  v.object({ kind: v.literal('remove'), ids: v.array(TerminalId) })
])
export type TerminalsChange = v.InferOutput<typeof TerminalsChange>

export const TerminalOutput = v.object({
  /** `stdin`: a line that was sent to a program without a terminal, which does not echo it. */
  source: v.picklist(['stdout', 'stderr', 'stdin']),
  text: v.string(),
  /** It was written before this stream was opened: what it asks of a terminal has been answered. */
  earlier: v.optional(v.boolean())
})
export type TerminalOutput = Readonly<v.InferOutput<typeof TerminalOutput>>

export const TerminalInput = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.pipe(v.string(), v.maxLength(20_000_000)) }),
  /** Each character is a byte: reports of a mouse. */
  v.object({ kind: v.literal('bytes'), text: v.pipe(v.string(), v.maxLength(1_000)) }),
  v.object({ kind: v.literal('resize'), ...TerminalSize.entries }),
  /** So many characters of the output have been shown: no more than a few hundred thousand travel unshown. */
  v.object({ kind: v.literal('shown'), characters: v.pipe(v.number(), v.integer(), v.minValue(0)) })
])
export type TerminalInput = Readonly<v.InferOutput<typeof TerminalInput>>
