/** What Docker Desktop for Linux asks for beyond the engine. Source: docs.docker.com/desktop/setup/install/linux. */
import * as v from 'valibot'
import type { Check } from '../check'
import { parseJson, says, textOf, unknown } from '../read'

const common = { group: 'desktop', required: false, systems: ['linux'] } as const
const link = 'https://docs.docker.com/desktop/setup/install/linux/#kvm-virtualization-support'
/** Of another computer it may not be told to whom it is open. */
const Kvm = v.object({ there: v.boolean(), usable: v.optional(v.boolean()) })

export const desktopKvm: Check = {
  ...common,
  id: 'linux-desktop-kvm',
  probes: ['linux-kvm', 'linux-cpuinfo'],
  judge(answers) {
    const key = (name: string): string => `prerequisites-linux.desktop-kvm.${name}`
    const needed = says(key('needed'))
    const kvm = parseJson(answers('linux-kvm'), Kvm)
    if (kvm === undefined) return unknown(answers('linux-kvm'), needed)
    if (kvm.there && kvm.usable === undefined) return { outcome: 'unknown', found: says(key('found.untold')), needed }
    if (kvm.usable === true) return { outcome: 'met', found: says(key('found.usable')), needed }
    if (kvm.there)
      return {
        outcome: 'not-met',
        found: says(key('found.not-allowed')),
        needed,
        cures: [{ says: says(key('cure.group')), commands: ['sudo usermod -aG kvm "$USER"'], link }]
      }
    // Processors of other kinds tell it otherwise: an Arm one has no such word.
    const flags = /^flags\s*:(.*)$/m.exec(textOf(answers('linux-cpuinfo')) ?? '')?.[1]
    const vendor = /\bvmx\b/.test(flags ?? '') ? 'intel' : /\bsvm\b/.test(flags ?? '') ? 'amd' : undefined
    if (flags !== undefined && vendor === undefined)
      return {
        outcome: 'not-met',
        found: says(key('found.no-virtualization')),
        needed,
        cures: [{ says: says(key('cure.firmware')), commands: [], link }]
      }
    const commands = ['sudo modprobe kvm', ...(vendor === undefined ? [] : [`sudo modprobe kvm_${vendor}`])]
    return {
      outcome: 'not-met',
      found: says(key('found.absent')),
      needed,
      cures: [{ says: says(key('cure.load')), commands, link }]
    }
  }
}

/** Bytes; a computer of 4 GB shows a little less, for its firmware and graphics take some. */
const least = 4_000_000_000
const tolerance = 0.9

export const desktopMemory: Check = {
  ...common,
  id: 'linux-desktop-memory',
  probes: ['linux-memory'],
  judge(answers) {
    const needed = says('prerequisites-linux.desktop-memory.needed', { leastBytes: least })
    const text = textOf(answers('linux-memory'))?.trim() ?? ''
    if (!/^\d{1,16}$/.test(text)) return unknown(answers('linux-memory'), needed)
    const memory = Number(text)
    const found = says('prerequisites-linux.desktop-memory.found', { memoryBytes: memory })
    if (memory >= least * tolerance) return { outcome: 'met', found, needed }
    const cure = { says: says('prerequisites-linux.desktop-memory.cure'), commands: [] }
    return { outcome: 'not-met', found, needed, cures: [cure] }
  }
}
