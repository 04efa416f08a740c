/** `docker ps --format`: rows of containers through a template, as the docker command prints them. Source: docker/cli, `formatter/container.go`. */
import { ageOf, ageText } from '../format/age'
import { humanSize } from '../format/size'
import type { Container, Port } from '../containers/model'
import { evaluate, MissingField, type Look } from './evaluate'
import type { Formatted } from './inspect'
import { isFunction } from './functions'
import { parseTemplate } from './parser'
import { problemText, TemplateError } from './problem'
import type { Fields, Value } from './value'

/** A field by its name; undefined where there is none. `label`: what `.Label "x"` reads. */
export interface Row {
  readonly fields: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

/** `.Label "x"` is a method, which the subset reads as `index .Labels_ "x"`. */
const labelCall = /\.Label(?=\s+["`$(])/g

const look: Look = {
  shapeOf: (value) => ('ID' in value ? { kind: 'struct' } : { kind: 'map' }),
  field(value: Fields, name: string): Value {
    if (Object.hasOwn(value, name)) return value[name]
    throw new MissingField(`can't evaluate field ${name} in type *formatter.ContainerContext`)
  }
}

/** A line each; `table ` before the template puts the names of its fields over it, in columns three spaces apart. */
export function formatRows(template: string, rows: readonly Row[]): Formatted {
  const isTable = template.startsWith('table')
  const body = unescaped(isTable ? template.slice('table'.length).trim() : template).replace(
    labelCall,
    'index .Labels_'
  )
  try {
    const nodes = parseTemplate(body, isFunction)
    const write = ({ fields, labels }: Row): string => evaluate(nodes, { ...fields, Labels_: labels }, look)
    const lines = rows.map(write)
    if (!isTable) return { ok: true, text: lines.join('\n') }
    return { ok: true, text: columns([write(headOf(body)), ...lines]) }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const kind = error.kind === 'unsupported' || error.kind === 'limit' ? error.kind : 'docker'
    return { ok: false, kind, message: problemText(error, body) }
  }
}

/** docker reads these two in a template itself. */
const unescaped = (template: string): string => template.replaceAll('\\t', '\t').replaceAll('\\n', '\n')

const heads: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Names: 'NAMES',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  Networks: 'NETWORKS',
  LocalVolumes: 'LOCAL VOLUMES'
}
/** The head of a label is its name, the last part of it, in words. */
function headOf(template: string): Row {
  const labels = [...template.matchAll(/index \.Labels_\s+["`]([^"`]+)["`]/g)].map(
    ([, name = '']): [string, string] => [name, (name.split('.').at(-1) ?? name).replace(/[-_]/g, ' ')]
  )
  return { fields: heads, labels: Object.fromEntries(labels) }
}

/** Tabs become columns, as Go's tabwriter has them: 10 wide at least, 3 between. */
function columns(lines: readonly string[]): string {
  const cells = lines.map((line) => line.split('\t'))
  const widths: number[] = []
  for (const row of cells)
    row.slice(0, -1).forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 10, [...cell].length + 3)))
  return cells
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(''))
    .join('\n')
}

export interface RowOptions {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly noTrunc?: boolean
  /** Bytes, where they were asked for. */
  readonly size?: { readonly own: number; readonly virtual: number }
}

/** What a container is to `docker ps --format`. Times of day are UTC. No `.Mounts`: the list knows the volumes alone. */
export function containerRow(container: Container, { now, noTrunc = false, size }: RowOptions): Row {
  const short = (text: string, length: number): string =>
    noTrunc || [...text].length <= length ? text : `${[...text].slice(0, length - 1).join('')}…`
  return {
    labels: container.labels,
    fields: {
      ID: noTrunc ? container.id : container.id.slice(0, 12),
      Names: container.name,
      Image: container.image,
      Command: JSON.stringify(short(container.command, 20)),
      CreatedAt: `${new Date(container.created).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`,
      RunningFor: `${ageText(ageOf(Math.max(0, now - container.created)))} ago`,
      State: container.state,
      Status: container.status,
      Size: size === undefined ? '0B' : `${humanSize(size.own).text} (virtual ${humanSize(size.virtual).text})`,
      Ports: portsText(container.ports),
      Labels: Object.entries(container.labels)
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(','),
      Networks: container.networks.join(','),
      LocalVolumes: String(container.volumes.length)
    }
  }
}

/** `80-81/tcp, 0.0.0.0:8080->80/tcp`: what follows each other is one range. */
function portsText(ports: readonly Port[]): string {
  const sorted = [...ports].sort(
    (one, other) =>
      one.private - other.private ||
      (one.ip ?? '').localeCompare(other.ip ?? '') ||
      (one.public ?? 0) - (other.public ?? 0) ||
      one.protocol.localeCompare(other.protocol)
  )
  const groups = new Map<string, { readonly ip: string; readonly protocol: string; first: number; last: number }>()
  const done: string[] = []
  const mapped: string[] = []
  for (const { ip = '', private: inside, public: outside, protocol } of sorted) {
    if (ip !== '' && outside !== inside) {
      mapped.push(`${hostOf(ip)}:${outside ?? 0}->${inside}/${protocol}`)
      continue
    }
    const key = `${ip}/${protocol}`
    const group = groups.get(key)
    if (group?.last === inside - 1) {
      group.last = inside
      continue
    }
    if (group !== undefined) done.push(groupText(group))
    groups.set(key, { ip, protocol, first: inside, last: inside })
  }
  return [...done, ...[...groups.values()].map(groupText), ...mapped].join(', ')
}

const hostOf = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip)

function groupText({
  ip,
  protocol,
  first,
  last
}: {
  ip: string
  protocol: string
  first: number
  last: number
}): string {
  const range = first === last ? String(first) : `${first}-${last}`
  return `${ip === '' ? range : `${hostOf(ip)}:${range}->${range}`}/${protocol}`
}
