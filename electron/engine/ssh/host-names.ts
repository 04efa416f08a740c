/** Which host an ssh address means: its name may be one of the person's own ssh config. Nothing is dialled for it. */
import { runProgram } from '../../platform/programs/run-program'
import type { Endpoint } from '../endpoint'
import { formatSshAddress } from './address'

export interface HostNames {
  /** Where the ports that its containers publish are reached; undefined where it is not known (yet), or is no host of ssh. */
  of(endpoint: Endpoint): string | undefined
  /** Asks ssh, once. */
  learn(endpoint: Endpoint): void
}

/** What `ssh -G` prints: `hostname 10.0.0.5` among many lines. */
export const hostNameIn = (settings: string): string | undefined => /^hostname (\S+)\s*$/m.exec(settings)?.[1]

/** `onLearned` is called when there is one more. `configFile` is read instead of the person's own. */
export function createHostNames(onLearned: () => void, configFile?: string): HostNames {
  const names = new Map<string, string | undefined>()
  return {
    of: (endpoint) => (endpoint.kind === 'ssh' ? names.get(formatSshAddress(endpoint)) : undefined),
    learn(endpoint) {
      if (endpoint.kind !== 'ssh') return
      const key = formatSshAddress(endpoint)
      if (names.has(key)) return
      names.set(key, undefined)
      const config = configFile === undefined ? [] : ['-F', configFile]
      const account = endpoint.user === undefined ? [] : ['-l', endpoint.user]
      void runProgram('ssh', [...config, ...account, '-G', '--', endpoint.host]).then((end) => {
        const name = end.kind === 'ended' && end.code === 0 ? hostNameIn(end.stdout) : undefined
        if (name === undefined) return
        names.set(key, name)
        onLearned()
      })
    }
  }
}
