/** Mounts as docker's `-v` and `--mount` write them (docker/cli's opts/mount.go, moby's volume/mounts parsers). */
import type { Mount } from '../containers/run'

/** Why a mount was not understood; `text` is the part at fault. */
export interface MountProblem {
  readonly kind: 'empty' | 'too-many-parts' | 'target' | 'relative' | 'type' | 'option' | 'fields'
  readonly text: string
}
/** `problems` names what the mount cannot hold; without `mount` nothing of it could be kept. */
export interface MountParsed {
  readonly mount?: Mount
  readonly problems: readonly MountProblem[]
}

const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/
const windowsDrive = /^[a-zA-Z]:[\\/]/

/** A path on the engine's host, as `-v` tells one from a volume's name. */
export const isHostPath = (source: string): boolean => /^([/.~]|\\\\)/.test(source) || windowsDrive.test(source)

/** Whether `-v` says this very mount; where a colon or an odd source stands in its way, `--mount` does. */
export function isVolumeFlag({ kind, source, target, readOnly }: Mount): boolean {
  if (target.includes(':')) return false
  if (kind === 'volume') return source === '' ? !readOnly && target.length > 2 : volumeName.test(source)
  if (windowsDrive.test(source)) return !source.slice(2).includes(':')
  return source.startsWith('/') && !source.includes(':')
}

/** `data:/var/lib/data:ro` */
export const volumeFlag = ({ source, target, readOnly }: Mount): string =>
  `${source === '' ? '' : `${source}:`}${target}${readOnly ? ':ro' : ''}`

/** `type=bind,source=/a,target=/b,readonly`: one record of CSV. */
export function mountFlag({ kind, source, target, readOnly }: Mount): string {
  const fields = [`type=${kind}`, ...(source === '' ? [] : [`source=${source}`]), `target=${target}`]
  return [...fields, ...(readOnly ? ['readonly'] : [])].map(csvField).join(',')
}

const csvField = (text: string): string => (/[",\r\n]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A `-v` value: `name:/path`, `/host:/path:ro`, `C:\host:/path`, `/path`. */
export function parseVolume(text: string): MountParsed {
  const parts = splitVolume(text)
  if (parts.some((part) => part === '')) return lost('empty', text)
  if (parts.length > 3) return lost('too-many-parts', text)
  const [source = '', target = '', modes = ''] = parts.length === 1 ? ['', parts[0]] : parts
  if (!target.startsWith('/')) return lost('target', target)
  const kind = isHostPath(source) ? 'bind' : 'volume'
  const options = modes === '' ? [] : modes.split(',')
  const problems = [
    ...(kind === 'bind' && /^[.~]/.test(source) ? [{ kind: 'relative', text: source } as const] : []),
    ...options
      .filter((option) => option !== 'ro' && option !== 'rw')
      .map((option) => ({ kind: 'option', text: option }) as const)
  ]
  return { mount: { kind, source, target, readOnly: options.includes('ro'), flag: 'volume', options: [] }, problems }
}

/** At colons, save the one after a Windows drive letter. */
function splitVolume(text: string): string[] {
  const parts: string[] = []
  for (const part of text.split(':')) {
    const before = parts.at(-1)
    const drive = before !== undefined && /^[a-zA-Z]$/.test(before) && /^[\\/]/.test(part) && parts.length === 1
    // "a:/x" is drive a: only where something follows that could be the path in the container.
    if (drive && text.indexOf(':', before.length + 1) > 0) parts[0] = `${before}:${part}`
    else parts.push(part)
  }
  return parts
}

/** A `--mount` value. */
export function parseMount(text: string): MountParsed {
  const fields = readCsv(text)
  if (fields === undefined) return lost('fields', text)
  let kind = 'volume'
  let source = ''
  let target = ''
  let readOnly = false
  const problems: MountProblem[] = []
  for (const field of fields) {
    const at = field.indexOf('=')
    const [key, value] = at < 0 ? [field, undefined] : [field.slice(0, at), field.slice(at + 1)]
    switch (key.trim().toLowerCase()) {
      case 'type':
        kind = (value ?? '').toLowerCase()
        break
      case 'source':
      case 'src':
        source = value ?? ''
        break
      case 'target':
      case 'dst':
      case 'destination':
        target = value ?? ''
        break
      case 'readonly':
      case 'ro':
        readOnly = value === undefined || /^(1|t|true)$/i.test(value)
        break
      default:
        problems.push({ kind: 'option', text: field })
    }
  }
  if (kind !== 'volume' && kind !== 'bind') return lost('type', kind)
  if (!target.startsWith('/')) return lost('target', target)
  if (kind === 'bind' && /^[.~]/.test(source)) problems.push({ kind: 'relative', text: source })
  return { mount: { kind, source, target, readOnly, flag: 'mount', options: [] }, problems }
}

const lost = (kind: MountProblem['kind'], text: string): MountParsed => ({ problems: [{ kind, text }] })

/** One record of CSV as Go reads it: a field in double quotes may hold commas, and doubled quotes. */
function readCsv(text: string): string[] | undefined {
  const fields: string[] = []
  let rest = text
  for (;;) {
    const field = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest)
    if (field === null) return undefined
    fields.push(field[1] === undefined ? (field[2] ?? '') : field[1].replaceAll('""', '"'))
    if (field[3] === '') return fields
    rest = rest.slice(field[0].length)
  }
}
