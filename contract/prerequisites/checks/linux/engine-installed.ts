/** Whether the engine itself is on this computer: the docker command alone runs nothing. */
import type { Check } from '../check'
import { reached } from '../engine/connection'
import { says, textOf, unknown } from '../read'
import { distributionOf, installPage } from './distribution'

const needed = says('prerequisites-linux.engine-installed.needed')

/** `Docker version 20.10.24+dfsg1, build 5d6db84`, `Docker version 28.5.1, build f8215cc`. */
export const dockerVersion = (text: string | undefined): string | undefined =>
  /Docker version ([^\s,]{1,60})/.exec(text ?? '')?.[1]

export const engineInstalled: Check = {
  id: 'linux-engine-installed',
  group: 'installation',
  required: true,
  systems: ['linux'],
  probes: ['linux-dockerd', 'linux-docker', 'linux-engine-process', 'linux-os-release', 'engine-connection'],
  judge(answers) {
    const engine = answers('linux-dockerd')
    const version = dockerVersion(textOf(engine))
    if (version !== undefined)
      return { outcome: 'met', found: says('prerequisites-linux.engine-installed.found.version', { version }), needed }
    const elsewhere = reached(answers)
    if (elsewhere !== undefined)
      return {
        outcome: 'met',
        found: says('prerequisites-linux.engine-installed.found.elsewhere', { endpoint: elsewhere.endpoint }),
        needed
      }
    // A snap's engine, say, is not on the PATH.
    if (/^\d+$/m.test(textOf(answers('linux-engine-process')) ?? ''))
      return { outcome: 'met', found: says('prerequisites-linux.engine-installed.found.running'), needed }
    if (engine.kind !== 'missing') return unknown(engine, needed)
    const client = dockerVersion(textOf(answers('linux-docker')))
    return {
      outcome: 'not-met',
      found:
        client === undefined
          ? says('prerequisites-linux.engine-installed.found.nothing')
          : says('prerequisites-linux.engine-installed.found.client-alone', { version: client }),
      needed,
      cures: [
        {
          says: says('prerequisites-linux.engine-installed.cure.install'),
          commands: [],
          link: installPage(distributionOf(answers)),
          action: 'install'
        }
      ]
    }
  }
}
