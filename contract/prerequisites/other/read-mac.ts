/** What a Mac's commands tell: `sw_vers`, `uname -a`, `sysctl`, `system_profiler SPHardwareDataType`. */
import { versionOfDarwin } from '../checks/macos/versions'

/** As `sw_vers` writes it. */
export function readMacVersion(lines: readonly string[]): string | undefined {
  const own = lines.find((line) => /^\s*ProductVersion:\s*\d/.test(line))
  if (own !== undefined) return own.trim()
  const kernel = darwin(lines)
  const version = kernel === undefined ? undefined : versionOfDarwin(kernel.major)
  return version === undefined ? undefined : `ProductVersion: ${version.join('.')}`
}

/** `Darwin mac.local 24.6.0 Darwin Kernel Version 24.6.0: … RELEASE_ARM64_T6000 arm64` */
function darwin(lines: readonly string[]): { readonly major: number; readonly machine: string } | undefined {
  for (const line of lines) {
    const [, major, machine] = /^\s*Darwin\s.*?\b(\d+)\.\d+\.\d+\b.*\s(arm64|x86_64|i386)\s*$/.exec(line) ?? []
    if (major !== undefined && machine !== undefined) return { major: Number(major), machine }
  }
  return undefined
}

const gigabytes = 1024 ** 3

/** As `sysctl` writes it. */
export function readMacHardware(lines: readonly string[]): string | undefined {
  const own = lines
    .filter((line) => /^\s*(?:hw|kern|machdep|sysctl)\.[\w.]+\s*[:=]\s*\S/.test(line))
    .map((line) => line.trim())
  const told: string[] = [...own]
  const has = (key: string): boolean => told.some((line) => line.startsWith(key))
  // `uname` tells of an Apple chip only where it is not translated itself.
  const machine = darwin(lines)?.machine
  if (machine === 'arm64' && !has('hw.optional.arm64')) told.push('hw.optional.arm64: 1', 'sysctl.proc_translated: 0')
  for (const line of lines) {
    const chip = /^\s*Chip:\s*(Apple\b.*)$/.exec(line)?.[1]
    if (chip !== undefined && !has('machdep.cpu.brand_string'))
      told.push(`machdep.cpu.brand_string: ${chip}`, 'sysctl.proc_translated: 0')
    const processor = /^\s*Processor Name:\s*(.*Intel\b.*)$/.exec(line)?.[1]
    if (processor !== undefined && !has('machdep.cpu.brand_string')) told.push(`machdep.cpu.brand_string: ${processor}`)
    const memory = /^\s*Memory:\s*(\d+) GB$/.exec(line)?.[1]
    if (memory !== undefined && !has('hw.memsize')) told.push(`hw.memsize: ${Number(memory) * gigabytes}`)
  }
  return told.length === 0 ? undefined : told.join('\n')
}

export const isMac = (lines: readonly string[]): boolean =>
  lines.some((line) =>
    /^\s*(?:ProductName:\s*(?:Mac OS X|macOS)|Darwin\s+\S+\s+\d+\.\d+|kern\.hv_support[:=])/.test(line)
  )
