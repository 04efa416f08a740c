/**
 * The options of `docker run` that are one flag and one plain value, each said once: its flag, what kind of value it
 * takes, and where the form shows it. The schema, the command, the parser, the form and the request to the engine
 * are all made from this table.
 */
import { emptyValuesOf, entriesOf, type FieldKind, type FlagField, type NamesOfKind } from '../command/field-table'

export type RunFieldKind = FieldKind

/** Sections of the form, in their order. */
export const runSections = [
  'general',
  'ports',
  'environment',
  'storage',
  'network',
  'resources',
  'health',
  'logging',
  'security',
  'namespaces',
  'advanced'
] as const
export type RunSection = (typeof runSections)[number]

export interface RunField extends FlagField {
  readonly section: RunSection
  /** Said by `docker run` alone: `docker create` does not know it. */
  readonly onlyRun?: true
}

const field = <Kind extends RunFieldKind, const Flag extends string>(
  kind: Kind,
  flag: Flag,
  section: RunSection,
  more: { readonly short?: string; readonly onlyRun?: true } = {}
) => ({ kind, flag, section, ...more })

/** In the order in which a command writes them. */
export const runFields = {
  detach: field('switch', 'detach', 'general', { short: 'd', onlyRun: true }),
  interactive: field('switch', 'interactive', 'general', { short: 'i' }),
  tty: field('switch', 'tty', 'general', { short: 't' }),
  autoRemove: field('switch', 'rm', 'general'),
  /** `stdin`, `stdout`, `stderr`; none: docker's own choice by -d and -i. */
  attach: field('texts', 'attach', 'advanced', { short: 'a' }),
  hostname: field('text', 'hostname', 'general', { short: 'h' }),
  domainName: field('text', 'domainname', 'network'),
  workingFolder: field('text', 'workdir', 'general', { short: 'w' }),
  user: field('text', 'user', 'general', { short: 'u' }),
  groups: field('texts', 'group-add', 'security'),
  /** `always`, `missing` or `never`. */
  pull: field('text', 'pull', 'general'),
  platform: field('text', 'platform', 'general'),
  labels: field('pairs', 'label', 'environment', { short: 'l' }),
  annotations: field('pairs', 'annotation', 'advanced'),
  publishAll: field('switch', 'publish-all', 'ports', { short: 'P' }),
  expose: field('texts', 'expose', 'ports'),
  volumesFrom: field('texts', 'volumes-from', 'storage'),
  volumeDriver: field('text', 'volume-driver', 'storage'),
  storageOptions: field('pairs', 'storage-opt', 'storage'),
  readOnly: field('switch', 'read-only', 'storage'),
  /** The container's own, on its first network. */
  macAddress: field('text', 'mac-address', 'network'),
  links: field('texts', 'link', 'network'),
  dns: field('texts', 'dns', 'network'),
  dnsSearch: field('texts', 'dns-search', 'network'),
  dnsOptions: field('texts', 'dns-option', 'network'),
  /** `name:address`, also `name:host-gateway`. */
  extraHosts: field('texts', 'add-host', 'network'),
  memory: field('bytes', 'memory', 'resources', { short: 'm' }),
  memoryReservation: field('bytes', 'memory-reservation', 'resources'),
  memorySwap: field('bytes-or-unlimited', 'memory-swap', 'resources'),
  memorySwappiness: field('integer', 'memory-swappiness', 'resources'),
  kernelMemory: field('bytes', 'kernel-memory', 'resources'),
  cpus: field('decimal', 'cpus', 'resources'),
  cpuShares: field('integer', 'cpu-shares', 'resources', { short: 'c' }),
  cpuSet: field('text', 'cpuset-cpus', 'resources'),
  memorySet: field('text', 'cpuset-mems', 'resources'),
  cpuPeriod: field('integer', 'cpu-period', 'resources'),
  cpuQuota: field('integer', 'cpu-quota', 'resources'),
  cpuRealtimePeriod: field('integer', 'cpu-rt-period', 'resources'),
  cpuRealtimeRuntime: field('integer', 'cpu-rt-runtime', 'resources'),
  /** -1: as many as there are. */
  pidsLimit: field('integer', 'pids-limit', 'resources'),
  shmSize: field('bytes', 'shm-size', 'resources'),
  /** `nofile=1024:2048` */
  ulimits: field('texts', 'ulimit', 'resources'),
  blockWeight: field('integer', 'blkio-weight', 'resources'),
  blockWeightDevices: field('texts', 'blkio-weight-device', 'resources'),
  deviceReadBytes: field('texts', 'device-read-bps', 'resources'),
  deviceWriteBytes: field('texts', 'device-write-bps', 'resources'),
  deviceReadOperations: field('texts', 'device-read-iops', 'resources'),
  deviceWriteOperations: field('texts', 'device-write-iops', 'resources'),
  oomKillDisable: field('switch', 'oom-kill-disable', 'resources'),
  oomScoreAdjust: field('integer', 'oom-score-adj', 'resources'),
  privileged: field('switch', 'privileged', 'security'),
  capAdd: field('texts', 'cap-add', 'security'),
  capDrop: field('texts', 'cap-drop', 'security'),
  securityOptions: field('texts', 'security-opt', 'security'),
  devices: field('texts', 'device', 'security'),
  deviceRules: field('texts', 'device-cgroup-rule', 'security'),
  /** As docker writes it: `all`, `2`, `"device=0,1"`. */
  gpus: field('texts', 'gpus', 'security'),
  sysctls: field('pairs', 'sysctl', 'security'),
  init: field('choice', 'init', 'general'),
  ipc: field('text', 'ipc', 'namespaces'),
  pid: field('text', 'pid', 'namespaces'),
  uts: field('text', 'uts', 'namespaces'),
  userNamespace: field('text', 'userns', 'namespaces'),
  cgroupNamespace: field('text', 'cgroupns', 'namespaces'),
  cgroupParent: field('text', 'cgroup-parent', 'namespaces'),
  runtime: field('text', 'runtime', 'advanced'),
  isolation: field('text', 'isolation', 'advanced'),
  stopSignal: field('text', 'stop-signal', 'general'),
  /** Seconds; -1: without end. */
  stopTimeout: field('integer', 'stop-timeout', 'general'),
  logDriver: field('text', 'log-driver', 'logging'),
  logOptions: field('pairs', 'log-opt', 'logging')
} as const satisfies Readonly<Record<string, RunField>>
export type RunFieldName = keyof typeof runFields

/** Names of the fields of these kinds. */
export type FieldsOfKind<Kind extends RunFieldKind> = NamesOfKind<typeof runFields, Kind>

export const runFieldNames = Object.keys(runFields) as readonly RunFieldName[]
export const fieldEntries = entriesOf(runFields)
/** Nothing given: docker's own defaults. */
export const emptyFields = emptyValuesOf(runFields)
