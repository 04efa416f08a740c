/** Which package manager a Linux has, and what Docker's own packages call it. */
import type { InstallSystem } from './model'

export type Family = 'apt' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'other'

const families: ReadonlyArray<readonly [Family, readonly string[]]> = [
  ['apt', ['debian', 'ubuntu', 'raspbian', 'linuxmint', 'pop', 'kali']],
  ['dnf', ['fedora', 'rhel', 'centos', 'rocky', 'almalinux', 'ol', 'amzn']],
  ['zypper', ['suse', 'opensuse', 'sles', 'sle_hpc', 'sled', 'opensuse-leap', 'opensuse-tumbleweed']],
  ['pacman', ['arch', 'manjaro', 'archarm', 'endeavouros', 'cachyos']],
  ['apk', ['alpine', 'postmarketos']]
]

/** By its own name first, then by those that it says it is like. */
export function familyOf({ id, like }: Pick<InstallSystem, 'id' | 'like'>): Family {
  for (const name of [id, ...like]) for (const [family, names] of families) if (names.includes(name)) return family
  return 'other'
}

/** Debian's names, as Docker's repositories write them; undefined: they have no packages for it. */
const aptArchitectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'armhf',
  s390x: 's390x',
  ppc64: 'ppc64el'
}
const aptArchitecture = (arch: string): string | undefined => aptArchitectures[arch]

/** As Docker Desktop's downloads and repositories of static archives write them. */
export const desktopArchitecture = (arch: string): string | undefined =>
  arch === 'x64' ? 'amd64' : arch === 'arm64' ? 'arm64' : undefined
const staticArchitectures: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  arm: 'armhf',
  s390x: 's390x',
  ppc64: 'ppc64le'
}
export const staticArchitecture = (arch: string): string | undefined => staticArchitectures[arch]

export interface AptRepository {
  /** `debian`, `ubuntu`, `raspbian`: the end of its address. */
  readonly name: string
  readonly suite: string
  readonly architecture: string
}

/** Those that Docker's repositories have; for a system of that very name any newer one is tried as well. */
const debianSuites = ['buster', 'bullseye', 'bookworm', 'trixie']
const ubuntuSuites = ['bionic', 'focal', 'jammy', 'noble', 'plucky', 'questing', 'resolute']

/** Docker's repository for this system; undefined: it has none, or none could be told. */
export function aptRepository(system: InstallSystem): AptRepository | undefined {
  const architecture = aptArchitecture(system.arch)
  if (architecture === undefined) return undefined
  const { id, like, codename, parentCodename } = system
  // 64-bit Raspberry Pi OS says that it is Debian.
  if (id === 'raspbian') return codename === '' ? undefined : { name: 'raspbian', suite: codename, architecture }
  if (id === 'ubuntu' || id === 'debian')
    return codename === '' ? undefined : { name: id, suite: parentCodename || codename, architecture }
  const suites = [parentCodename, codename]
  const ubuntu = suites.find((suite) => ubuntuSuites.includes(suite))
  if (ubuntu !== undefined && like.includes('ubuntu')) return { name: 'ubuntu', suite: ubuntu, architecture }
  const debian = suites.find((suite) => debianSuites.includes(suite))
  return debian === undefined ? undefined : { name: 'debian', suite: debian, architecture }
}

/** The end of the address of Docker's repository for rpm packages. */
export function rpmRepository({ id, like, arch }: InstallSystem): string | undefined {
  if (!['x64', 'arm64', 's390x', 'ppc64'].includes(arch) || id === 'amzn') return undefined
  if (id === 'fedora') return 'fedora'
  if (id === 'rhel') return 'rhel'
  return id === 'centos' || like.some((name) => name === 'rhel' || name === 'centos') ? 'centos' : undefined
}
