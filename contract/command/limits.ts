/** Limits with a name or a device before them: `--ulimit`, `--device-read-bps` and their like. */
import { parseBytes } from './bytes'
import { parseInteger } from './number'
import { read, refuse, type ValueParsed } from './problem'

export interface Ulimit {
  readonly name: string
  /** -1: without limit. */
  readonly soft: number
  readonly hard: number
}

/** Those that docker knows (docker/go-units, ulimit.go). */
export const ulimitNames = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack'
] as const

/** `nofile=1024:2048`; one number is both limits. */
export function parseUlimit(text: string): ValueParsed<Ulimit> {
  const [, name, softText, hardText] = /^([^=]*)=([^:]*)(?::([^:]*))?$/.exec(text) ?? []
  if (name === undefined || softText === undefined) return refuse('ulimit-format', text)
  if (!ulimitNames.some((known) => known === name)) return refuse('ulimit-name', name)
  const soft = ulimitValue(softText)
  const hard = hardText === undefined ? soft : ulimitValue(hardText)
  if (soft === undefined) return refuse('ulimit-number', softText)
  if (hard === undefined) return refuse('ulimit-number', hardText ?? '')
  return hard !== -1 && (soft === -1 || soft > hard) ? refuse('ulimit-order', text) : read({ name, soft, hard })
}

const ulimitValue = (text: string): number | undefined => (/^[-+]?\d+$/.test(text) ? Number(text) : undefined)

export interface DeviceLimit {
  readonly path: string
  /** Bytes a second, operations a second, or a weight. */
  readonly rate: number
}

/** `/dev/sda:1mb`: bytes a second. */
export const parseDeviceBytes = (text: string): ValueParsed<DeviceLimit> => deviceLimit(text, parseBytes, 'device-rate')
/** `/dev/sda:1000`: operations a second. */
export const parseDeviceOperations = (text: string): ValueParsed<DeviceLimit> =>
  deviceLimit(text, parseCount, 'device-rate')
/** `/dev/sda:500`: a weight, 0 or 10 to 1000. */
export const parseDeviceWeight = (text: string): ValueParsed<DeviceLimit> =>
  deviceLimit(text, (rate) => weight(parseCount(rate)), 'device-weight')

const parseCount = (text: string): ValueParsed<number> =>
  /^\d+$/.test(text) ? parseInteger(text.replace(/^0+(?=\d)/, '')) : refuse('value-integer', text)
const weight = (parsed: ValueParsed<number>): ValueParsed<number> =>
  parsed.ok && !isBlockWeight(parsed.value) ? refuse('block-weight', String(parsed.value)) : parsed

export const isBlockWeight = (weight: number): boolean => weight === 0 || (weight >= 10 && weight <= 1000)

function deviceLimit(
  text: string,
  parse: (rate: string) => ValueParsed<number>,
  kind: 'device-rate' | 'device-weight'
): ValueParsed<DeviceLimit> {
  const [, path, rateText = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  if (path === undefined || !path.startsWith('/dev/')) return refuse('device-limit', text)
  const rate = parse(rateText)
  return rate.ok ? read({ path, rate: rate.value }) : refuse(kind, text)
}
