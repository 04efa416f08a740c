/** An engine as features see it: what to ask it, what it tells, and how it is doing. */
import type Docker from 'dockerode'
import type { Readable } from 'node:stream'
import type { Schema } from '../../contract/define'
import type { ConnectionState } from '../../contract/connections/model'
import type { BulkBody, BulkTarget } from './bulk/open-bulk'

/** A request in the engine's own terms; the path without the version: `/containers/json`. */
export interface EngineRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD'
  readonly path: string
  /** A list is sent as the same name again and again. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  /** Sent as JSON; a Buffer or a Readable as it is, as a tar where no Content-Type says otherwise. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** For get: milliseconds to the whole answer, 30,000 where nothing is said, 0 for none. Past it: `timed-out`. */
  readonly timeLimit?: number
  /** For open: a GET whose answer is large, and is read in a thread of its own where the engine is on this computer. */
  readonly bulk?: boolean
  /** In place of a body: a PUT of bytes and files, with bulk read and sent by a thread of their own where the engine is on this computer. */
  readonly pieces?: BulkBody
  /**
   * For open with bulk, of an answer that is a tar: where the engine is on this computer, that thread writes the first file in it, or all of
   * it, to this one, and the body ends without a byte once that is whole. Elsewhere the body is the tar. What the file fails with is a system's error.
   */
  readonly onto?: BulkTarget
}

/** An event in today's and yesterday's shapes alike (Docker 29 dropped `status`, `id` and `from`). */
export interface EngineEvent {
  readonly type: string
  /** `start`, `die`, `health_status: healthy`, … */
  readonly action: string
  readonly id: string
  readonly attributes: Readonly<Record<string, string>>
  /** Nanoseconds since 1970, as digits: beyond what a number holds. */
  readonly timeNano: string
}

/** A request that somebody else sends: where it goes. */
export interface Aside {
  readonly socketPath: string
  readonly method: string
  /** With the version. */
  readonly path: string
  /** The header of that name. */
  readonly host: string
}

export interface Engine {
  readonly connection: string
  readonly state: ConnectionState
  /** Called at each change of state, not at once. Returns what ends it. */
  onState(listener: (state: ConnectionState) => void): () => void
  /**
   * Resolves once it is connected or degraded (at once where it is), however long the engine is away; rejects with the signal's
   * reason when that aborts.
   */
  connected(signal?: AbortSignal): Promise<void>
  /** Aborted when the present session with the engine is lost; a new one stands after each reconnect. */
  readonly session: AbortSignal
  /** Each event, in order, while connected. Nothing is replayed: see onResync. */
  onEvent(listener: (event: EngineEvent) => void): () => void
  /**
   * Called after each connect and reconnect, once the event stream stands, and wherever events may have been missed: read everything
   * again. Not called for what stands already when one comes to listen.
   */
  onResync(listener: () => void): () => void

  /** The answer's JSON, parsed. Throws FailureError. */
  get<T>(request: EngineRequest, schema: Schema<T>): Promise<T>
  /** The answer's body as it comes; errors with a FailureError when the engine goes away mid-way. */
  open(request: EngineRequest): Promise<Readable>
  /** The answer's headers alone, lower-cased: for HEAD. A refusal of HEAD has no words. Throws FailureError. */
  headers(request: EngineRequest): Promise<Readonly<Record<string, string | string[] | undefined>>>
  /**
   * Where this request goes, for a thread that sends it itself and takes over its connection; undefined where the engine is not on
   * this computer. It is noted as sent.
   */
  aside(request: Pick<EngineRequest, 'method' | 'path' | 'query' | 'signal'>): Promise<Aside | undefined>
  /** `X-Registry-Auth` for pulls from and pushes to a registry (`docker.io`); undefined where nobody is signed in there. */
  registryAuth(registry: string): Promise<string | undefined>
  /** Everything else, through dockerode, loaded at its first use: failures become FailureErrors, and a lost engine ends the wait. */
  use<T>(work: (docker: Docker) => Promise<T>): Promise<T>
}

/** Gives `X-Registry-Auth` for a registry, where somebody is signed in. */
export type RegistryAuth = (registry: string) => Promise<string | undefined>

/** The engines by their connections. */
export interface Engines {
  /** Throws FailureError (not-found) where there is no such connection. Starts dialling where it was idle. */
  get(connection: string): Engine
}
