/** What happened to a container, as the window asks for it. */
import type { EventsItem, events } from '../../../../contract/containers/events/api'
import type { Engine, Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { eventLogOf } from './event-log'

export const eventsHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof events> => ({
  events: ({ connection, container }, { signal }) => follow(engines.get(connection), container.id, signal)
})

async function* follow(engine: Engine, id: string, signal: AbortSignal): AsyncGenerator<EventsItem, void> {
  const log = eventLogOf(engine)
  try {
    await log.ready(signal)
  } catch (error) {
    if (signal.aborted) return
    throw error
  }
  const waiting: EventsItem[] = [{ kind: 'events', events: log.of(id) }]
  if (!log.live) waiting.push({ kind: 'interrupted' })
  let wake = (): void => undefined
  const unlisten = log.onNews((news) => {
    if (news.kind !== 'event') waiting.push(news)
    else if (news.kept.id !== id) return
    else {
      const last = waiting.at(-1)
      if (last?.kind === 'events') last.events.push(news.kept.event)
      else waiting.push({ kind: 'events', events: [news.kept.event] })
    }
    wake()
  })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (!signal.aborted) {
      const item = waiting.shift()
      if (item !== undefined) yield item
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    unlisten()
    signal.removeEventListener('abort', stop)
  }
}
