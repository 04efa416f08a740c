/** What Linux lists of itself: modules, file systems, control groups, the engine's service. */

/** `lsmod`, or /proc/modules: name, size, users. */
export function readModules(lines: readonly string[]): string | undefined {
  const rows = lines.filter((line) =>
    /^[a-z]\w+\s+\d{3,9}\s+-?\d+(?:\s+[\w,-]+)*(?:\s+\(\w+\))?(?: Live .*)?$/.test(line)
  )
  const whole = lines.some((line) => /^Module\s+Size\s+/.test(line)) || rows.some((line) => / Live 0x/.test(line))
  return whole && rows.length > 0 ? rows.join('\n') : undefined
}

/** /proc/filesystems: `nodev	overlay`. */
export function readFilesystems(lines: readonly string[]): string | undefined {
  const rows = lines.filter((line) => /^(?:nodev)?\s+[a-z][\w.]+$/.test(line))
  const own = rows.filter((line) => line.startsWith('nodev'))
  return own.length >= 5 ? rows.join('\n') : own.find((line) => /\soverlay$/.test(line))
}

export const readCgroupType = (lines: readonly string[]): string | undefined =>
  lines.find((line) => /^\s*(?:cgroup2fs|tmpfs)\s*$/.test(line))?.trim() ??
  (lines.some((line) => /^cgroup2? on \/sys\/fs\/cgroup type cgroup2\b/.test(line)) ? 'cgroup2fs' : undefined)
/** /sys/fs/cgroup/cgroup.controllers: `cpuset cpu io memory hugetlb pids rdma misc`. */
const controllers = ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids', 'rdma', 'misc', 'dmem']
export const readControllers = (lines: readonly string[]): string | undefined =>
  lines.find((line) => {
    const words = line.trim().split(/\s+/)
    return words.length >= 3 && words.every((word) => controllers.includes(word))
  })
/** /proc/cgroups */
export function readCgroups(lines: readonly string[]): string | undefined {
  const rows = lines.filter((line) => /^\s*[a-z_]+\s+\d+\s+\d+\s+[01]$/.test(line))
  return lines.some((line) => line.startsWith('#subsys_name')) && rows.length > 0 ? rows.join('\n') : undefined
}

/** `systemctl status docker`: `Loaded: loaded (/lib/systemd/…; enabled; …)`, `Active: active (running) since …`. */
export function readService(lines: readonly string[]): string | undefined {
  if (lines.some((line) => /^Unit docker\.service could not be found/.test(line)))
    return 'Id=docker.service\nLoadState=not-found\nActiveState=inactive\n'
  const at = lines.findIndex((line) => /^\W{0,3}\s*docker\.service\b/.test(line))
  if (at < 0) return undefined
  const block = lines.slice(at, at + 12)
  const [, load = '', enabled = ''] =
    block
      .map((line) => /^\s*Loaded: (\w[\w-]*)(?: \([^;)]*(?:; ([\w-]+))?)?/.exec(line))
      .find((found) => found !== null) ?? []
  const active = block.map((line) => /^\s*Active: ([a-z]+)\b/.exec(line)?.[1]).find((found) => found !== undefined)
  if (load === '' || active === undefined) return undefined
  return `Id=docker.service\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${enabled}\n`
}

/** `getconf LONG_BIT`, or `dpkg --print-architecture`, whose word is the system's and not the kernel's. */
export function readLongBit(lines: readonly string[]): string | undefined {
  const told = lines
    .map((line) => /^\s*(armhf|armel|i386|amd64|arm64|LONG_BIT: (?:32|64))$/.exec(line)?.[1])
    .find((found) => found !== undefined)
  return told === undefined ? undefined : told.includes('64') ? '64' : '32'
}
