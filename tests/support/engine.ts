/** Real engines for tests: the one that a run shares, and throwaway ones for tests that break theirs. */
import { inject } from 'vitest'
import { startRelay, type RegistryRelay } from './registry'
import { startThrowaway, type ThrowawayEngine, type ThrowawayOptions } from '../../build/engine/throwaway.mjs'

export type { ThrowawayEngine } from '../../build/engine/throwaway.mjs'

/** What the run's set-up made for all its test files (global-setup.ts). */
export interface SharedEngine {
  /** The path of its unix socket. */
  readonly socketPath: string
  /** `unix://…`, as DOCKER_HOST has it. */
  readonly host: string
}

export interface SharedRegistry {
  /** `127.0.0.1:PORT`, as in an image's name. */
  readonly address: string
  readonly url: string
  /** By name, `library/busybox`, the digest that a pull reports. */
  readonly digests: Readonly<Record<string, string>>
}

declare module 'vitest' {
  interface ProvidedContext {
    engine: SharedEngine
    registry: SharedRegistry
  }
}

/** All files' tests share it, side by side: name what you make after your test, remove it, and count nothing that is not yours. */
export const sharedEngine = (): SharedEngine => inject('engine')

export const sharedRegistry = (): SharedRegistry => inject('registry')

/**
 * A way of the caller's own to the shared registry, which it may slow: `throwawayEngine({ registryMirror: relay.url })`. Whoever makes it
 * stops it.
 */
export const registryRelay = (): Promise<RegistryRelay> => startRelay(Number(new URL(sharedRegistry().url).port))

/** An engine of the caller's own, empty, with the shared registry as its mirror. Whoever makes it stops it. */
export const throwawayEngine = (options: ThrowawayOptions = {}): Promise<ThrowawayEngine> =>
  startThrowaway({ registryMirror: sharedRegistry().url, ...options })
