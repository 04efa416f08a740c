/** `.wslconfig` (learn.microsoft.com/windows/wsl/wsl-config): an INI file whose section [wsl2] holds the sizes of WSL's machine. */

export interface WslSettings {
  readonly processors?: number
  readonly memoryBytes?: number
}

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }

/** `8GB`, `512 MB`, `0.5GB`, or bytes. */
function bytesOf(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?B)?$/i.exec(text) ?? []
  const factor = units[unit.toUpperCase()]
  return digits === '' || factor === undefined ? undefined : Math.round(Number(digits) * factor)
}

interface Line {
  readonly section: string
  readonly key: string
  readonly value: string
}

/** `memory=8GB # half of it`: what stands after a sign is a remark. */
function readLine(text: string, section: string): Line {
  const bare = text.replace(/^\uFEFF/, '').trim()
  const [, head] = /^\[([^\]]*)\]/.exec(bare) ?? []
  if (head !== undefined) return { section: head.trim().toLowerCase(), key: '', value: '' }
  const [, key = '', value = ''] = /^([^#;=\s]+)\s*=\s*([^#;]*)/.exec(bare) ?? []
  return { section, key: key.toLowerCase(), value: value.trim() }
}

export function wslSettingsIn(text: string): WslSettings {
  let section = ''
  const found = new Map<string, string>()
  for (const raw of text.split(/\r?\n/)) {
    const line = readLine(raw, section)
    section = line.section
    if (section === 'wsl2' && line.key !== '') found.set(line.key, line.value)
  }
  const processors = Number(found.get('processors') ?? Number.NaN)
  const memoryBytes = bytesOf(found.get('memory') ?? '')
  return {
    ...(Number.isInteger(processors) && processors > 0 ? { processors } : {}),
    ...(memoryBytes === undefined ? {} : { memoryBytes })
  }
}

/** The file with these entries of [wsl2] set; all else, remarks among it, stays as it stands. */
export function withWslSettings(text: string, entries: ReadonlyArray<readonly [string, string | number]>): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text === '' ? [] : text.split(/\r?\n/)
  let section = ''
  let last = -1
  const missing = new Map(entries.map(([key, value]) => [key.toLowerCase(), [key, value] as const]))
  lines.forEach((raw, index) => {
    const line = readLine(raw, section)
    section = line.section
    if (section !== 'wsl2') return
    if (raw.trim() !== '') last = index
    const entry = entries.find(([key]) => key.toLowerCase() === line.key)
    if (entry === undefined) return
    lines[index] = `${entry[0]}=${entry[1]}`
    missing.delete(line.key)
  })
  const added = [...missing.values()].map(([key, value]) => `${key}=${value}`)
  if (last >= 0) lines.splice(last + 1, 0, ...added)
  else if (added.length > 0) {
    if (lines.at(-1) === '') lines.pop()
    lines.push('[wsl2]', ...added, '')
  }
  return lines.join(end)
}
