import type { Container } from '../../../../contract/containers/model'
import type { Inspected } from './inspected'

/** What a tab that stands on inspect is given. */
export interface TabProps {
  readonly container: Container
  /** The engine's own inspect, whole. */
  readonly raw: Readonly<Record<string, unknown>>
  /** What the window reads of it. */
  readonly inspected: Inspected
}
