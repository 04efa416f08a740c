/** Mounts as docker's `-v`, `--mount` and `--tmpfs` write them (docker/cli's opts/mount.go, moby's volume/mounts parsers). */
import type { Mount } from '../containers/run'
import { parseBytes } from './bytes'
import { csvText, cutPair, readCsv } from './csv'
import { parseSwitch } from './switch'

/** Why a mount was not understood; `text` is the part at fault. */
export interface MountProblem {
  readonly kind:
    | 'empty'
    | 'too-many-parts'
    | 'target'
    | 'relative'
    | 'type'
    | 'option'
    | 'fields'
    | 'key'
    | 'value'
    | 'mixed'
    | 'source'
    | 'name'
  readonly text: string
}
/** `problems` names what is wrong with the mount; without `mount` nothing of it could be kept. */
export interface MountParsed {
  readonly mount?: Mount
  readonly problems: readonly MountProblem[]
}

export const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/
const windowsDrive = /^[a-zA-Z]:[\\/]/

/** A path on the engine's host, as `-v` tells one from a volume's name. */
export const isHostPath = (source: string): boolean => /^([/.~]|\\\\)/.test(source) || windowsDrive.test(source)

/** The flag that says this mount: its own, or `mount` where a colon or an odd source stands in the way of `-v`. */
export const flagOfMount = (mount: Mount): Mount['flag'] =>
  mount.flag !== 'volume' || fitsVolume(mount) ? mount.flag : 'mount'

function fitsVolume({ kind, source, target, readOnly, options }: Mount): boolean {
  if (target.includes(':') || kind === 'tmpfs') return false
  // A path alone takes no modes: docker would take it for a folder of the host.
  if (kind === 'volume' && source === '') return !readOnly && options.length === 0
  if (kind === 'volume') return volumeName.test(source)
  if (windowsDrive.test(source)) return !source.slice(2).includes(':')
  // What a shell would still fill in stands in front of the path.
  return /^[/.~$%`]/.test(source) && !source.includes(':')
}

const modesOf = ({ readOnly, options }: Mount): readonly string[] =>
  readOnly ? ['ro', ...options.filter((option) => option !== 'rw')] : options
const withModes = (text: string, modes: readonly string[]): string =>
  modes.length === 0 ? text : `${text}:${modes.join(',')}`

/** `data:/var/lib/data:ro,z` */
export const volumeFlag = (mount: Mount): string =>
  withModes(`${mount.source === '' ? '' : `${mount.source}:`}${mount.target}`, modesOf(mount))

/** `/run:ro,size=64m` */
export const tmpfsFlag = (mount: Mount): string => withModes(mount.target, modesOf(mount))

/** `type=bind,source=/a,target=/b,readonly`: one record of CSV. */
export function mountFlag(mount: Mount): string {
  const { kind, source, target, readOnly } = mount
  const fields = [`type=${kind}`, ...(source === '' ? [] : [`source=${source}`]), `target=${target}`]
  return csvText([...fields, ...(readOnly ? ['readonly'] : []), ...mountOptions(mount)])
}

/** The options in `--mount`'s words, also of a mount that was meant for another flag; what has none there stays. */
const mountOptions = ({ flag, kind, options }: Mount): readonly string[] =>
  flag === 'mount' ? options : options.filter((option) => option !== 'rw').map((option) => inMountWords(option, kind))

function inMountWords(option: string, kind: Mount['kind']): string {
  if (kind === 'volume' && option === 'nocopy') return 'volume-nocopy'
  if (kind === 'bind' && /^r?(?:shared|slave|private)$/.test(option)) return `bind-propagation=${option}`
  if (/^(?:cached|delegated|consistent)$/.test(option)) return `consistency=${option}`
  return kind === 'tmpfs' && /^(?:size|mode)=/.test(option) ? `tmpfs-${option}` : option
}

/** Modes of `-v` that engines know, Podman's `U` and `O` too; a volume's driver may have others. */
const volumeModes =
  /^(?:ro|rw|z|Z|U|O|nocopy|copy|r?shared|r?slave|r?private|cached|delegated|consistent|default|no?exec|no?suid|no?dev|idmap.*)$/

/** A `-v` value: `name:/path`, `/host:/path:ro`, `C:\host:/path`, `/path`. */
export function parseVolume(text: string): MountParsed {
  const parts = splitVolume(text)
  if (parts.some((part) => part === '')) return lost('empty', text)
  if (parts.length > 3) return lost('too-many-parts', text)
  const [source = '', target = '', modes = ''] = parts.length === 1 ? ['', parts[0]] : parts
  if (!target.startsWith('/')) return lost('target', target)
  const kind = isHostPath(source) ? 'bind' : 'volume'
  const all = modes === '' ? [] : modes.split(',')
  const problems: MountProblem[] = []
  if (kind === 'bind' && /^[.~]/.test(source)) problems.push({ kind: 'relative', text: source })
  // A private character stands for what a shell would fill in.
  if (kind === 'volume' && source !== '' && !/^[\uE000-\uF8FF]/.test(source) && !volumeName.test(source))
    problems.push({ kind: 'name', text: source })
  problems.push(
    ...all.filter((mode) => !volumeModes.test(mode)).map((mode) => ({ kind: 'option', text: mode }) as const)
  )
  const options = all.filter((mode) => mode !== 'ro')
  return { mount: { kind, source, target, readOnly: all.includes('ro'), flag: 'volume', options }, problems }
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

/** A `--tmpfs` value: `/run`, `/run:rw,noexec,size=64m`. What the options mean is the kernel's affair. */
export function parseTmpfs(text: string): MountParsed {
  const at = text.indexOf(':')
  const target = at < 0 ? text : text.slice(0, at)
  const all = at < 0 || at === text.length - 1 ? [] : text.slice(at + 1).split(',')
  if (!target.startsWith('/')) return lost('target', target)
  const options = all.filter((option) => option !== 'ro')
  return {
    mount: { kind: 'tmpfs', source: '', target, readOnly: all.includes('ro'), flag: 'tmpfs', options },
    problems: all.filter((option) => option === '').map(() => ({ kind: 'empty', text }) as const)
  }
}

/** A `--mount` value. Fields that say neither type, source, target nor `readonly` are the mount's options, as written. */
export function parseMount(text: string): MountParsed {
  const fields = readCsv(text)
  if (fields === undefined) return lost('fields', text)
  let [kind, source, target, readOnly] = ['volume', '', '', false]
  const options: string[] = []
  const problems: MountProblem[] = []
  for (const field of fields) {
    const [written, value] = cutPair(field)
    const key = written.toLowerCase()
    if (key === 'type') kind = (value ?? '').toLowerCase()
    else if (key === 'source' || key === 'src') source = value ?? ''
    else if (key === 'target' || key === 'dst' || key === 'destination') target = value ?? ''
    else if (key === 'readonly' || key === 'ro') {
      const on = parseSwitch(value ?? 'true')
      if (on === undefined) problems.push({ kind: 'value', text: field })
      else readOnly = on
    } else if (!mountKeys.has(key)) problems.push({ kind: 'key', text: field })
    else options.push(field)
  }
  problems.push(...options.flatMap((field) => optionProblem(field, kind)))
  if (kind !== 'volume' && kind !== 'bind' && kind !== 'tmpfs') return lost('type', kind)
  if (!target.startsWith('/')) return lost('target', target)
  if (kind === 'bind' && source === '') problems.push({ kind: 'source', text })
  if (kind === 'bind' && /^[.~]/.test(source)) problems.push({ kind: 'relative', text: source })
  if (kind === 'tmpfs' && source !== '') problems.push({ kind: 'source', text: source })
  return { mount: { kind, source, target, readOnly, flag: 'mount', options }, problems }
}

const anything = (): boolean => true
const isSwitch = (value: string | undefined): boolean => value === undefined || parseSwitch(value) !== undefined
/** By key, what its value must be. */
const mountKeys: ReadonlyMap<string, (value: string | undefined) => boolean> = new Map<
  string,
  (value: string | undefined) => boolean
>([
  ['consistency', anything],
  ['bind-propagation', (value = '') => /^r?(?:private|shared|slave)$/i.test(value)],
  ['bind-nonrecursive', isSwitch],
  ['bind-recursive', (value = '') => /^(?:enabled|disabled|writable|readonly)$/.test(value)],
  ['bind-create-src', isSwitch],
  ['volume-nocopy', isSwitch],
  ['volume-label', anything],
  ['volume-driver', anything],
  ['volume-opt', anything],
  ['volume-subpath', anything],
  ['tmpfs-size', (value = '') => parseBytes(value).ok],
  ['tmpfs-mode', (value = '') => /^[0-7]+$/.test(value)],
  ['tmpfs-options', anything]
])

function optionProblem(field: string, type: string): readonly MountProblem[] {
  const [written, value] = cutPair(field)
  const key = written.toLowerCase()
  const holds = mountKeys.get(key) ?? anything
  const [, family] = /^(bind|volume|tmpfs)-/.exec(key) ?? []
  if (!holds(value) || (value === undefined && holds !== isSwitch)) return [{ kind: 'value', text: field }]
  return family !== undefined && family !== type ? [{ kind: 'mixed', text: field }] : []
}

const lost = (kind: MountProblem['kind'], text: string): MountParsed => ({ problems: [{ kind, text }] })
