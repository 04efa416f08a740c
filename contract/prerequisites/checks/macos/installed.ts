/** What is installed: a product with an engine, the docker command, Homebrew and Rosetta. */
import { unknown } from '../read'
import { cure } from '../speak'
import { macCheck } from './define'
import { hardwareOf } from './hardware'
import { placesOf, products } from './places'

const install = 'https://docs.docker.com/desktop/setup/install/mac-install/'

export const product = macCheck({
  name: 'product',
  group: 'installation',
  required: true,
  probes: ['macos-places'],
  judge(answers, speak) {
    const needed = speak('needed')
    const placeOf = placesOf(answers('macos-places'))
    if (placeOf === undefined) return unknown(answers('macos-places'), needed)
    const found = products.filter((name) => placeOf(name) !== undefined)
    const only = found.filter((name) => name !== 'Docker Toolbox')
    if (only.length > 0) return { outcome: 'met', found: speak('found.there', { names: only.join(', ') }), needed }
    const brew = placeOf('Homebrew') !== undefined
    return {
      outcome: 'not-met',
      found: speak(
        found.length > 0 ? 'found.toolbox' : placeOf('docker') !== undefined ? 'found.client-only' : 'found.none'
      ),
      needed,
      cures: [
        cure(speak('cure.desktop'), brew ? ['brew install --cask docker-desktop'] : [], {
          action: 'install',
          link: install
        }),
        ...(brew ? [cure(speak('cure.colima'), ['brew install colima docker', 'colima start'])] : [])
      ]
    }
  }
})

export const homebrew = macCheck({
  name: 'homebrew',
  group: 'installation',
  required: false,
  probes: ['macos-places', 'macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const placeOf = placesOf(answers('macos-places'))
    if (placeOf === undefined) return unknown(answers('macos-places'), needed)
    const path = placeOf('Homebrew')
    const { chip } = hardwareOf(answers('macos-hardware'))
    if (path === undefined)
      return {
        outcome: 'not-met',
        found: speak(placeOf('MacPorts') === undefined ? 'found.none' : 'found.macports'),
        needed,
        cures: [cure(speak('cure.install'), [], { link: 'https://brew.sh/' })]
      }
    const intel = path.startsWith('/usr/local/')
    if (intel && chip === undefined) return unknown(answers('macos-hardware'), needed)
    // The Intel one on an Apple chip installs Intel programs, which Rosetta translates.
    if (chip === 'apple' && intel)
      return {
        outcome: 'not-met',
        found: speak('found.intel', { path }),
        needed,
        cures: [cure(speak('cure.native'), [], { link: 'https://brew.sh/' })]
      }
    return { outcome: 'met', found: speak('found.there', { path }), needed }
  }
})

export const rosetta = macCheck({
  name: 'rosetta',
  group: 'system',
  required: false,
  probes: ['macos-places', 'macos-hardware'],
  judge(answers, speak) {
    const needed = speak('needed')
    const { chip } = hardwareOf(answers('macos-hardware'))
    if (chip === undefined) return unknown(answers('macos-hardware'), needed)
    if (chip === 'intel') return undefined
    const placeOf = placesOf(answers('macos-places'))
    if (placeOf === undefined) return unknown(answers('macos-places'), needed)
    if (placeOf('Rosetta') !== undefined) return { outcome: 'met', found: speak('found.there'), needed }
    return {
      outcome: 'not-met',
      found: speak('found.none'),
      needed,
      cures: [cure(speak('cure.install'), ['softwareupdate --install-rosetta'])]
    }
  }
})
