/** Reads the list of the engine that the window will show while the window starts, instead of when it asks. */
import type { EngineList } from '../../engine/engines'
import { containersMirror } from './containers-mirror'

export function readAhead(engines: EngineList): void {
  const read = (): void => {
    const { current } = engines.snapshot()
    if (current !== undefined) containersMirror(engines.get(current))
  }
  engines.onChange(read)
  read()
}
