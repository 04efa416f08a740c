/** Memory and disks of Linux as people are shown them: `free`, `df`, /proc/meminfo. */

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5
}
/** `15Gi`, `3,7G`, `48G`, `980`: in bytes, of numbers without a unit in that one. */
function sizeOf(text: string, unit = 1): number | undefined {
  const [, digits, letter] = /^(\d+(?:[.,]\d+)?)([kmgtpb]?)i?b?$/i.exec(text) ?? []
  if (digits === undefined) return undefined
  const size = Number(digits.replace(',', '.')) * (letter === '' ? unit : (units[letter?.toLowerCase() ?? ''] ?? 1))
  return Number.isSafeInteger(Math.round(size)) ? Math.round(size) : undefined
}

/** `free` writes KiB, `free -m` MiB and `free -g` whole GiB: by the number which of them; of few whole GiB nothing is known. */
function plainMemory(count: number): number | undefined {
  if (count < 512) return count < 5 ? undefined : count * 1024 ** 3
  return count < 262_144 ? count * 1024 ** 2 : count < 2 ** 32 ? count * 1024 : count
}

/** Bytes, of /proc/meminfo's kibibytes, or of `free`: `Mem:            15Gi       4.1Gi       7.2Gi …`. */
export function readMemory(lines: readonly string[]): string | undefined {
  const found = lines.map((line) => /^\s*MemTotal:\s*(\d{1,12}) kB$/.exec(line)?.[1]).find((size) => size !== undefined)
  if (found !== undefined) return String(Number(found) * 1024)
  const total = lines
    .map(
      (line) =>
        /^\s*(?:Mem|Mém|Mem\.|Speicher|Memoria|Memória|Пам|内存|メモリ)\.?\s*[:：]?\s+(\d+(?:[.,]\d+)?[KMGTB]?i?B?)(?:\s+\d\S*){2,5}$/i.exec(
          line
        )?.[1]
    )
    .find((size) => size !== undefined)
  if (total === undefined) return undefined
  const size = /^\d+$/.test(total) ? plainMemory(Number(total)) : sizeOf(total)
  return size === undefined ? undefined : String(size)
}
/** `Total Memory: 15.49GiB`, of docker info. */
export const readInfoMemory = (memory: string | undefined): string | undefined => {
  const size = sizeOf(memory ?? '')
  return size === undefined ? undefined : String(size)
}

/** `/dev/sda1        98G   45G   48G  49% /`, after its head, which tells what a number without a unit is; a long device has a line of its own. */
const row =
  /^\s*(?:(?<device>\S+)\s+)?(?:(?:ext[234]|xfs|btrfs|zfs|overlay|tmpfs|f2fs|fuse\S*)\s+)?(?<size>\d[\d.,]*[KMGTP]?i?B?)\s+(?<used>\d[\d.,]*[KMGTP]?i?B?|-)\s+(?<free>\d[\d.,]*[KMGTP]?i?B?)\s+(?:\d+%|-)\s+(?<mount>\/\S*)$/i
const blocks = /\b(1K|1024|1M|1G|512|1)[- ]?[Bb]lo[ck]/

/** What a `df` tells of the disk that the engine's data is on: the folder's own, or the nearest above it. */
export function readDisk(lines: readonly string[], root = '/var/lib/docker'): string | undefined {
  let unit = 1024
  const disks = lines.flatMap((line) => {
    const told = blocks.exec(line)?.[1]
    if (told !== undefined)
      unit = told === '512' ? 512 : told === '1' ? 1 : (units[told.replace(/\d+/, '').toLowerCase()] ?? 1024) || 1024
    const { size = '', free = '', mount = '' } = row.exec(line)?.groups ?? {}
    const [total, left] = [sizeOf(size, unit), sizeOf(free, unit)]
    return total === undefined || left === undefined || mount === '' ? [] : [{ total, free: left, mount }]
  })
  const holds = ({ mount }: { readonly mount: string }): boolean =>
    mount === '/' || root === mount || root.startsWith(`${mount}/`)
  const [best] = disks.filter(holds).sort((one, other) => other.mount.length - one.mount.length)
  if (best === undefined) return undefined
  return JSON.stringify({ path: root, measured: best.mount, total: best.total, free: best.free })
}
