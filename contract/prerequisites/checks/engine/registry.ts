/** Whether the engine reaches Docker Hub, or the mirror that it was given: pulls go that way. */
import * as v from 'valibot'
import type { Check } from '../check'
import { brief, parseJson, says } from '../read'
import { unanswered } from './connection'

const Found = v.object({ Descriptor: v.object({ digest: v.string() }) })
const Refused = v.object({ failure: v.object({ kind: v.string(), message: v.string() }) })

const key = (name: string): string => `prerequisites-engine.registry.${name}`
const needed = says(key('needed'))

export const registry: Check = {
  id: 'engine-registry',
  group: 'engine',
  required: false,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-registry'],
  judge(answers) {
    const answer = answers('engine-registry')
    if (parseJson(answer, Found) !== undefined) return { outcome: 'met', found: says(key('found.reached')), needed }
    const failure = parseJson(answer, Refused)?.failure
    if (failure === undefined) return unanswered(answer, needed)
    const message = brief(failure.message)
    // The registry itself spoke: it was reached.
    if (failure.kind === 'rate-limited' || /toomanyrequests|429/.test(message))
      return {
        outcome: 'met',
        found: says(key('found.limited')),
        needed,
        cures: [{ says: says(key('cure.sign-in')), commands: [], link: 'https://docs.docker.com/docker-hub/usage/' }]
      }
    const name = /proxy/i.test(message)
      ? 'proxy'
      : /x509|certificate/i.test(message)
        ? 'certificate'
        : /no such host|lookup|server misbehaving/i.test(message)
          ? 'name'
          : 'other'
    const link = {
      proxy: 'https://docs.docker.com/engine/daemon/proxy/',
      certificate: 'https://docs.docker.com/engine/security/certificates/',
      name: 'https://docs.docker.com/engine/daemon/troubleshoot/#dns-resolver-issues',
      other: 'https://docs.docker.com/engine/daemon/troubleshoot/'
    }[name]
    // Whether the whole computer is offline, or only the engine, is not known from here.
    return {
      outcome: 'unknown',
      found: says(key('found.refused'), { message }),
      needed,
      cures: [{ says: says(key(`cure.${name}`)), commands: [], link }]
    }
  }
}
