/** What `uname -srm` and `uname -a` tell alike. */
import type { Answer } from '../check'
import { textOf, versionOf } from '../read'

export interface Uname {
  /** `6.1.0-18-amd64` */
  readonly release: string
  readonly version: readonly number[]
  /** `x86_64`; undefined where no word is one that is known. */
  readonly machine: string | undefined
}

const wide = ['x86_64', 'amd64', 'aarch64', 'arm64', 'ppc64le', 's390x', 'riscv64', 'loongarch64', 'mips64', 'ppc64']
const narrow = [
  'i386',
  'i486',
  'i586',
  'i686',
  'armv5tel',
  'armv5tejl',
  'armv6l',
  'armv7l',
  'armv8l',
  'mips',
  'ppc',
  's390'
]

export const isWide = (machine: string): boolean => wide.includes(machine)

/** `Linux 6.1.0-18-amd64 x86_64`, or `Linux host 6.1.0-18-amd64 #1 SMP … x86_64 GNU/Linux`: names of hosts may look like anything. */
export function readUname(answer: Answer): Uname | undefined {
  const text = textOf(answer)
  if (text === undefined) return undefined
  const words = text.trim().split(/\s+/)
  const release = words.slice(1).find((word) => /^\d+\.\d+/.test(word))
  const version = release === undefined ? undefined : versionOf(release)
  if (release === undefined || version === undefined) return undefined
  return { release, version, machine: words.findLast((word) => wide.includes(word) || narrow.includes(word)) }
}
