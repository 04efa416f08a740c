/** How an endpoint is reached, for as long as a connection to it is kept: what takes a person's answer outlives a session. */
import type { WaitsFor } from '../../contract/connections/model'
import { createDialler, diallerOf, type Dialler } from './dial'
import type { Endpoint } from './endpoint'
import type { SshOptions } from './ssh/context'
import type { SshLink } from './ssh/link'

/** Hears what is waited for, while it changes. */
export type Waits = (what: WaitsFor) => void
const unheard: Waits = () => undefined

export interface Reach {
  /** For one session. `limit`: milliseconds for each answer, the time of questions aside. Throws FailureError. */
  open(limit: number, signal: AbortSignal, waits?: Waits): Promise<Dialler>
  /** Ends what the sessions had in common. */
  dispose(): void
}

export function createReach(endpoint: Endpoint, ssh: SshOptions = {}): Reach {
  if (endpoint.kind !== 'ssh')
    return { open: (_limit, signal, waits) => openHere(endpoint, signal, waits), dispose: () => undefined }
  let link: SshLink | undefined
  let isOver = false
  return {
    async open(limit, signal, waits = unheard) {
      if (link === undefined || link.isLost) {
        waits('ssh')
        const { openLink } = await import('./ssh/link')
        const opened = await openLink(endpoint, ssh, limit, signal)
        if (isOver) opened.dispose()
        link = opened
        void opened.lost.then(opened.dispose)
      }
      // Where each connection is an ssh of its own, looking for the engine is what signs in.
      if (sharesLink(ssh)) waits('engine')
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

const sharesLink = ({ shares = process.platform !== 'win32' }: SshOptions): boolean => shares

async function openHere(endpoint: Endpoint, signal: AbortSignal, waits = unheard): Promise<Dialler> {
  signal.throwIfAborted()
  waits(endpoint.kind === 'tcp' ? 'network' : 'engine')
  return createDialler(endpoint, () => waits('engine'))
}
