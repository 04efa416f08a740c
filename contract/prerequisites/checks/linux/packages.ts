/** Packages that cannot stand beside Docker's own. Source: docs.docker.com/engine/install/{debian,fedora,…}, "Uninstall old versions". */
import type { Answer, Check } from '../check'
import { says, unknown } from '../read'
import { distributionOf, installPage } from './distribution'

const needed = says('prerequisites-linux.packages.needed')

interface Package {
  readonly name: string
  readonly version: string
}

/** `docker.io\t20.10.24+dfsg1-1\tinstall ok installed`; one that was removed, or is only known of, has another state. */
const fromDpkg = (text: string): Package[] =>
  text.split('\n').flatMap((line) => {
    const [name = '', version = '', state = ''] = line.split('\t')
    return /^[a-z0-9.+-]+$/.test(name) && state.trim() === 'install ok installed'
      ? [{ name, version: version.trim() }]
      : []
  })

/** `docker-ce\t28.5.1`; of one that is not installed a sentence, in the system's language. */
const fromRpm = (text: string): Package[] =>
  text.split('\n').flatMap((line) => {
    const [name = '', version = '', ...rest] = line.split('\t')
    return rest.length === 0 && /^[a-z0-9.+_-]+$/i.test(name) && version !== ''
      ? [{ name, version: version.trim() }]
      : []
  })

const docker = ['docker-ce', 'docker-ce-cli', 'containerd.io']
const ofDistribution = ['docker.io', 'docker-engine', 'moby-engine', 'docker', 'docker-client']

/** Both managers end with 1 where one of the packages is not installed: that is an answer. */
const toldBy = (answer: Answer): answer is Extract<Answer, { kind: 'answered' }> =>
  answer.kind === 'answered' && (answer.code ?? 0) < 126

export const packages: Check = {
  id: 'linux-packages',
  group: 'installation',
  required: true,
  systems: ['linux'],
  probes: ['linux-dpkg', 'linux-rpm', 'linux-os-release'],
  judge(answers) {
    const dpkg = answers('linux-dpkg')
    const rpm = answers('linux-rpm')
    // A Debian may hold rpm too, which then knows of no package.
    const manager = toldBy(dpkg) ? 'dpkg' : toldBy(rpm) ? 'rpm' : undefined
    if (manager === undefined)
      // Neither is there: Arch and Alpine have one docker package, and nothing beside it.
      return dpkg.kind === 'missing' && rpm.kind === 'missing'
        ? undefined
        : unknown(dpkg.kind === 'missing' ? rpm : dpkg, needed)
    const there =
      manager === 'dpkg'
        ? fromDpkg(dpkg.kind === 'answered' ? dpkg.text : '')
        : fromRpm(rpm.kind === 'answered' ? rpm.text : '')
    const own = there.filter(({ name }) => docker.includes(name))
    const others = there.filter(({ name }) => !docker.includes(name) && name !== 'docker-desktop')
    // Alone, the distribution's own packages are an engine like any other.
    const stand = manager === 'rpm' ? others.filter(({ name }) => name !== 'podman' && name !== 'runc') : others
    const names = (list: readonly Package[]): string => list.map(({ name, version }) => `${name} ${version}`).join(', ')
    if (own.length > 0 && stand.length > 0)
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.packages.found.both', { own: names(own), others: names(stand) }),
        needed,
        cures: [
          {
            says: says('prerequisites-linux.packages.cure.remove'),
            commands: [
              `sudo ${manager === 'dpkg' ? 'apt-get' : 'dnf'} remove ${stand.map(({ name }) => name).join(' ')}`
            ],
            link: installPage(distributionOf(answers))
          }
        ]
      }
    if (own.length > 0)
      return { outcome: 'met', found: says('prerequisites-linux.packages.found.docker', { own: names(own) }), needed }
    if (others.some(({ name }) => ofDistribution.includes(name)))
      return {
        outcome: 'met',
        found: says('prerequisites-linux.packages.found.distribution', { others: names(others) }),
        needed
      }
    return { outcome: 'met', found: says('prerequisites-linux.packages.found.none'), needed }
  }
}
