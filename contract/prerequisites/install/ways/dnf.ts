/**
 * Fedora, CentOS, RHEL and their like, Amazon Linux. https://docs.docker.com/engine/install/fedora/, …/rhel/, …/centos/,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/create-container-image.html
 */
import { desktopArchitecture, rpmRepository } from '../family'
import type { InstallOptions, InstallStep, InstallSystem } from '../model'
import { run } from '../step'
import { accessSteps, dataSteps, proofSteps, rootlessSteps, startSteps } from './after'
import { desktopStart, dockerPackages, removeSteps } from './apt'
import { downloadsPath } from './downloads'

/** https://docs.docker.com/engine/install/rhel/#uninstall-old-versions; podman is in the way on RHEL and its like alone. */
export const rpmConflicts = ({ id }: Pick<InstallSystem, 'id'>): readonly string[] => [
  'docker',
  'docker-client',
  'docker-client-latest',
  'docker-common',
  'docker-latest',
  'docker-latest-logrotate',
  'docker-logrotate',
  'docker-engine',
  ...(id === 'fedora'
    ? ['docker-selinux', 'docker-engine-selinux', 'moby-engine', 'podman-docker']
    : ['podman', 'runc'])
]

const repositoryFile = '/etc/yum.repos.d/docker-ce.repo'

const managerOf = ({ programs }: InstallSystem): 'dnf' | 'yum' =>
  programs.includes('dnf') || programs.includes('dnf5') ? 'dnf' : 'yum'
const install = (system: InstallSystem, name: 'packages' | 'tools', ...packages: readonly string[]) =>
  run(name, [managerOf(system), 'install', '-y', ...packages], { values: { packages: packages.join(', ') } })

/** dnf 5 (Fedora 41 on), dnf 4 and yum each have their own word for it. */
function addRepository(system: InstallSystem): readonly InstallStep[] {
  const address = `https://download.docker.com/linux/${rpmRepository(system) ?? ''}/docker-ce.repo`
  const undo = { words: ['rm', '-f', repositoryFile], from: 'rpm-source' }
  if (system.programs.includes('dnf5'))
    return [
      run('rpm-source', ['dnf', 'config-manager', 'addrepo', '--overwrite', `--from-repofile=${address}`], { undo })
    ]
  if (managerOf(system) === 'dnf')
    return [
      install(system, 'tools', 'dnf-plugins-core'),
      run('rpm-source', ['dnf', 'config-manager', '--add-repo', address], { undo })
    ]
  return [
    install(system, 'tools', 'yum-utils'),
    run('rpm-source', ['yum-config-manager', '--add-repo', address], { undo })
  ]
}

const repositorySteps = (system: InstallSystem): readonly InstallStep[] => [
  ...removeSteps(system, managerOf(system)),
  ...addRepository(system)
]

export function dnfFromDocker(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  const packages = [
    ...repositorySteps(system),
    ...dataSteps(system, options),
    install(system, 'packages', ...dockerPackages)
  ]
  if (options.access === 'rootless')
    return [
      ...packages,
      ...rootlessSteps(system, [managerOf(system), 'install', '-y', 'shadow-utils', 'docker-ce-rootless-extras'])
    ]
  return [...packages, ...startSteps(system), ...accessSteps(system, options), ...proofSteps(system, options)]
}

/** Fedora calls the engine moby-engine; RHEL and its like have none (theirs is Podman). */
export const dnfFromDistribution = (system: InstallSystem, options: InstallOptions): readonly InstallStep[] => [
  ...dataSteps(system, options),
  install(system, 'packages', ...(system.id === 'fedora' ? ['moby-engine', 'docker-compose'] : ['docker'])),
  ...startSteps(system),
  ...accessSteps(system, options),
  ...proofSteps(system, options)
]

/** https://docs.docker.com/desktop/setup/install/linux/fedora/ */
export function dnfDesktop(system: InstallSystem): readonly InstallStep[] {
  const name = 'docker-desktop-x86_64.rpm'
  const file = downloadsPath(system, name)
  const address = `https://desktop.docker.com/linux/main/${desktopArchitecture(system.arch) ?? 'amd64'}/${name}`
  return [
    ...repositorySteps(system),
    run('download', ['curl', '-fL', '-o', file, address], {
      asRoot: false,
      values: { file: name },
      undo: { words: ['rm', '-f', file], from: 'download' }
    }),
    run('desktop-package', [managerOf(system), 'install', '-y', file]),
    ...desktopStart
  ]
}
