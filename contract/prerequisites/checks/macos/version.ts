/** The version of macOS, and what virtual machine monitors it has. */
import { atLeast, unknown } from '../read'
import { cure } from '../speak'
import { macCheck, readVersion } from './define'
import { hardwareOf } from './hardware'
import { firstForMac, firstForToolbox, lastDesktop, least, nameOf } from './versions'

const releaseNotes = 'https://docs.docker.com/desktop/release-notes/'
const toolboxPage = 'https://github.com/docker-archive/toolbox/releases'

export const version = macCheck({
  name: 'version',
  group: 'system',
  required: true,
  probes: ['macos-version'],
  judge(answers, speak) {
    const needed = speak('needed', { version: least.join('.') })
    const found = readVersion(answers)
    if (found === undefined) return unknown(answers('macos-version'), needed)
    const said = speak('found.version', { version: found.join('.'), name: nameOf(found) })
    if (atLeast(found, least)) return { outcome: 'met', found: said, needed }
    const last = lastDesktop(found)
    const older =
      last !== undefined
        ? [cure(speak('cure.last-desktop', { version: last }), [], { link: releaseNotes })]
        : atLeast(found, firstForMac) || !atLeast(found, firstForToolbox)
          ? []
          : [cure(speak('cure.toolbox'), [], { link: toolboxPage })]
    const colima = atLeast(found, [11])
      ? [cure(speak('cure.colima'), ['brew install colima docker', 'colima start'])]
      : []
    return { outcome: 'not-met', found: said, needed, cures: [cure(speak('cure.update')), ...older, ...colima] }
  }
})

/**
 * HyperKit rests on Hypervisor.framework (10.10 and later, Intel); Apple's Virtualization.framework came with 11, and runs Intel
 * containers through Rosetta from 13 on; Docker VMM is for Apple chips (docs.docker.com, features/vmm).
 */
export const monitors = macCheck({
  name: 'monitors',
  group: 'system',
  required: false,
  probes: ['macos-version', 'macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const found = readVersion(answers)
    const { chip } = hardwareOf(answers('macos-hardware'))
    if (found === undefined) return unknown(answers('macos-version'), needed)
    if (atLeast(found, [13]))
      return { outcome: 'met', found: speak(chip === 'apple' ? 'found.apple' : 'found.virtualization'), needed }
    if (atLeast(found, [11])) return { outcome: 'met', found: speak('found.virtualization'), needed }
    if (!atLeast(found, [10, 10]))
      return { outcome: 'not-met', found: speak('found.none'), needed, cures: [cure(speak('cure.update'))] }
    return { outcome: 'not-met', found: speak('found.hyperkit'), needed, cures: [cure(speak('cure.update'))] }
  }
})
