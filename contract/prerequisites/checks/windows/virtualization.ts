/** Hardware virtualization, switched on in the firmware. */
import { cure } from '../speak'
import { factCheck } from './define'
import { isServer, isVirtual } from './facts'

const page = 'https://docs.docker.com/desktop/troubleshoot-and-support/troubleshoot/topics/#virtualization'

/**
 * While a hypervisor runs, Windows reports the processor's own flags as false whatever they are: that a hypervisor runs is then the
 * proof. In a virtual machine it is the host's hypervisor that is seen, and proves nothing.
 */
export const virtualization = factCheck({
  name: 'virtualization',
  group: 'computer',
  required: true,
  judge(facts, speak) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    const { hypervisor, firmware } = facts
    if (hypervisor === true && isVirtual(facts) && firmware !== true)
      return {
        outcome: 'unknown',
        found: speak('found.guest', { model: facts.model ?? '' }),
        needed,
        cures: [cure(speak('cure.nested'), [], { link: 'https://docs.docker.com/desktop/setup/vm-vdi/' })]
      }
    if (hypervisor === true) return { outcome: 'met', found: speak('found.hypervisor'), needed }
    if (firmware === undefined) return 'untold'
    if (firmware) return { outcome: 'met', found: speak('found.on'), needed }
    return {
      outcome: 'not-met',
      found: speak('found.off'),
      needed,
      cures: [cure(speak('cure.firmware'), [], { link: page })]
    }
  }
})

/** Second level address translation: Intel's EPT, AMD's RVI. No setting brings it to a processor that has none. */
export const slat = factCheck({
  name: 'slat',
  group: 'computer',
  required: true,
  judge(facts, speak) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    if (facts.slat === true) return { outcome: 'met', found: speak('found.there'), needed }
    if (facts.hypervisor === true)
      return isVirtual(facts)
        ? { outcome: 'unknown', found: speak('found.guest'), needed }
        : { outcome: 'met', found: speak('found.hypervisor'), needed }
    if (facts.slat === undefined) return 'untold'
    // Switched off in the firmware, some processors hide what else they can.
    if (facts.firmware !== true) return { outcome: 'unknown', found: speak('found.hidden'), needed }
    return { outcome: 'not-met', found: speak('found.none'), needed, cures: [cure(speak('cure.toolbox'))] }
  }
})
