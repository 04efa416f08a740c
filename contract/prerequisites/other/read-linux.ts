/** What Linux' commands tell; the checks read the same words here as on this computer. */

const first = (lines: readonly string[], pattern: RegExp): string | undefined =>
  lines.find((line) => pattern.test(line))?.trim()

/** `Linux host 6.1.0-18-amd64 #1 SMP … x86_64 GNU/Linux`; of `lscpu` the machine alone is not enough. */
export const readLinuxUname = (lines: readonly string[]): string | undefined =>
  first(lines, /^\s*Linux\s+(?:\S+\s+)?\d+\.\d+\.\d\S*\s+\S/)

/** The lines of /etc/os-release, which end with the last that has its form. */
export function readOsRelease(lines: readonly string[]): string | undefined {
  const own = lines.map((line) => line.trim()).filter((line) => /^[A-Z_]+=(?:"[^"]*"|'[^']*'|[\w.:/+-]*)$/.test(line))
  return own.some((line) => line.startsWith('ID=')) ? own.join('\n') : undefined
}

/** Of `lscpu`, in its own language, or of /proc/cpuinfo: the processor's flags, or its virtualization by name. */
export function readCpu(lines: readonly string[]): string | undefined {
  const flags = lines
    .map((line) => /^\s*(?:flags|Flags|Drapeaux|Markierungen|Indicadores)\s*:\s*(.+)$/i.exec(line)?.[1])
    .find((found) => found !== undefined)
  if (flags !== undefined) return `flags : ${flags}`
  const virtualization = lines
    .map((line) => /^\s*Virtuali[sz]\S*\s*:\s*(VT-x|AMD-V)$/i.exec(line)?.[1])
    .find((found) => found !== undefined)
  return virtualization === undefined ? undefined : `flags : ${virtualization === 'VT-x' ? 'vmx' : 'svm'}`
}

/** Bytes, of /proc/meminfo's kibibytes. */
export function readMemory(lines: readonly string[]): string | undefined {
  const found = lines.map((line) => /^\s*MemTotal:\s*(\d{1,12}) kB$/.exec(line)?.[1]).find((size) => size !== undefined)
  return found === undefined ? undefined : String(Number(found) * 1024)
}

export const readId = (lines: readonly string[]): string | undefined => first(lines, /^\s*uid=\d+\(.*groups?=\d/)
export const readClient = (lines: readonly string[]): string | undefined =>
  first(lines, /^\s*(?:Docker|podman) version \d/i)
export const readIptables = (lines: readonly string[]): string | undefined => first(lines, /^\s*iptables v\d/)
export const readCgroupType = (lines: readonly string[]): string | undefined =>
  first(lines, /^\s*(?:cgroup2fs|tmpfs)\s*$/)
