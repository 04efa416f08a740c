/** An endpoint as it was found, before anybody has asked it anything. */
import type { StoreProblem } from '../../../contract/connections/book/model'
import type { Connection } from '../../../contract/connections/model'
import type { Endpoint } from '../endpoint'
import type { Context } from './contexts'

export interface Found {
  /** The same at every start, as long as it is found in the same way. */
  readonly id: string
  readonly name: string
  readonly source: Connection['source']
  readonly endpoint: Endpoint
  /** What `docker` needs before its subcommand to act on it. */
  readonly cli: readonly string[]
  /** Of docker's store; `default` is none of it. */
  readonly context?: Context
}

/** A file that could not be used: named, and never the end of the search. */
export type Problem = Readonly<StoreProblem>
