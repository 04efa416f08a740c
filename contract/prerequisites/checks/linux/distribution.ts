/** Which Linux this is, by `/etc/os-release` (freedesktop.org's os-release(5)): commands differ by its family. */
import type { Answers } from '../check'
import { textOf } from '../read'

export type Family = 'debian' | 'red-hat' | 'suse' | 'arch' | 'alpine' | 'other'

export interface Distribution {
  /** `ubuntu`, `fedora`, … */
  readonly id: string
  /** `Ubuntu 24.04.1 LTS`; empty where it does not say. */
  readonly name: string
  /** `24.04`, `12`; empty of those that have none. */
  readonly version: string
  readonly family: Family
}

const families: ReadonlyArray<readonly [Family, readonly string[]]> = [
  ['debian', ['debian', 'ubuntu', 'raspbian', 'linuxmint', 'pop', 'kali', 'devuan']],
  ['red-hat', ['fedora', 'rhel', 'centos', 'rocky', 'almalinux', 'ol', 'amzn']],
  ['suse', ['suse', 'opensuse', 'sles', 'opensuse-leap', 'opensuse-tumbleweed']],
  ['arch', ['arch', 'manjaro', 'endeavouros']],
  ['alpine', ['alpine']]
]

/** Values stand with or without quotes: `ID=debian`, `ID="rocky"`, `ID_LIKE='rhel fedora'`. */
function fields(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([A-Z_]+)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\n]*))$/gm)].map(
      ([, name = '', double, single, bare]) => [name, (double ?? single ?? bare ?? '').trim()]
    )
  )
}

function readDistribution(text: string): Distribution {
  const told = fields(text)
  const id = told.get('ID')?.toLowerCase() ?? ''
  const kin = [id, ...(told.get('ID_LIKE')?.toLowerCase().split(/\s+/) ?? [])]
  const family = families.find(([, names]) => kin.some((name) => names.includes(name)))?.[0] ?? 'other'
  return { id, name: told.get('PRETTY_NAME') ?? '', version: told.get('VERSION_ID') ?? '', family }
}

export const distributionOf = (answers: Answers): Distribution =>
  readDistribution(textOf(answers('linux-os-release')) ?? '')

/** The command that installs a package, by its name in each family; none where the family is not known. */
export function installs(family: Family, names: Readonly<Record<Exclude<Family, 'other'>, string>>): string[] {
  switch (family) {
    case 'debian':
      return [`sudo apt-get install ${names.debian}`]
    case 'red-hat':
      return [`sudo dnf install ${names['red-hat']}`]
    case 'suse':
      return [`sudo zypper install ${names.suse}`]
    case 'arch':
      return [`sudo pacman -S ${names.arch}`]
    case 'alpine':
      return [`apk add ${names.alpine}`]
    case 'other':
      return []
  }
}

/** The page of Docker's documentation that says how the engine is installed there. */
export function installPage({ id, family }: Distribution): string {
  const pages = ['ubuntu', 'debian', 'fedora', 'centos', 'rhel', 'raspbian']
  const page = pages.includes(id) ? id : family === 'red-hat' ? 'centos' : ''
  return page === '' ? 'https://docs.docker.com/engine/install/' : `https://docs.docker.com/engine/install/${page}/`
}
