/** The docker command: Escale itself does without it, and the commands that it shows are for it. */
import type { Check } from '../check'
import { says, textOf, unknown, versionOf } from '../read'
import { dockerVersion } from './engine-installed'
import { distributionOf, installPage } from './distribution'

const needed = says('prerequisites-linux.client.needed')

export const client: Check = {
  id: 'linux-client',
  group: 'installation',
  required: false,
  systems: ['linux'],
  probes: ['linux-docker', 'linux-os-release'],
  judge(answers) {
    const answer = answers('linux-docker')
    const text = textOf(answer)
    const version = dockerVersion(text)
    if (version !== undefined)
      return { outcome: 'met', found: says('prerequisites-linux.client.found.version', { version }), needed }
    // Podman's package podman-docker puts a `docker` of its own there.
    const podman = /podman version\s+\S/i.test(text ?? '') ? versionOf(text ?? '') : undefined
    if (podman !== undefined)
      return {
        outcome: 'met',
        found: says('prerequisites-linux.client.found.podman', { version: podman.join('.') }),
        needed
      }
    if (answer.kind !== 'missing') return unknown(answer, needed)
    return {
      outcome: 'not-met',
      found: says('prerequisites-linux.client.found.missing'),
      needed,
      cures: [
        {
          says: says('prerequisites-linux.client.cure.install'),
          commands: [],
          link: installPage(distributionOf(answers))
        }
      ]
    }
  }
}
