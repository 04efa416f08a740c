/**
 * What the first frame needs from outside this script, asked for before the rest of it is worked through: the words, the
 * engine that is shown, and its containers. Imported first of all.
 */
import type { ConnectionsSnapshot } from '../../contract/connections/model'
import { openForStart } from '../ipc/open-ahead'
import { startedWith } from './start'
import { wordsOf } from './words'

/** Milliseconds that the first frame waits for a list that is on its way: it comes with it, instead of an empty frame before it. */
const patience = 200

// Whoever waits for them hears of a failure.
wordsOf(startedWith.language).catch(() => undefined)

/** Resolves when what the first frame shows is there, or nothing can be there soon. Never rejects. */
export const firstList = new Promise<void>((resolve) => {
  setTimeout(resolve, patience)
  let asked = false
  openForStart('settings.watch', {})
  openForStart('connections.watch', {}, (message) => {
    if (asked) return
    asked = true
    const [snapshot] = message.kind === 'items' ? (JSON.parse(message.items) as ConnectionsSnapshot[]).slice(-1) : []
    const current = snapshot?.connections.find(({ id }) => id === snapshot.current)
    if (current === undefined || current.state.kind === 'unreachable') resolve()
    else openForStart('containers.watch', { connection: current.id }, () => resolve())
  })
})
