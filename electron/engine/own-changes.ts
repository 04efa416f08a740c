/**
 * What the app itself did, and the engine tells nobody of: a stopped container put on a network or taken off it makes no
 * event. Who keeps such things as rows reads them again.
 */
import type { Engine } from './engine'

type Listener = (containers: readonly string[]) => void

const listeners = new WeakMap<Engine, Set<Listener>>()

/** Ids of containers. */
export function tellContainersChanged(engine: Engine, containers: readonly string[]): void {
  for (const listener of listeners.get(engine) ?? []) listener(containers)
}

/** For as long as the engine is there. */
export function onContainersChanged(engine: Engine, listener: Listener): void {
  const known = listeners.get(engine) ?? new Set()
  listeners.set(engine, known.add(listener))
}
