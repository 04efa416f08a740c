/** Docker's engine is a 64-bit program, and runs 64-bit images; 32-bit Arm alone has packages of its own. */
import type { Check } from '../check'
import { says, textOf, unknown } from '../read'
import { distributionOf } from './distribution'
import { isWide, readUname } from './uname'

const needed = says('prerequisites-linux.64-bit.needed')
const link = 'https://docs.docker.com/engine/install/#supported-platforms'

export const bits: Check = {
  id: 'linux-64-bit',
  group: 'computer',
  required: true,
  systems: ['linux'],
  probes: ['linux-uname', 'linux-long-bit', 'linux-os-release'],
  judge(answers) {
    const machine = readUname(answers('linux-uname'))?.machine
    if (machine === undefined) return unknown(answers('linux-uname'), needed)
    const values = { machine }
    // Debian's packages for it are built for ARMv7 and newer (the engine's release notes, 29.0).
    if (machine === 'armv7l' || machine === 'armv8l')
      return { outcome: 'met', found: says('prerequisites-linux.64-bit.found.arm', values), needed }
    const cure = { says: says('prerequisites-linux.64-bit.cure.system'), commands: [], link }
    if (!isWide(machine))
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.64-bit.found.narrow', values),
        needed,
        cures: [cure]
      }
    // A 64-bit kernel can carry a 32-bit system, as images of Raspberry Pi OS do: that of 64 bits says that it is Debian.
    const width = textOf(answers('linux-long-bit'))?.trim()
    if (width === '32' || (width === undefined && distributionOf(answers).id === 'raspbian'))
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.64-bit.found.mixed', values),
        needed,
        cures: [cure]
      }
    return { outcome: 'met', found: says('prerequisites-linux.64-bit.found.wide', values), needed }
  }
}
