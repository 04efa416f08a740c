/** The ways to Docker that a computer has, and the steps of each: pure, so that every system's are tested everywhere. */
import { assertNever } from '../../failure'
import { aptRepository, desktopArchitecture, familyOf, rpmRepository, staticArchitecture } from './family'
import type { InstallOptions, InstallPlan, InstallStep, InstallSystem, WayId } from './model'
import { aptDesktop, aptFromDistribution, aptFromDocker } from './ways/apt'
import { apkSteps, pacmanSteps, zypperSteps } from './ways/distributions'
import { dnfDesktop, dnfFromDistribution, dnfFromDocker } from './ways/dnf'
import { macBrew, macColima, macDownload } from './ways/macos'
import { staticSteps } from './ways/static'
import { windowsDesktop, windowsServer } from './ways/windows'

/** The first one is what its makers advise. Empty: there is none for this computer. */
export function waysOf(system: InstallSystem): readonly WayId[] {
  switch (system.platform) {
    case 'win32':
      if (desktopArchitecture(system.arch) === undefined) return []
      return system.server ? ['windows-server'] : ['desktop']
    case 'darwin':
      return system.programs.includes('brew') ? ['desktop', 'desktop-download', 'colima'] : ['desktop-download']
    case 'linux':
      return [...linuxWays(system), ...(staticArchitecture(system.arch) === undefined ? [] : (['static'] as const))]
    default:
      return assertNever(system.platform)
  }
}

function linuxWays(system: InstallSystem): readonly WayId[] {
  // Docker Desktop for Linux has packages for x86-64 alone, and starts with systemd, as no root.
  const desktop: readonly WayId[] =
    system.arch === 'x64' && system.init === 'systemd' && !system.isRoot ? ['desktop'] : []
  switch (familyOf(system)) {
    case 'apt':
      return aptRepository(system) === undefined ? ['distribution'] : ['repository', 'distribution', ...desktop]
    case 'dnf': {
      if (system.id === 'amzn') return ['distribution']
      if (rpmRepository(system) === undefined) return []
      return ['repository', ...(system.id === 'fedora' ? (['distribution'] as const) : []), ...desktop]
    }
    case 'zypper':
    case 'pacman':
    case 'apk':
      return ['distribution']
    case 'other':
      return []
  }
}

/** Who may reach the engine, where a way leaves the choice; the first is the usual one. Empty: there is none. */
export function accessesOf(system: InstallSystem, way: WayId): ReadonlyArray<InstallOptions['access']> {
  if (system.platform !== 'linux' || way === 'desktop') return []
  if (system.isRoot || system.user === '') return ['root']
  return way === 'repository' && system.init === 'systemd' ? ['group', 'rootless', 'root'] : ['group', 'root']
}

/** Whether the engine's data can be put elsewhere by this way. */
export const takesDataRoot = (system: InstallSystem, { way, access }: InstallOptions): boolean =>
  system.platform === 'linux' && way !== 'desktop' && access !== 'rootless'

/** What somebody chose, or what is usual where this computer does not have it. Undefined: there is no way. */
export function fittingOptions(system: InstallSystem, wish: Partial<InstallOptions> = {}): InstallOptions | undefined {
  const ways = waysOf(system)
  const way = wish.way !== undefined && ways.includes(wish.way) ? wish.way : ways[0]
  if (way === undefined) return undefined
  const accesses = accessesOf(system, way)
  const access = wish.access !== undefined && accesses.includes(wish.access) ? wish.access : (accesses[0] ?? 'root')
  const options = { way, access, dataRoot: wish.dataRoot ?? '' }
  return takesDataRoot(system, options) ? options : { ...options, dataRoot: '' }
}

export function planOf(system: InstallSystem, options: InstallOptions): InstallPlan {
  return { way: options.way, source: sourceOf(system, options.way), steps: stepsOf(system, options) }
}

function stepsOf(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  const apt = familyOf(system) === 'apt'
  switch (options.way) {
    case 'repository':
      return apt ? aptFromDocker(system, options) : dnfFromDocker(system, options)
    case 'distribution':
      return fromDistribution(system, options)
    case 'static':
      return staticSteps(system, options)
    case 'desktop':
      if (system.platform === 'win32') return windowsDesktop(system)
      if (system.platform === 'darwin') return macBrew()
      return apt ? aptDesktop(system) : dnfDesktop(system)
    case 'desktop-download':
      return macDownload(system)
    case 'colima':
      return macColima()
    case 'windows-server':
      return windowsServer(system)
    default:
      return assertNever(options.way)
  }
}

function fromDistribution(system: InstallSystem, options: InstallOptions): readonly InstallStep[] {
  switch (familyOf(system)) {
    case 'zypper':
      return zypperSteps(system, options)
    case 'pacman':
      return pacmanSteps(system, options)
    case 'apk':
      return apkSteps(system, options)
    case 'dnf':
      return dnfFromDistribution(system, options)
    case 'apt':
    case 'other':
      return aptFromDistribution(system, options)
  }
}

const docs = 'https://docs.docker.com'
const distributionPages: Readonly<Record<string, string>> = {
  apt: 'https://wiki.debian.org/Docker',
  dnf: 'https://docs.fedoraproject.org/en-US/quick-docs/installing-docker/',
  zypper: 'https://en.opensuse.org/Docker',
  pacman: 'https://wiki.archlinux.org/title/Docker',
  apk: 'https://wiki.alpinelinux.org/wiki/Docker'
}

function sourceOf(system: InstallSystem, way: WayId): string {
  const family = familyOf(system)
  switch (way) {
    case 'repository': {
      const name = family === 'apt' ? aptRepository(system)?.name : rpmRepository(system)
      return `${docs}/engine/install/${name === 'raspbian' ? 'raspberry-pi-os' : (name ?? '')}/`
    }
    case 'distribution':
      if (system.id === 'amzn')
        return 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-docker.html'
      if (system.id === 'ubuntu') return 'https://packages.ubuntu.com/docker.io'
      return distributionPages[family] ?? `${docs}/engine/install/`
    case 'static':
      return `${docs}/engine/install/binaries/`
    case 'colima':
      return 'https://github.com/abiosoft/colima'
    case 'windows-server':
      return 'https://learn.microsoft.com/virtualization/windowscontainers/quick-start/set-up-environment'
    case 'desktop':
    case 'desktop-download':
      if (system.platform === 'win32') return `${docs}/desktop/setup/install/windows-install/`
      if (system.platform === 'darwin') return `${docs}/desktop/setup/install/mac-install/`
      return `${docs}/desktop/setup/install/linux/`
    default:
      return assertNever(way)
  }
}
