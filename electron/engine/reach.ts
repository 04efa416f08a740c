/** How an endpoint is reached, for as long as a connection to it is kept: what takes a person's answer outlives a session. */
import { createDialler, diallerOf, type Dialler } from './dial'
import type { Endpoint } from './endpoint'
import type { SshOptions } from './ssh/context'
import type { SshLink } from './ssh/link'

export interface Reach {
  /** For one session. `limit`: milliseconds for each answer, the time of questions aside. Throws FailureError. */
  open(limit: number, signal: AbortSignal): Promise<Dialler>
  /** Ends what the sessions had in common. */
  dispose(): void
}

export function createReach(endpoint: Endpoint, ssh: SshOptions = {}): Reach {
  if (endpoint.kind !== 'ssh') return { open: (_limit, signal) => openHere(endpoint, signal), dispose: () => undefined }
  let link: SshLink | undefined
  let isOver = false
  return {
    async open(limit, signal) {
      if (link === undefined || link.isLost) {
        const { openLink } = await import('./ssh/link')
        const opened = await openLink(endpoint, ssh, limit, signal)
        if (isOver) opened.dispose()
        link = opened
        void opened.lost.then(opened.dispose)
      }
      const { lost } = link
      const { dial, socketPath, isCostly } = await link.find(limit, signal)
      return diallerOf(dial, { socketPath, lost }, isCostly)
    },
    dispose() {
      isOver = true
      link?.dispose()
    }
  }
}

async function openHere(endpoint: Endpoint, signal: AbortSignal): Promise<Dialler> {
  signal.throwIfAborted()
  return createDialler(endpoint)
}
