/** Devices of the host: `--device`, `--device-cgroup-rule`, `--gpus` (docker/cli, container/opts.go and opts/gpus.go). */
import { cutPair, readCsv } from './csv'
import { read, refuse, type ValueParsed } from './problem'

export interface Device {
  /** On the host, or `vendor.com/class=name` of the Container Device Interface. */
  readonly host: string
  readonly container: string
  /** Some of `r`, `w`, `m`. */
  readonly permissions: string
}

/** `/dev/snd`, `/dev/sda:/dev/xvda`, `/dev/sda:/dev/xvda:r`, `/dev/sda:r`. */
export function parseDevice(text: string): ValueParsed<Device> {
  const parts = text.split(':')
  const [host = '', second, third] = parts
  if (host === '' || parts.length > 3) return refuse('device-format', text)
  if (isDeviceName(text)) return read({ host: text, container: '', permissions: '' })
  if (third !== undefined && !isDeviceMode(third)) return refuse('device-mode', third)
  const onlyMode = parts.length === 2 && isDeviceMode(second)
  const container = second === undefined || onlyMode ? host : second
  if (!container.startsWith('/')) return refuse('device-path', container)
  // Docker's own command looks for files that fit; the engine does not.
  if (host.endsWith('*')) return refuse(container === host ? 'device-pattern' : 'device-format', text)
  return read({ host, container, permissions: onlyMode ? second : (third ?? 'rwm') })
}

const isDeviceMode = (text: string | undefined): text is string =>
  text !== undefined && /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length
/** `nvidia.com/gpu=0` (CNCF's Container Device Interface). */
const isDeviceName = (text: string): boolean => /^[A-Za-z][\w.-]*\/[A-Za-z0-9][\w.-]*=[A-Za-z0-9][\w.:-]*$/.test(text)

/** `c 42:* rmw` */
export const parseDeviceRule = (text: string): ValueParsed<string> =>
  /^[acb] (\d+|\*):(\d+|\*) [rwm]{1,3}$/.test(text) ? read(text) : refuse('device-rule', text)

export interface GpuRequest {
  readonly driver: string
  /** -1: all; absent where devices are named. */
  readonly count?: number
  readonly devices: readonly string[]
  readonly capabilities: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

/** `all`, `2`, `"device=0,1"`, `driver=nvidia,count=2`. */
export function parseGpus(text: string): ValueParsed<GpuRequest> {
  const fields = readCsv(text)
  if (fields === undefined || text === '') return refuse('gpus-fields', text)
  const seen = new Set<string>()
  let [driver, count, devices, capabilities] = ['', undefined as number | undefined, [] as string[], [] as string[]]
  let options: Readonly<Record<string, string>> = {}
  for (const field of fields) {
    const [key, value] = cutPair(field)
    if (seen.has(key)) return refuse('gpus-twice', key)
    seen.add(key)
    if (value === undefined || key === 'count') {
      const parsed = gpuCount(value ?? key)
      if (parsed === undefined) return refuse('gpus-count', value ?? key)
      count = parsed
      seen.add('count')
    } else if (key === 'driver') driver = value
    else if (key === 'device') devices = value.split(',')
    else if (key === 'capabilities') capabilities = value.split(',')
    else if (key === 'options') {
      const pairs = readCsv(value)
      if (pairs === undefined) return refuse('gpus-fields', value)
      options = Object.fromEntries(pairs.map(cutPair).map(([name, given = '']) => [name, given]))
    } else return refuse('gpus-key', field)
  }
  if (count !== undefined && devices.length > 0) return refuse('gpus-both', text)
  if (count === undefined && devices.length === 0) count = 1
  return read({
    driver,
    ...(count === undefined ? {} : { count }),
    devices,
    capabilities: [...capabilities, 'gpu'],
    options
  })
}

const gpuCount = (text: string): number | undefined =>
  text === 'all' ? -1 : /^[-+]?\d+$/.test(text) ? Number(text) : undefined
