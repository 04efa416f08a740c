/** What is common to all ssh programs of one link: their folder, their environment, and who answers what they ask. */
import { rmSync } from 'node:fs'
import type { FailureError } from '../failure-error'
import type { SshAddress } from './address'
import { openAsking, type Ask, type Asked, type Asking } from './asking'
import { sshFailure } from './faults'
import { makeFolder } from './folder'

export interface SshOptions {
  /** Who answers ssh's questions; nobody, where nothing is said. */
  readonly ask?: Ask
  /** Read instead of the person's own config and the system's. */
  readonly configFile?: string
  /** The ssh program: the one on the PATH, where nothing is said. */
  readonly program?: string
  /** Whether one ssh carries all connections. On Windows it cannot: each has its own. */
  readonly shares?: boolean
  /** Where the engine listens over there when its address does not say. */
  readonly usualSocket?: string
}

export interface SshContext {
  readonly address: SshAddress
  readonly folder: string
  readonly options: SshOptions
  readonly env: NodeJS.ProcessEnv
  readonly asking: Asking
  /** What was refused an answer, if anything was. */
  refused(): Asked | undefined
  /** Hears what every ssh of this link says. */
  readonly onSaid: (text: string) => void
  /** `work` is ended where it takes longer than `limit` milliseconds, the time of questions aside. */
  timed<T>(limit: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Called when a question was refused. */
  onRefusal(listener: () => void): () => void
}

/** Why it did not work, where a question stands behind it. */
export function refusalFault({ address, refused }: Pick<SshContext, 'address' | 'refused'>): FailureError | undefined {
  const asked = refused()
  if (asked === undefined) return undefined
  const reason = asked.question.kind === 'host-key' ? 'ssh-host-unknown' : 'ssh-unanswered'
  return sshFailure(reason, address, asked.text)
}

/** This process's, without what would reach an engine by another way. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DOCKER_|SSH_ASKPASS)/.test(name))
  return { ...Object.fromEntries(inherited), ...own }
}

const nobody: Ask = () => Promise.resolve(undefined)

export async function makeContext(address: SshAddress, options: SshOptions): Promise<SshContext> {
  const folder = makeFolder()
  const { ask = nobody } = options
  let heard = ''
  let refused: Asked | undefined
  const restarts = new Set<(isAsking: boolean) => void>()
  const refusals = new Set<() => void>()
  const asking = await openAsking({
    folder,
    heard: () => heard,
    onRefused: () => refusals.forEach((listener) => listener()),
    async ask(asked, signal) {
      restarts.forEach((restart) => restart(true))
      try {
        const said = await ask(asked, signal)
        if (said === undefined && !signal.aborted) refused = asked
        return said
      } finally {
        restarts.forEach((restart) => restart(false))
      }
    }
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  return {
    address,
    folder,
    options,
    asking,
    env: environment(asking.env),
    refused: () => refused,
    onSaid: (text) => (heard = (heard + text).slice(-16_384)),
    onRefusal(listener) {
      refusals.add(listener)
      return () => void refusals.delete(listener)
    },
    async timed(limit, signal, work) {
      const abort = new AbortController()
      const late = (): void => abort.abort(sshFailure('ssh-timed-out', address, heard))
      const stop = (): void => abort.abort(signal.reason)
      let timer = setTimeout(late, limit)
      const restart = (isAsking: boolean): void => {
        clearTimeout(timer)
        if (!isAsking) timer = setTimeout(late, limit)
      }
      restarts.add(restart)
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
      try {
        return await work(abort.signal)
      } finally {
        clearTimeout(timer)
        restarts.delete(restart)
        signal.removeEventListener('abort', stop)
      }
    }
  }
}
