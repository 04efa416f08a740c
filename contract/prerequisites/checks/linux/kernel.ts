/** The kernel's version. Source: docs.docker.com/engine/install/binaries, "Prerequisites". */
import type { Check } from '../check'
import { atLeast, says, unknown } from '../read'
import { distributionOf } from './distribution'
import { readUname } from './uname'

const least = [3, 10]
const needed = says('prerequisites-linux.kernel.needed')

export const kernel: Check = {
  id: 'linux-kernel',
  group: 'system',
  required: true,
  systems: ['linux'],
  probes: ['linux-uname', 'linux-os-release'],
  judge(answers) {
    const known = readUname(answers('linux-uname'))
    if (known === undefined) return unknown(answers('linux-uname'), needed)
    const { name } = distributionOf(answers)
    const found =
      name === ''
        ? says('prerequisites-linux.kernel.found.release', { release: known.release })
        : says('prerequisites-linux.kernel.found.named', { release: known.release, name })
    if (atLeast(known.version, least)) return { outcome: 'met', found, needed }
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [
        {
          says: says('prerequisites-linux.kernel.cure.newer'),
          commands: [],
          link: 'https://docs.docker.com/engine/install/binaries/#prerequisites'
        }
      ]
    }
  }
}
