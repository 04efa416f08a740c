/**
 * `docker inspect --format`: as the docker command does it, on its own structs of the data first, and where that fails on the
 * JSON as it came. Source: docker/cli, `cli/command/inspect/inspector.go`.
 */
import { evaluate, MissingField, type Look } from './evaluate'
import { isFunction, own } from './functions'
import { parseTemplate } from './parser'
import { problemText, TemplateError } from './problem'
import { JsonNumber, Nil, type Fields, type Shape, type Value } from './value'

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false
      /** `docker`: what docker says as well; `unsupported`: docker may do it, this cannot; `limit`: too much. */
      readonly kind: 'docker' | 'unsupported' | 'limit'
      readonly message: string
    }

/** Maps in docker's structs of a container, an image, a volume or a network, by the name of their field; everything else that is an object is a struct. */
const maps = new Set([
  'Labels',
  'Ports',
  'Networks',
  'ExposedPorts',
  'Volumes',
  'PortBindings',
  'Sysctls',
  'Tmpfs',
  'StorageOpt',
  'Annotations',
  'DriverOpts',
  'Options',
  'Data',
  'Config.LogConfig',
  // Of a network.
  'Containers',
  'Services',
  'AuxiliaryAddresses'
])
/** Structs that Go prints by value, and their fields in order; a pointer to one prints as an address. */
const structs: Readonly<Record<string, readonly string[]>> = {
  RestartPolicy: ['Name', 'MaximumRetryCount'],
  LogConfig: ['Type', 'Config'],
  'Ports[]': ['HostIp', 'HostPort'],
  'PortBindings[]': ['HostIp', 'HostPort'],
  'ExposedPorts.': [],
  'Volumes.': [],
  'Mounts[]': ['Type', 'Name', 'Source', 'Destination', 'Driver', 'Mode', 'RW', 'Propagation']
}
/** Null in JSON, or left out of it, and what it is to Go; a list is the rule. */
const nils: Readonly<Record<string, Nil | string | boolean>> = {
  Health: new Nil('pointer'),
  Healthcheck: new Nil('pointer'),
  StopTimeout: new Nil('pointer'),
  SizeRw: new Nil('pointer'),
  SizeRootFs: new Nil('pointer'),
  OomKillDisable: new Nil('pointer'),
  PidsLimit: new Nil('pointer'),
  MemorySwappiness: new Nil('pointer'),
  Init: new Nil('pointer'),
  IPAMConfig: new Nil('pointer'),
  StopSignal: '',
  Shell: new Nil('slice'),
  OnBuild: new Nil('slice'),
  Name: '',
  Driver: '',
  ...Object.fromEntries([...maps].map((name) => [name, new Nil('map')]))
}
const leftOut = new Set([
  'Health',
  'Healthcheck',
  'StopTimeout',
  'SizeRw',
  'SizeRootFs',
  'StopSignal',
  'Shell',
  'Init',
  'ExposedPorts',
  'Tmpfs',
  'Sysctls',
  'StorageOpt',
  'Annotations',
  'Name',
  'Driver'
])
/** Go prints these as its own idea of time has them. */
const times = new Set(['LastTagTime'])
/** Where Go's name of a field is not JSON's. */
const goNames: Readonly<Record<string, string>> = {
  ID: 'Id',
  HostIP: 'HostIp',
  DNS: 'Dns',
  DNSOptions: 'DnsOptions',
  DNSSearch: 'DnsSearch',
  CPUShares: 'CpuShares',
  NanoCPUs: 'NanoCpus',
  CPUPeriod: 'CpuPeriod',
  CPUQuota: 'CpuQuota',
  CPURealtimePeriod: 'CpuRealtimePeriod',
  CPURealtimeRuntime: 'CpuRealtimeRuntime',
  CPUCount: 'CpuCount',
  CPUPercent: 'CpuPercent'
}
const jsonNames = new Set(Object.values(goNames))

/** Marks each object with the field that holds it. */
function typedLook(data: Value): Look {
  const holders = new WeakMap<object, string>()
  const walk = (value: Value, holder: string): void => {
    if (typeof value !== 'object' || value === null || value instanceof JsonNumber || value instanceof Nil) return
    holders.set(value, holder)
    if (Array.isArray(value)) for (const item of value as readonly Value[]) walk(item, `${holder.replace(/\.$/, '')}[]`)
    else
      for (const [name, item] of Object.entries(value as Fields))
        walk(
          item,
          name === 'Config' && holder === 'LogConfig' ? 'Config.LogConfig' : maps.has(holder) ? `${holder}.` : name
        )
  }
  walk(data, '')
  /** A container's and an image's is a text, a network's a time. */
  const isNetwork = typeof data === 'object' && data !== null && Object.hasOwn(data, 'IPAM')
  const shapeOf = (value: Fields): Shape => {
    const holder = holders.get(value) ?? ''
    return maps.has(holder) ? { kind: 'map' } : { kind: 'struct', fields: structs[holder] }
  }
  return {
    shapeOf,
    field(value, name) {
      if (shapeOf(value).kind === 'map') return Object.hasOwn(value, name) ? own(value, name) : undefined
      const key = Object.hasOwn(goNames, name) ? (goNames[name] ?? name) : name
      if (times.has(key) || (isNetwork && key === 'Created'))
        throw new TemplateError(
          'unsupported',
          'Go prints this time in its own way: write {{json …}} around what holds it',
          0
        )
      if (Object.hasOwn(value, key) && !jsonNames.has(name))
        return value[key] === null ? (nils[key] ?? new Nil('slice')) : value[key]
      if (leftOut.has(key)) return nils[key]
      throw new MissingField(`can't evaluate field ${name}`)
    }
  }
}

/** In a map of lists, as the ports are, null is an empty list. */
function withNils(value: Value, holder = ''): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => withNils(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as Fields).map(([name, item]) => [
      name,
      item === null && holder === 'Ports' ? new Nil('slice') : withNils(item, name)
    ])
  )
}

const rawLook: Look = {
  shapeOf: () => ({ kind: 'map' }),
  field(value, name) {
    if (Object.hasOwn(value, name)) return value[name]
    throw new MissingField(`map has no entry for key "${name}"`)
  }
}

const withNumbers = (value: Value): Value => {
  if (typeof value === 'number') return new JsonNumber(String(value))
  if (Array.isArray(value)) return (value as readonly Value[]).map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as Fields).map(([name, item]) => [name, withNumbers(item)]))
}

/** Without the line end that docker adds after each object. */
export function formatInspect(template: string, data: unknown): Formatted {
  try {
    if (template === 'json') return { ok: true, text: JSON.stringify(data) }
    const nodes = parseTemplate(template, isFunction)
    const typed = withNils(data as Value)
    try {
      return { ok: true, text: evaluate(nodes, typed, typedLook(typed)) }
    } catch (error) {
      if (!(error instanceof TemplateError) || error.kind !== 'execute') throw error
      return { ok: true, text: evaluate(nodes, withNumbers(data as Value), rawLook) }
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const kind = error.kind === 'unsupported' || error.kind === 'limit' ? error.kind : 'docker'
    return { ok: false, kind, message: problemText(error, template) }
  }
}
