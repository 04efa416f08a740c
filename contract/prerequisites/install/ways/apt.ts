/**
 * Debian, Ubuntu, Raspberry Pi OS and their like. https://docs.docker.com/engine/install/debian/, …/ubuntu/, …/raspberry-pi-os/
 */
import { aptRepository, desktopArchitecture } from '../family'
import type { InstallOptions, InstallStep, InstallSystem } from '../model'
import { run, when, write } from '../step'
import { accessSteps, dataSteps, proofSteps, rootlessSteps, startSteps } from './after'
import { downloadsPath } from './downloads'

/** Of the distributions, in the way of Docker's own. https://docs.docker.com/engine/install/debian/#uninstall-old-versions */
export const aptConflicts = [
  'docker.io',
  'docker-compose',
  'docker-compose-v2',
  'docker-doc',
  'podman-docker',
  'containerd',
  'runc'
]

export const dockerPackages = [
  'docker-ce',
  'docker-ce-cli',
  'containerd.io',
  'docker-buildx-plugin',
  'docker-compose-plugin'
]

const key = '/etc/apt/keyrings/docker.asc'
const sources = '/etc/apt/sources.list.d/docker.sources'
/** A cancelled installation leaves packages unpacked and not set up, and apt refuses everything until they are: dpkg(1). */
const repaired = (from: string) => ({ words: ['dpkg', '--configure', '-a'], from })
const get = (name: 'packages' | 'tools', ...packages: readonly string[]) =>
  run(name, ['apt-get', 'install', '-y', ...packages], {
    values: { packages: packages.join(', ') },
    undo: repaired(name)
  })

function repositorySteps(system: InstallSystem): readonly InstallStep[] {
  const repository = aptRepository(system)
  if (repository === undefined) return []
  const { name, suite, architecture } = repository
  const base = `https://download.docker.com/linux/${name}`
  const text = [
    'Types: deb',
    `URIs: ${base}`,
    `Suites: ${suite}`,
    'Components: stable',
    `Architectures: ${architecture}`,
    `Signed-By: ${key}`,
    ''
  ].join('\n')
  const undo = { words: ['rm', '-f', key, sources], from: 'key' }
  return [
    ...removeSteps(system, 'apt-get'),
    run('update', ['apt-get', 'update']),
    get('tools', 'ca-certificates', 'curl'),
    run('keyrings', ['install', '-m', '0755', '-d', '/etc/apt/keyrings']),
    run('key', ['curl', '-fsSL', `${base}/gpg`, '-o', key], { undo }),
    run('key-readable', ['chmod', 'a+r', key], { undo }),
    write('apt-source', sources, text, { undo, values: { suite } }),
    run('update', ['apt-get', 'update'], { id: 'update-again', undo })
  ]
}

/** What is in the way, and a repository that was set up otherwise: two descriptions of one make apt stop. */
export function removeSteps(
  { conflicts, olderRepositories }: InstallSystem,
  program: 'apt-get' | 'dnf' | 'yum'
): readonly InstallStep[] {
  return [
    ...when(
      conflicts.length > 0,
      run('remove', [program, 'remove', '-y', ...conflicts], { values: { packages: conflicts.join(', ') } })
    ),
    ...when(
      olderRepositories.length > 0,
      run('remove-source', ['rm', '-f', ...olderRepositories], { values: { files: olderRepositories.join(', ') } })
    )
  ]
}

export function aptFromDocker(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  const packages = [...repositorySteps(system), ...dataSteps(system, options), get('packages', ...dockerPackages)]
  if (options.access === 'rootless')
    return [
      ...packages,
      ...rootlessSteps(system, ['apt-get', 'install', '-y', 'uidmap', 'dbus-user-session', 'docker-ce-rootless-extras'])
    ]
  return [...packages, ...startSteps(system), ...accessSteps(system, options), ...proofSteps(system, options)]
}

/** Since Debian 13 the client is a package of its own; Ubuntu brings buildx and compose too. https://packages.debian.org/docker.io */
function distributionPackages({ id, like, version }: InstallSystem): readonly string[] {
  if (id === 'ubuntu' || like.includes('ubuntu')) return ['docker.io', 'docker-buildx', 'docker-compose-v2']
  const major = Number.parseInt(version, 10)
  // Testing and unstable have no number.
  return Number.isNaN(major) || major >= 13 ? ['docker.io', 'docker-cli'] : ['docker.io']
}

export const aptFromDistribution = (system: InstallSystem, options: InstallOptions): readonly InstallStep[] => [
  run('update', ['apt-get', 'update']),
  ...dataSteps(system, options),
  get('packages', ...distributionPackages(system)),
  ...startSteps(system),
  ...accessSteps(system, options),
  ...proofSteps(system, options)
]

/** https://docs.docker.com/desktop/setup/install/linux/ubuntu/ */
export function aptDesktop(system: InstallSystem): readonly InstallStep[] {
  const architecture = desktopArchitecture(system.arch) ?? 'amd64'
  const name = `docker-desktop-${architecture}.deb`
  const file = downloadsPath(system, name)
  return [
    ...repositorySteps(system),
    run('download', ['curl', '-fL', '-o', file, `https://desktop.docker.com/linux/main/${architecture}/${name}`], {
      asRoot: false,
      values: { file: name },
      undo: { words: ['rm', '-f', file], from: 'download' }
    }),
    run('desktop-package', ['apt-get', 'install', '-y', file], { undo: repaired('desktop-package') }),
    ...desktopStart
  ]
}

/** Of this person, in their own session. */
export const desktopStart: readonly InstallStep[] = [
  run('desktop-start', ['systemctl', '--user', 'enable', '--now', 'docker-desktop'], { asRoot: false }),
  run('hello', ['docker', '--context', 'desktop-linux', 'run', '--rm', 'hello-world'], { asRoot: false })
]
