/**
 * The options of `docker build` that are one flag and one plain value, each said once: its flag, what kind of value it takes, and
 * where the form shows it. The schema, the command, the parser, the form and the request to the engine are all made from this table.
 */
import { emptyValuesOf, entriesOf, type FieldKind, type FlagField, type NamesOfKind } from '../command/field-table'

export type BuildFieldKind = Exclude<FieldKind, 'choice' | 'decimal'>

/** Sections of the form, in their order. */
export const buildSections = ['general', 'cache', 'network', 'resources', 'advanced'] as const
export type BuildSection = (typeof buildSections)[number]

/** Which builder takes it: the classic one alone, BuildKit alone, both, or BuildKit by docker's own `docker buildx`. */
export type BuildFieldBuilder = 'both' | 'classic' | 'buildkit' | 'buildx'

export interface BuildField extends FlagField<BuildFieldKind> {
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
  /** An image; `type=local,src=/path` and the like, which only `docker buildx` reads. */
  cacheFrom: field('texts', 'cache-from', 'cache'),
  /** `type=local,dest=/path`, `type=registry,ref=…`, `type=inline`. */
  cacheTo: field('texts', 'cache-to', 'cache', { builder: 'buildx' }),
  labels: field('pairs', 'label', 'general'),
  /** `default`, `none`, `host`, or for the classic builder a network's name. */
  network: field('text', 'network', 'network'),
  /** `name:address`, also `name:host-gateway`. */
  extraHosts: field('texts', 'add-host', 'network'),
  /** `id=token,src=/path`, `id=token,env=NAME`. */
  secrets: field('texts', 'secret', 'general', { builder: 'buildkit' }),
  /** `default`: the agent that SSH_AUTH_SOCK leads to; `id=/path/to/key`, which only `docker buildx` reads. */
  ssh: field('texts', 'ssh', 'general', { builder: 'buildkit' }),
  /** What is made besides an image, or in its place: `type=local,dest=/folder`, `type=tar,dest=/file.tar`. */
  outputs: field('texts', 'output', 'general', { short: 'o', builder: 'buildx' }),
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

/** Names of the fields of these kinds. */
export type BuildFieldsOfKind<Kind extends BuildFieldKind> = NamesOfKind<typeof buildFields, Kind>

export const buildFieldNames = Object.keys(buildFields) as readonly BuildFieldName[]
export const buildFieldEntries = entriesOf(buildFields)
/** Nothing given: docker's own defaults. */
export const emptyBuildFields = emptyValuesOf(buildFields)
