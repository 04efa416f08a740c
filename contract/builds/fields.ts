/**
 * The options of `docker build` that are one flag and one plain value, each said once: its flag, what kind of value it takes, and
 * where the form shows it. The schema, the command, the parser, the form and the request to the engine are all made from this table.
 */
import * as v from 'valibot'

const texts = v.array(v.string())
const number = v.optional(v.number())

/** What a flag takes; what its field holds. */
const kinds = {
  /** Nothing: boolean. */
  switch: v.boolean(),
  /** Text; empty: not given. */
  text: v.string(),
  /** Text, given as often as one likes. */
  texts,
  /** `KEY=VALUE` or `KEY`, as often as one likes. */
  pairs: texts,
  /** A size: a number of bytes, written `512m` where that is exact. */
  bytes: number,
  /** A size, or -1 for as much as there is. */
  'bytes-or-unlimited': number,
  /** A whole number. */
  integer: number
} as const
export type BuildFieldKind = keyof typeof kinds

/** Sections of the form, in their order. */
export const buildSections = ['general', 'cache', 'network', 'resources', 'advanced'] as const
export type BuildSection = (typeof buildSections)[number]

/** Which builder takes it: the classic one alone, BuildKit alone, or both. */
export type BuildFieldBuilder = 'both' | 'classic' | 'buildkit'

export interface BuildField {
  readonly kind: BuildFieldKind
  /** Without its dashes. */
  readonly flag: string
  /** One letter, with one dash. */
  readonly short?: string
  readonly section: BuildSection
  readonly builder: BuildFieldBuilder
}

const field = <Kind extends BuildFieldKind, const Flag extends string>(
  kind: Kind,
  flag: Flag,
  section: BuildSection,
  more: { readonly short?: string; readonly builder?: BuildFieldBuilder } = {}
) => ({ kind, flag, section, builder: 'both' as BuildFieldBuilder, ...more })

/** In the order in which a command writes them. */
export const buildFields = {
  target: field('text', 'target', 'general'),
  platform: field('text', 'platform', 'general'),
  pull: field('switch', 'pull', 'cache'),
  noCache: field('switch', 'no-cache', 'cache'),
  cacheFrom: field('texts', 'cache-from', 'cache'),
  labels: field('pairs', 'label', 'general'),
  /** `default`, `none`, `host`, or for the classic builder a network's name. */
  network: field('text', 'network', 'network'),
  /** `name:address`, also `name:host-gateway`. */
  extraHosts: field('texts', 'add-host', 'network'),
  /** `id=token,src=/path`, `id=token,env=NAME`. */
  secrets: field('texts', 'secret', 'general', { builder: 'buildkit' }),
  memory: field('bytes', 'memory', 'resources', { short: 'm', builder: 'classic' }),
  memorySwap: field('bytes-or-unlimited', 'memory-swap', 'resources', { builder: 'classic' }),
  cpuShares: field('integer', 'cpu-shares', 'resources', { short: 'c', builder: 'classic' }),
  cpuSet: field('text', 'cpuset-cpus', 'resources', { builder: 'classic' }),
  memorySet: field('text', 'cpuset-mems', 'resources', { builder: 'classic' }),
  cpuPeriod: field('integer', 'cpu-period', 'resources', { builder: 'classic' }),
  cpuQuota: field('integer', 'cpu-quota', 'resources', { builder: 'classic' }),
  shmSize: field('bytes', 'shm-size', 'resources'),
  /** `nofile=1024:2048` */
  ulimits: field('texts', 'ulimit', 'resources'),
  securityOptions: field('texts', 'security-opt', 'advanced', { builder: 'classic' }),
  cgroupParent: field('text', 'cgroup-parent', 'advanced'),
  isolation: field('text', 'isolation', 'advanced', { builder: 'classic' }),
  squash: field('switch', 'squash', 'advanced', { builder: 'classic' }),
  /** Intermediate containers go even where a step fails. */
  forceRemove: field('switch', 'force-rm', 'advanced', { builder: 'classic' }),
  /** The context travels compressed: worth it on a slow line. */
  compress: field('switch', 'compress', 'advanced'),
  quiet: field('switch', 'quiet', 'advanced', { short: 'q' })
} as const satisfies Readonly<Record<string, BuildField>>
export type BuildFieldName = keyof typeof buildFields

type KindOf<Name extends BuildFieldName> = (typeof buildFields)[Name]['kind']
type Entries = { readonly [Name in BuildFieldName]: (typeof kinds)[KindOf<Name>] }
type Values = { readonly [Name in BuildFieldName]: v.InferOutput<(typeof kinds)[KindOf<Name>]> }

/** Names of the fields of these kinds. */
export type BuildFieldsOfKind<Kind extends BuildFieldKind> = {
  [Name in BuildFieldName]: KindOf<Name> extends Kind ? Name : never
}[BuildFieldName]

export const buildFieldNames = Object.keys(buildFields) as readonly BuildFieldName[]
export const buildFieldEntries = Object.fromEntries(
  buildFieldNames.map((name) => [name, kinds[buildFields[name].kind]])
) as unknown as Entries

const emptyOf = (kind: BuildFieldKind): unknown =>
  kind === 'switch' ? false : kind === 'text' ? '' : kind === 'texts' || kind === 'pairs' ? [] : undefined
/** Nothing given: docker's own defaults. */
export const emptyBuildFields = Object.fromEntries(
  buildFieldNames.map((name) => [name, emptyOf(buildFields[name].kind)])
) as unknown as Values
