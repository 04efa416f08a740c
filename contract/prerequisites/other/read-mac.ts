/** What a Mac's commands tell: `sw_vers`, `uname -a`, `sysctl`, `system_profiler SPHardwareDataType`, `df`. */
import { versionOfDarwin } from '../checks/macos/versions'
import { rejoined } from './clean'

/** As `sw_vers` writes it; `System Version: macOS 14.4.1 (23E224)`, of `system_profiler SPSoftwareDataType`. */
export function readMacVersion(lines: readonly string[]): string | undefined {
  const own = lines.find((line) => /^\s*ProductVersion:\s*\d/.test(line))
  if (own !== undefined) return own.trim()
  const profiled = lines
    .map((line) => /^\s*[^:]{3,40}:\s*(?:macOS|Mac OS X|OS X)\s+(\d+(?:\.\d+){1,2})\s+\(\w+\)$/.exec(line)?.[1])
    .find((found) => found !== undefined)
  if (profiled !== undefined) return `ProductVersion: ${profiled}`
  const kernel = darwin(lines)
  const version = kernel === undefined ? undefined : versionOfDarwin(kernel.major)
  return version === undefined ? undefined : `ProductVersion: ${version.join('.')}`
}

interface Darwin {
  readonly major: number
  readonly machine: string
  /** What the kernel itself is made for: a translated shell says that it is an Intel's. */
  readonly apple: boolean
}

/** `Darwin mac.local 24.6.0 Darwin Kernel Version 24.6.0: … RELEASE_ARM64_T6000 arm64`, which a narrow window breaks. */
function darwin(lines: readonly string[]): Darwin | undefined {
  const at = lines.findIndex((line) => /^\s*Darwin\s+\S+\s+\d+\.\d/.test(line))
  if (at < 0) return undefined
  for (const text of rejoined(lines, at, 2)) {
    const [, major, machine] = /^\s*Darwin\s.*?\b(\d+)\.\d+\.\d+\b.*\s(arm64|x86_64|i386)\s*$/.exec(text) ?? []
    if (major !== undefined && machine !== undefined)
      return { major: Number(major), machine, apple: /RELEASE_ARM64/.test(text) }
  }
  return undefined
}

const gigabytes = 1024 ** 3
const model = /\b(?:MacBook(?:Pro|Air)?|iMac(?:Pro)?|Macmini|MacPro|Mac|VirtualMac)\d{1,2},\d{1,2}\b/
/** The words before these are translated; a colon of French has a space before it. */
const chipRow = /^\s*[^:：]{2,30}[:：]\s*(Apple M\d.*)$/u
const processorRow = /^\s*[^:：]{4,40}[:：]\s*((?:.*\s)?Intel .*)$/u
const memoryRow =
  /^\s*(?:Memory|Mémoire|Speicher|Arbeitsspeicher|Memoria|Memória|Pamięć|Память|メモリ|内存|記憶體|메모리)\s*[:：]\s*(\d+) (?:GB|Go|ГБ)$/u
/** Before Core i3, i5 and i7 there was no EPT, by which Hypervisor.framework works. */
const withoutTables = /Core (?:2 )?(?:Duo|Solo)/

/** As `sysctl` writes it. */
export function readMacHardware(lines: readonly string[]): string | undefined {
  const own = lines
    .filter((line) => /^\s*(?:hw|kern|machdep|sysctl)\.[\w.]+\s*[:=]\s*\S/.test(line))
    .map((line) => line.trim())
  const told: string[] = [...own]
  const has = (key: string): boolean => told.some((line) => line.startsWith(key))
  const tell = (key: string, value: string): void => {
    if (!has(key)) told.push(`${key}: ${value}`)
  }
  const kernel = darwin(lines)
  if (kernel?.apple === true) {
    tell('hw.optional.arm64', '1')
    tell('sysctl.proc_translated', kernel.machine === 'arm64' ? '0' : '1')
  } else if (kernel?.machine === 'x86_64') tell('hw.optional.x86_64', '1')
  const profiled = lines.some((line) => model.test(line))
  for (const line of lines) {
    const chip = chipRow.exec(line)?.[1]
    if (chip !== undefined && !line.includes('machdep')) {
      tell('machdep.cpu.brand_string', chip)
      tell('sysctl.proc_translated', '0')
    }
    const processor = profiled ? processorRow.exec(line)?.[1] : undefined
    if (processor !== undefined && !line.includes('machdep')) {
      tell('machdep.cpu.brand_string', processor)
      if (withoutTables.test(processor)) tell('kern.hv_support', '0')
    }
    const memory = memoryRow.exec(line)?.[1]
    if (memory !== undefined) tell('hw.memsize', String(Number(memory) * gigabytes))
    if (/\bVirtualMac\d/.test(line)) tell('kern.hv_vmm_present', '1')
  }
  return told.length === 0 ? undefined : told.join('\n')
}

export const isMac = (lines: readonly string[]): boolean =>
  lines.some(
    (line) =>
      /^\s*(?:ProductName:\s*(?:Mac OS X|macOS)|Darwin\s+\S+\s+\d+\.\d+|(?:kern\.hv_support|hw\.optional\.\w+|sysctl\.proc_translated|machdep\.cpu\.\w+)\s*[:=])/.test(
        line
      ) ||
      /^\s*[^:]{3,40}:\s*(?:macOS|Mac OS X|OS X) \d+\.\d+/.test(line) ||
      (/[:：]/.test(line) && model.test(line))
  )

const sizes: Readonly<Record<string, number>> = { K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3 }
/** `df -k /`, or `df -h /` with its `80Gi`, as the first: `/dev/disk3s1s1 482797652 11009936 84271892 12% … /`. */
export function readMacDisk(lines: readonly string[]): string | undefined {
  const row =
    /^(\/dev\/disk\S+)\s+([\d.]+)([KMGT]i)?\s+([\d.]+)([KMGT]i)?\s+([\d.]+)([KMGT]i)?\s+(\d+)%.*\s(\/(?:System\/Volumes\/Data)?)$/
  const found = lines.map((line) => row.exec(line)).find((one) => one !== null)
  if (found === undefined) return undefined
  const [line, device, size, sizeUnit, used, usedUnit, free, freeUnit, percent, mount] = found
  if (freeUnit === undefined) return line
  const blocks = (count = '0', unit = 'K'): number => Math.round(Number(count) * (sizes[unit.charAt(0)] ?? 1))
  return `${device ?? ''} ${blocks(size, sizeUnit)} ${blocks(used, usedUnit)} ${blocks(free, freeUnit)} ${percent ?? ''}% 0 0 0% ${mount ?? '/'}`
}
