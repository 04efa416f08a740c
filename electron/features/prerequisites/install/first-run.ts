/** The first run is over once an engine has answered: whoever has one needs no guide to it. */
import type { EngineList } from '../../../engine/engines'

export interface FirstRun {
  readonly isFirst: () => boolean
  readonly end: () => void
}

/** Returns what ends it. */
export function watchFirstRun(
  engines: Pick<EngineList, 'snapshot' | 'onChange'>,
  { isFirst, end }: FirstRun
): () => void {
  const look = (): void => {
    if (isFirst() && engines.snapshot().connections.some(({ state }) => state.kind === 'connected')) end()
  }
  look()
  return engines.onChange(look)
}
