/** An opened log: the main process keeps its lines, the window asks for those that it shows. */
import * as v from 'valibot'
import { Failure } from '../../failure'

const Place = v.pipe(v.number(), v.integer())
/** Of one source only: their lines alone are shown, counted and found. */
const Source = v.picklist(['stdout', 'stderr'])

/** Lines of the view by their places, `to` excluded. A place stays the same line's while the generation does; older lines get smaller ones, below 0 too. */
export const LogViewInput = v.variant('kind', [
  v.object({ kind: v.literal('window'), from: Place, to: Place }),
  /** The newest ones, again with each change. */
  v.object({ kind: v.literal('newest'), count: v.pipe(Place, v.minValue(1), v.maxValue(2000)) }),
  /** What is looked for, and which lines are shown at all. */
  v.object({
    kind: v.literal('look'),
    /** Empty: for nothing. */
    words: v.pipe(v.string(), v.maxLength(4000)),
    expression: v.boolean(),
    /** Capital and small letters are told apart. */
    exact: v.boolean(),
    /** Only lines that have it are shown. */
    only: v.boolean(),
    source: v.optional(Source)
  }),
  /** The first match at or after a place; `next`: after it; `previous`: before it. Goes round at the ends. */
  v.object({ kind: v.literal('go'), to: v.picklist(['first', 'next', 'previous']), from: Place }),
  /** Forgets the lines so far. */
  v.object({ kind: v.literal('clear') })
])
export type LogViewInput = Readonly<v.InferOutput<typeof LogViewInput>>

export const ViewedLine = v.object({
  /** RFC 3339, UTC, with nanoseconds; empty for what the engine gave none. */
  at: v.string(),
  source: Source,
  /** What a terminal would show, with its colours and those that lines before left on; of a very long line its beginning. */
  text: v.string(),
  /** Bytes of the whole line where `text` is only its beginning. */
  length: v.optional(v.number()),
  /** Which of the request's containers wrote it, from 0. */
  origin: v.number(),
  /** Where it has what is looked for: begin and end of each place in its text without colours. */
  matches: v.optional(v.array(v.number()))
})
export type ViewedLine = Readonly<v.InferOutput<typeof ViewedLine>>

export const LogViewItem = v.variant('kind', [
  /** The first one: the id under which lines can be copied. */
  v.object({ kind: v.literal('opened'), view: v.string() }),
  v.object({
    kind: v.literal('view'),
    /** Another one: other lines are shown, and places mean other lines than before. */
    generation: v.number(),
    /** The places that there are, `end` excluded. */
    first: v.number(),
    end: v.number(),
    /** Lines of the log that are kept, shown or not, and how many were dropped because there were too many. */
    kept: v.number(),
    dropped: v.number(),
    /** How many older lines have been read, while they are not shown yet. */
    reading: v.optional(v.number()),
    /** Lines with what is looked for; absent where nothing is. */
    found: v.optional(v.number()),
    /** Not all lines have been looked at yet. */
    looking: v.boolean(),
    /** What is looked for is no expression, or takes too long. */
    refused: v.optional(v.picklist(['expression', 'slow'])),
    detail: v.optional(v.string())
  }),
  v.object({ kind: v.literal('lines'), generation: v.number(), from: v.number(), lines: v.array(ViewedLine) }),
  /** What `go` found: a place, and which of the matches it is, from 1. */
  v.object({ kind: v.literal('at'), generation: v.number(), place: v.number(), match: v.number() }),
  /** How one of its containers, or its engine, is doing. */
  v.object({
    kind: v.literal('state'),
    origin: v.number(),
    /** `ended`: it does not run, and its log goes on at its next start; `closed`: nothing more comes. */
    state: v.picklist(['live', 'interrupted', 'resumed', 'ended', 'closed', 'failed']),
    exitCode: v.optional(v.number()),
    failure: v.optional(Failure)
  })
])
export type LogViewItem = Readonly<v.InferOutput<typeof LogViewItem>>
export type LogViewState = Extract<LogViewItem, { kind: 'state' }>
