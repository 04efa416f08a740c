/** The processes of a container, as the engine's machine sees them. */
import * as v from 'valibot'

/** What can be asked of ps, by its name there. `pid`, `ppid` and `args` are always asked for. */
export const processColumns = [
  'user',
  'pcpu',
  'pmem',
  'rss',
  'vsz',
  'nlwp',
  'stat',
  'tty',
  'nice',
  'etime',
  'time'
] as const
export type ProcessColumn = (typeof processColumns)[number]

export const Process = v.object({
  /** On the engine's machine. */
  pid: v.number(),
  /** Undefined where the engine did not say. */
  parent: v.optional(v.number()),
  /** A text for each of the titles. */
  values: v.array(v.string()),
  /** What brought it here: `main` is the container's own first process, `exec` one that was added; the others are theirs. */
  origin: v.picklist(['main', 'exec', 'other'])
})
export type Process = Readonly<v.InferOutput<typeof Process>>

export const ProcessesItem = v.variant('kind', [
  v.object({
    kind: v.literal('processes'),
    /** As ps heads its columns: `PID`, `USER`, `%CPU`, `COMMAND`. */
    titles: v.array(v.string()),
    processes: v.array(Process),
    /** What ps was asked, as it stands behind `docker top NAME`; absent where the engine answered only without any. */
    columns: v.optional(v.array(v.string())),
    /** Milliseconds since 1970. */
    at: v.number()
  }),
  v.object({ kind: v.literal('stopped') }),
  v.object({ kind: v.literal('interrupted') }),
  v.object({ kind: v.literal('refused'), message: v.string() })
])
export type ProcessesItem = v.InferOutput<typeof ProcessesItem>

/** A process as one inside of the container knows it. */
export const InsideProcess = v.variant('kind', [
  v.object({ kind: v.literal('main') }),
  v.object({ kind: v.literal('inside'), pid: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** Why it cannot be signalled apart from the rest. */
  v.object({ kind: v.literal('no-shell') }),
  v.object({ kind: v.literal('paused') }),
  v.object({ kind: v.literal('windows') }),
  v.object({ kind: v.literal('ended') }),
  v.object({ kind: v.literal('unclear') })
])
export type InsideProcess = v.InferOutput<typeof InsideProcess>
