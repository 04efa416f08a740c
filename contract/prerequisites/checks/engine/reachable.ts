/** Whether the engine of the chosen connection answers. */
import type { Check } from '../check'
import { brief, says, unknown } from '../read'
import { connectionOf, isUp } from './connection'

const key = (name: string): string => `prerequisites-engine.reachable.${name}`
const needed = says(key('needed'))

export const reachable: Check = {
  id: 'engine-reachable',
  group: 'engine',
  required: true,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-connection'],
  judge(answers) {
    const answer = answers('engine-connection')
    if (answer.kind === 'missing')
      return {
        outcome: 'not-met',
        found: says(key('found.nowhere')),
        needed,
        cures: [
          {
            says: says(key('cure.install')),
            commands: [],
            action: 'install',
            link: 'https://docs.docker.com/get-started/get-docker/'
          }
        ]
      }
    const connection = connectionOf(answer)
    if (connection === undefined) return unknown(answer, needed)
    const { endpoint, state } = connection
    if (isUp(connection))
      return {
        outcome: 'met',
        found: says(key('found.answers'), { endpoint, product: state.capabilities?.product ?? '' }),
        needed
      }
    if (state.failure === undefined)
      return { outcome: 'unknown', found: says(key('found.connecting'), { endpoint }), needed }
    return {
      outcome: 'not-met',
      found: says(key(state.failure.message === '' ? 'found.silent' : 'found.refused'), {
        endpoint,
        message: brief(state.failure.message)
      }),
      needed,
      cures: [
        { says: says(key('cure.above')), commands: [], link: 'https://docs.docker.com/engine/daemon/troubleshoot/' }
      ]
    }
  }
}
