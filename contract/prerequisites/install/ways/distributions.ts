/**
 * Those whose own packages are the way that their makers document: openSUSE and SLES, Arch, Alpine.
 * https://en.opensuse.org/Docker, https://documentation.suse.com/container/all/html/Container-guide/cha-docker-installation.html,
 * https://wiki.archlinux.org/title/Docker, https://wiki.alpinelinux.org/wiki/Docker
 */
import type { InstallOptions, InstallStep, InstallSystem } from '../model'
import { run, when } from '../step'
import { accessSteps, dataSteps, proofSteps, startSteps } from './after'

const around = (system: InstallSystem, options: InstallOptions, packages: readonly InstallStep[]) => [
  ...dataSteps(system, options),
  ...packages,
  ...startSteps(system),
  ...accessSteps(system, options),
  ...proofSteps(system, options)
]
const packages = (words: readonly string[], names: readonly string[]) =>
  run('packages', [...words, ...names], { values: { packages: names.join(', ') } })

const suseArchitecture = (arch: string): string =>
  ({ x64: 'x86_64', arm64: 'aarch64', s390x: 's390x', ppc64: 'ppc64le' })[arch] ?? arch

/** SLES has Docker in its Containers Module, which is switched on first. */
export function zypperSteps(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  const module = `sle-module-containers/${system.version}/${suseArchitecture(system.arch)}`
  return around(system, options, [
    ...when(system.id === 'sles' && system.version.startsWith('15'), run('suse-module', ['SUSEConnect', '-p', module])),
    run('update', ['zypper', '--non-interactive', 'refresh']),
    packages(
      ['zypper', '--non-interactive', 'install'],
      system.id === 'sles' ? ['docker'] : ['docker', 'docker-buildx', 'docker-compose']
    )
  ])
}

/** Arch takes no part of its updates alone: the whole system is brought up to date with it. */
export const pacmanSteps = (system: InstallSystem, options: InstallOptions): readonly InstallStep[] =>
  around(system, options, [
    packages(['pacman', '-Syu', '--needed', '--noconfirm'], ['docker', 'docker-buildx', 'docker-compose'])
  ])

/** From the repository `community`, which setup-apkrepos switches on. */
export const apkSteps = (system: InstallSystem, options: InstallOptions): readonly InstallStep[] =>
  around(system, options, [
    run('update', ['apk', 'update']),
    packages(['apk', 'add'], ['docker', 'docker-cli-compose'])
  ])
