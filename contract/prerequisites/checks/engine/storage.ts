/** How the engine puts images' layers together. */
import type { Check } from '../check'
import { brief, says } from '../read'
import { unanswered } from './connection'
import { infoOf } from './info'

const key = (name: string): string => `prerequisites-engine.storage.${name}`
const needed = says(key('needed'))
const link = 'https://docs.docker.com/engine/storage/drivers/select-storage-driver/'

/** Each copies whole layers, or is gone from newer engines (docs.docker.com/engine/deprecated). */
const poor: Readonly<Record<string, string>> = {
  vfs: 'vfs',
  devicemapper: 'removed',
  aufs: 'removed',
  overlay: 'removed'
}

export const storage: Check = {
  id: 'engine-storage',
  group: 'engine',
  required: false,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-info'],
  judge(answers) {
    const info = infoOf(answers('engine-info'))
    if (info === undefined || info.Driver === '') return unanswered(answers('engine-info'), needed)
    const driver = brief(info.Driver, 60)
    const why = Object.hasOwn(poor, driver) ? poor[driver] : undefined
    if (why !== undefined)
      return {
        outcome: 'not-met',
        found: says(key(`found.${why}`), { driver }),
        needed,
        cures: [{ says: says(key('cure.change')), commands: [], link }]
      }
    const containerd = info.DriverStatus.some(
      ([name, value]) => name === 'driver-type' && /containerd/.test(value ?? '')
    )
    return { outcome: 'met', found: says(key(containerd ? 'found.containerd' : 'found.driver'), { driver }), needed }
  }
}
