/** Room on the disk that the engine's data root is on. */
import * as v from 'valibot'
import type { Check } from '../check'
import { parseJson, says, unknown } from '../read'

const Disk = v.object({ path: v.string(), total: v.number(), free: v.number() })

/** Docker names no figure: below this a few images fill it. */
const least = 4_000_000_000
const needed = says('prerequisites-linux.disk.needed', { leastBytes: least })

export const disk: Check = {
  id: 'linux-disk',
  group: 'computer',
  required: true,
  systems: ['linux'],
  probes: ['linux-data-disk'],
  judge(answers) {
    const known = parseJson(answers('linux-data-disk'), Disk)
    if (known === undefined || !(known.total > 0)) return unknown(answers('linux-data-disk'), needed)
    const found = says('prerequisites-linux.disk.found', {
      freeBytes: known.free,
      totalBytes: known.total,
      path: known.path
    })
    if (known.free >= least) return { outcome: 'met', found, needed }
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [
        {
          says: says('prerequisites-linux.disk.cure.prune'),
          commands: ['docker system df', 'docker system prune'],
          link: 'https://docs.docker.com/engine/manage-resources/pruning/'
        },
        {
          says: says('prerequisites-linux.disk.cure.move'),
          commands: [],
          link: 'https://docs.docker.com/engine/daemon/#daemon-data-directory'
        }
      ]
    }
  }
}
