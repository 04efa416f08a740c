/** What happened to a container, as its engine tells. */
import * as v from 'valibot'
import { stream } from '../../define'
import { OnContainer } from '../requests'
import { events as eventsCommand } from './command'

export const ContainerEvent = v.object({
  /** Counts up with each event of an engine: tells two of the same moment apart. */
  key: v.number(),
  /** Milliseconds since 1970, with fractions. */
  at: v.number(),
  /** As the engine writes it: `start`, `exec_start: sh -c true`, `health_status: healthy`. */
  action: v.string(),
  attributes: v.record(v.string(), v.string())
})
export type ContainerEvent = Readonly<v.InferOutput<typeof ContainerEvent>>

export const EventsItem = v.variant('kind', [
  /** In the order in which they happened; those that are known come first, in one item, which may be empty. */
  v.object({ kind: v.literal('events'), events: v.array(ContainerEvent) }),
  v.object({ kind: v.literal('interrupted') }),
  /** What happened meanwhile follows where the engine still knows it. */
  v.object({ kind: v.literal('resumed') })
])
export type EventsItem = v.InferOutput<typeof EventsItem>

export const events = {
  /** The past that the engine, or this app since it first asked, still has; then each as it happens. */
  events: stream({ request: OnContainer, item: EventsItem, command: eventsCommand })
}
