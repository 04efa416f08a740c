/** Who may use the engine's socket and KVM, by what `ls -l`, `kvm-ok` and `getent` write. */
import type { Answer, Answers } from '../checks/check'
import { groupNamesOf, readIdentity } from '../checks/linux/identity'

/** `ls` without the thing: `ls: cannot access '/dev/kvm': No such file or directory`, in any language; a refusal is none. */
const isMissing = (lines: readonly string[], path: string): boolean =>
  lines.some(
    (line) =>
      /^\s*(?:ls|stat|cat)\s?: /.test(line) &&
      line.includes(path) &&
      !/denied|refus|verweigert|denegad|negad/i.test(line)
  )

interface Entry {
  readonly kind: string
  readonly mode: number
  readonly owner: string
  readonly group: string
  /** An access list opens it to more than its mode says: `crw-rw----+`. */
  readonly listed: boolean
}

/** `crw-rw----+ 1 root kvm 10, 232 Nov 21 09:12 /dev/kvm` */
function entryOf(lines: readonly string[], path: RegExp): Entry | undefined {
  for (const line of lines) {
    const [, kind, bits, mark, owner, group, name] =
      /^\s*([-bcdlps])([-rwxsStT]{9})([+@.]?)\s+\d+\s+(\S+)\s+(\S+)\s+\S.*?\s(\/\S+)(?:\s+->.*)?$/.exec(line) ?? []
    if (kind === undefined || bits === undefined || !path.test(name ?? '')) continue
    const mode = [...bits].reduce((sum, letter) => sum * 2 + (letter === '-' || /[ST]/.test(letter) ? 0 : 1), 0)
    return { kind, mode, owner: owner ?? '', group: group ?? '', listed: mark === '+' }
  }
  return undefined
}

/** Whether whoever wrote `id` may read and write it; undefined: it is not known who asks. */
function mayUse({ mode, owner, group, listed }: Entry, id: Answer): boolean | undefined {
  if ((mode & 0o006) === 0o006) return true
  const person = readIdentity(id)
  const names = groupNamesOf(id)
  if (person === undefined && names === undefined) return undefined
  if (person?.uid === 0 || (person?.name === owner && (mode & 0o600) === 0o600)) return true
  if ((mode & 0o060) === 0o060 && names?.includes(group) === true) return true
  return listed || names === undefined ? undefined : false
}

/** `ls -l /dev/kvm`, or `kvm-ok`. */
export function readKvm(lines: readonly string[], answers: Answers): string | undefined {
  if (
    lines.some((line) => /^KVM acceleration can be used$/.test(line.trim())) &&
    lines.some((line) => /\/dev\/kvm exists/.test(line))
  )
    return JSON.stringify({ there: true, usable: true })
  if (lines.some((line) => /^INFO: \/dev\/kvm does not exist/.test(line)))
    return JSON.stringify({ there: false, usable: false })
  const entry = entryOf(lines, /^\/dev\/kvm$/)
  if (entry !== undefined) return JSON.stringify({ there: true, usable: mayUse(entry, answers('linux-id')) })
  return isMissing(lines, '/dev/kvm') ? JSON.stringify({ there: false, usable: false }) : undefined
}

/** `ls -l /var/run/docker.sock`; whether somebody listens is told by what docker said. */
export function readSocket(
  lines: readonly string[],
  answers: Answers,
  told: string | undefined,
  answered: boolean
): string | undefined {
  const path = '/var/run/docker.sock'
  const entry = entryOf(lines, /^\/(?:var\/)?run\/docker\.sock$/)
  if (entry?.kind === 'l') return told
  if (entry === undefined)
    return (
      told ?? (isMissing(lines, 'docker.sock') ? JSON.stringify({ path, there: false, connect: 'ENOENT' }) : undefined)
    )
  const isSocket = entry.kind === 's'
  const said = told === undefined ? undefined : /"connect":"(\w+)"/.exec(told)?.[1]
  const refused = mayUse(entry, answers('linux-id')) === false ? 'EACCES' : 'untold'
  const connect = answered ? 'connected' : (said ?? (isSocket ? refused : 'ENOTSOCK'))
  const { mode, group } = entry
  return JSON.stringify({ path, there: true, isSocket, mode, group, connect })
}

export const readDockerGroup = (lines: readonly string[]): string | undefined =>
  lines.find((line) => /^\s*docker:[^:\s]*:\d+:[\w.,-]*$/.test(line))?.trim()
