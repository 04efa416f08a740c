/** What Linux' commands tell of the system itself; the checks read the same words here as on this computer. */
import { readUname } from '../checks/linux/uname'
import { rejoined } from './clean'
import { infoOf } from './read-docker-info'

const first = (lines: readonly string[], pattern: RegExp): string | undefined =>
  lines.find((line) => pattern.test(line))?.trim()
const valueOf = (lines: readonly string[], name: RegExp): string | undefined => {
  const line = lines.find((one) => name.test(one))
  return line === undefined ? undefined : /[:：]\s*(\S.*)$/.exec(line)?.[1]?.trim()
}

const machineOf = (text: string): string | undefined => readUname({ kind: 'answered', text })?.machine

/** `Linux host 6.1.0-18-amd64 #1 SMP … x86_64 GNU/Linux`, which a narrow window or a mail breaks before its machine. */
export function readLinuxUname(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => /^\s*Linux\s+(?:\S+\s+)?\d+\.\d+(?:\.\d|-)\S*\s+\S/.test(line))
  // `uname -sr`, or `uname -r`: a Mac's has no words after its numbers.
  if (at < 0) return first(lines, /^\s*Linux \d+\.\d+(?:\.\d+)?[-+]\S+$/)
  const all = rejoined(lines, at, 2)
  return (all.find((text) => machineOf(text) !== undefined) ?? all[0])?.trim()
}

/** `Kernel: Linux 5.15.0-91-generic`, `Architecture: x86-64`, as hostnamectl writes it, and as `docker info` tells of its computer. */
export function readKernel(lines: readonly string[]): string | undefined {
  const kernel = /^Linux (\d+\.\d+\S*)$/.exec(valueOf(lines, /^\s*Kernel:/) ?? '')?.[1]
  const architecture = valueOf(lines, /^\s*Architecture:/)
  return kernel === undefined ? undefined : `Linux ${kernel} ${(architecture ?? '').replace('x86-64', 'x86_64')}`.trim()
}
/** Docker Desktop tells of its own machine. */
export function readInfoKernel(lines: readonly string[]): string | undefined {
  const { system, kernel, architecture = '' } = infoOf(lines) ?? {}
  return kernel === undefined || system === 'Docker Desktop' ? undefined : `Linux ${kernel} ${architecture}`.trim()
}

/** The lines of /etc/os-release, which end with the last that has its form; a second file after it is another computer's. */
export function readOsRelease(lines: readonly string[]): string | undefined {
  const own = new Map(
    lines
      .map((line) => line.trim())
      .filter((line) => /^[A-Z_]+=(?:"[^"]*"|'[^']*'|[\w.:/+-]*)$/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line] as const)
      .reverse()
  )
  return own.has('ID') ? [...own.values()].reverse().join('\n') : undefined
}

/** Names of distributions as lsb_release, hostnamectl and their own release files have them, as os-release does. */
const distributions: ReadonlyArray<readonly [RegExp, string]> = [
  [/^ubuntu/i, 'ubuntu'],
  [/^debian/i, 'debian'],
  [/^raspbian/i, 'raspbian'],
  [/^linux ?mint/i, 'linuxmint'],
  [/^pop/i, 'pop'],
  [/^kali/i, 'kali'],
  [/^centos/i, 'centos'],
  [/^red ?hat/i, 'rhel'],
  [/^rocky/i, 'rocky'],
  [/^alma ?linux/i, 'almalinux'],
  [/^oracle/i, 'ol'],
  [/^fedora/i, 'fedora'],
  [/^amazon/i, 'amzn'],
  [/^opensuse tumbleweed/i, 'opensuse-tumbleweed'],
  [/^opensuse/i, 'opensuse-leap'],
  [/^suse/i, 'sles'],
  [/^manjaro/i, 'manjaro'],
  [/^arch/i, 'arch'],
  [/^alpine/i, 'alpine']
]

function releaseOf(name: string, id = name, version = /\d+(?:\.\d+)*/.exec(name)?.[0]): string | undefined {
  const known = distributions.find(([pattern]) => pattern.test(id))?.[1]
  if (known === undefined) return undefined
  const plain = name.replaceAll('"', '').slice(0, 100)
  return [`PRETTY_NAME="${plain}"`, `ID=${known}`, ...(version === undefined ? [] : [`VERSION_ID="${version}"`])].join(
    '\n'
  )
}

/** `Distributor ID:	Ubuntu`, `Description:	Ubuntu 22.04.3 LTS`, `Release:	22.04`. */
export function readLsb(lines: readonly string[]): string | undefined {
  const id = valueOf(lines, /^\s*Distributor ID:/)
  const name = valueOf(lines, /^\s*Description:/) ?? id
  return id === undefined || name === undefined ? undefined : releaseOf(name, id, valueOf(lines, /^\s*Release:\s*\d/))
}

/** `CentOS release 6.10 (Final)`, of /etc/redhat-release: systems before os-release. */
const releaseFile = /^\s*((?:CentOS|Red Hat|Fedora|Rocky|AlmaLinux|Oracle)[\w ]{0,40} release \d+(?:\.\d+)*\b.*)$/
export function readReleaseFile(lines: readonly string[]): string | undefined {
  const line = lines.map((one) => releaseFile.exec(one)?.[1]).find((found) => found !== undefined)
  return line === undefined ? undefined : releaseOf(line.trim())
}
export const readSystemName = (lines: readonly string[]): string | undefined => {
  const name = valueOf(lines, /^\s*Operating System:/)
  return name === undefined ? undefined : releaseOf(name)
}

const cpuFlags = /^\s*(?:flags|drapeaux|markierungen|indicadores)\s*:\s*(\S.*)$/i

/** Of `lscpu`, in its own language, or of /proc/cpuinfo: the processor's virtualization by name, or its flags, on however many lines. */
export function readCpu(lines: readonly string[]): string | undefined {
  const virtualization = lines
    .map((line) => /^\s*Virtuali[sz]\S*\s*:\s*(VT-x|AMD-V)$/i.exec(line)?.[1])
    .find((found) => found !== undefined)
  if (virtualization !== undefined) return `flags : ${virtualization === 'VT-x' ? 'vmx' : 'svm'}`
  const at = lines.findIndex((line) => cpuFlags.test(line))
  const after = lines.slice(at + 1, at + 60)
  const end = after.findIndex((line) => line.trim() === '' || /[:：]/.test(line))
  if (at >= 0) {
    const rest = after.slice(0, end < 0 ? after.length : end)
    return `flags : ${[cpuFlags.exec(lines[at] ?? '')?.[1] ?? '', ...rest].join(' ')}`
  }
  // An Arm processor has other words: it is known, and says nothing of virtualization.
  return first(lines, /^\s*(?:CPU implementer|BogoMIPS|Model name|vendor_id|CPU op-mode\(s\))\s*:\s*\S/)
}

/** `Architecture: x86_64`, of lscpu alone: the kernel's version is not known from it. */
export const readMachine = (lines: readonly string[]): string | undefined =>
  lines.some((line) => /^\s*CPU op-mode|^\s*Byte Order\s*:/.test(line))
    ? valueOf(lines, /^\s*Archite[ck]tur\w*\s*:/)
    : undefined

export const readId = (lines: readonly string[]): string | undefined => {
  const at = lines.findIndex(
    (line) => /^\s*uid=\d+(?:\(.*)?\s.*group\w*=\d/.test(line) || /^\s*uid=\d+\(.*g\w*=\d/.test(line)
  )
  // Every person of a Mac is in everyone.
  if (at < 0 || lines[at]?.includes('(everyone)') === true) return undefined
  // Broken off after a comma, or within a number or a name.
  const rest = lines.slice(at + 1, at + 8)
  const end = rest.findIndex(
    (line) => !/^\s*[\w.-]*\)?(?:,?\d*\([\w. -]*\)?,?)*$/.test(line) || line.trim() === '' || line.includes('=')
  )
  const more = rest.slice(0, end < 0 ? rest.length : end).filter((line) => /[(),]/.test(line))
  return [lines[at] ?? '', ...more.map((line) => line.trim())].join('').trim()
}

/** `ada adm cdrom sudo docker`, `ada : ada sudo docker`: nothing but groups, of which some are every Linux'. */
const usualGroups = [
  'adm',
  'sudo',
  'wheel',
  'cdrom',
  'plugdev',
  'docker',
  'users',
  'dip',
  'audio',
  'video',
  'dialout',
  'lpadmin',
  'netdev',
  'kvm',
  'libvirt',
  'lxd'
]
export function readGroupNames(lines: readonly string[]): string | undefined {
  const names = lines
    .map((line) => /^\s*(?:[a-z_][\w.-]*\s*:\s*)?((?:[a-z_][\w.-]*\s+)+[a-z_][\w.-]*)$/.exec(line.slice(0, 300))?.[1])
    .filter((found) => found !== undefined)
    .map((found) => found.split(/\s+/))
    .find((words) => words.filter((word) => usualGroups.includes(word)).length >= 2)
  return names?.join(' ')
}

export const readClient = (lines: readonly string[]): string | undefined =>
  first(lines, /^\s*(?:Docker|podman) version \d/i)
/** As `docker --version` writes it, of `docker version`, and of Podman's own. */
export function readClientVersion(lines: readonly string[], told: string | undefined): string | undefined {
  const podman = valueOf(lines, /^API Version:\s+\d+\.\d+\.\d/)
  if (podman !== undefined && !lines.some((line) => line.startsWith('Server:'))) return `podman version ${podman}`
  return told === undefined || !/^\d/.test(told) ? undefined : `Docker version ${told.slice(0, 60)}`
}
/** A shell that found no such program: `bash: docker: command not found`, `zsh: command not found: docker`, in French too. */
export const lacksDocker = (lines: readonly string[]): boolean =>
  lines.some((line) =>
    /(?:^|[\s:])docker\s?: (?:command not found|not found|commande introuvable|orden no encontrada|Kommando nicht gefunden|Befehl nicht gefunden)|command not found: docker$|^Command 'docker' not found/.test(
      line
    )
  )
export const readIptables = (lines: readonly string[]): string | undefined => first(lines, /^\s*iptables v\d/)
