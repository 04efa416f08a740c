/** Takes what comes in many small pieces a few milliseconds at a time: being woken for each costs more than reading it. */
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { goOn, hold } from './response-body'

/** Milliseconds. A socket's buffer holds what an engine writes meanwhile. */
const gathering = 2

/** What comes alone is given at once. */
export async function* gather(body: Readable): AsyncGenerator<Buffer, void> {
  let last = Number.NEGATIVE_INFINITY
  for await (const chunk of body as AsyncIterable<Buffer>) {
    yield chunk
    const now = performance.now()
    if (now - last < 2 * gathering) {
      hold(body)
      await pause(gathering)
      goOn(body)
    }
    last = performance.now()
  }
}
