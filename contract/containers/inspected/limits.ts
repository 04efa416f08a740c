/** The limits and devices of an inspected container, as its flags said them. */
import { csvText } from '../../command/csv'
import type { RunOptions } from '../run'
import type { RunFieldName } from '../run-fields'
import { numberOf, pairsOf, rawsOf, textOf, textsOf, isOn, type Raw } from './raw'

type Limits = Partial<Pick<RunOptions, RunFieldName>>

export function limitsOf(host: Raw): { readonly limits: Limits; readonly lost: readonly string[] } {
  const memory = numberOf(host['Memory'])
  const swap = numberOf(host['MemorySwap'])
  const swappiness = host['MemorySwappiness']
  const nanoCpus = numberOf(host['NanoCpus'])
  const requests = rawsOf(host['DeviceRequests'])
  const named = requests.filter((request) => request['Driver'] === 'cdi')
  const gpus = requests.filter((request) => !named.includes(request)).map(gpuOf)
  return {
    limits: {
      memory,
      memoryReservation: numberOf(host['MemoryReservation']),
      // The engine allows as much swap as memory where nothing is said.
      memorySwap: memory !== undefined && swap === 2 * memory ? undefined : swap,
      memorySwappiness: typeof swappiness === 'number' && swappiness >= 0 ? swappiness : undefined,
      kernelMemory: numberOf(host['KernelMemory']),
      cpus: nanoCpus === undefined ? undefined : nanoCpus / 1e9,
      cpuShares: numberOf(host['CpuShares']),
      cpuSet: textOf(host['CpusetCpus']),
      memorySet: textOf(host['CpusetMems']),
      cpuPeriod: numberOf(host['CpuPeriod']),
      cpuQuota: numberOf(host['CpuQuota']),
      cpuRealtimePeriod: numberOf(host['CpuRealtimePeriod']),
      cpuRealtimeRuntime: numberOf(host['CpuRealtimeRuntime']),
      pidsLimit: numberOf(host['PidsLimit']),
      shmSize: host['ShmSize'] === defaultShm ? undefined : numberOf(host['ShmSize']),
      ulimits: rawsOf(host['Ulimits']).map(
        ({ Name, Soft, Hard }) => `${textOf(Name)}=${String(Soft)}${Hard === Soft ? '' : `:${String(Hard)}`}`
      ),
      blockWeight: numberOf(host['BlkioWeight']),
      blockWeightDevices: rates(host['BlkioWeightDevice'], 'Weight'),
      deviceReadBytes: rates(host['BlkioDeviceReadBps']),
      deviceWriteBytes: rates(host['BlkioDeviceWriteBps']),
      deviceReadOperations: rates(host['BlkioDeviceReadIOps']),
      deviceWriteOperations: rates(host['BlkioDeviceWriteIOps']),
      oomKillDisable: isOn(host['OomKillDisable']),
      oomScoreAdjust: numberOf(host['OomScoreAdj']),
      devices: [...rawsOf(host['Devices']).map(deviceOf), ...named.flatMap((request) => textsOf(request['DeviceIDs']))],
      deviceRules: [...textsOf(host['DeviceCgroupRules'])],
      gpus: gpus.flatMap((gpu) => gpu ?? [])
    },
    lost: [
      ...(gpus.includes(undefined) ? ['HostConfig.DeviceRequests'] : []),
      // Of Windows alone, where the form has no field.
      ...['CpuCount', 'CpuPercent', 'IOMaximumIOps', 'IOMaximumBandwidth']
        .filter((name) => numberOf(host[name]) !== undefined)
        .map((name) => `HostConfig.${name}`)
    ]
  }
}

/** Bytes of /dev/shm where nothing is said. */
const defaultShm = 64 * 1024 * 1024

const rates = (value: unknown, what = 'Rate'): string[] =>
  rawsOf(value).map((limit) => `${textOf(limit['Path'])}:${String(limit[what])}`)

function deviceOf(device: Raw): string {
  const [host, container, permissions] = ['PathOnHost', 'PathInContainer', 'CgroupPermissions'].map((name) =>
    textOf(device[name])
  )
  if (permissions !== 'rwm' && permissions !== '') return `${host}:${container}:${permissions}`
  return container === host || container === '' ? `${host}` : `${host}:${container}`
}

/** Undefined where `--gpus` cannot say it: more than one set of capabilities, or one without a GPU. */
function gpuOf(request: Raw): string | undefined {
  const sets = Array.isArray(request['Capabilities']) ? request['Capabilities'].map(textsOf) : []
  const [capabilities = []] = sets
  if (sets.length !== 1 || !capabilities.includes('gpu')) return undefined
  const count = request['Count']
  const devices = textsOf(request['DeviceIDs'])
  const others = capabilities.filter((name) => name !== 'gpu')
  const options = pairsOf(request['Options'])
  const driver = textOf(request['Driver'])
  const number = count === -1 ? 'all' : String(count)
  if (driver === '' && devices.length + others.length + options.length === 0) return number
  return csvText([
    ...(driver === '' ? [] : [`driver=${driver}`]),
    devices.length > 0 ? `device=${devices.join(',')}` : `count=${number}`,
    ...(others.length === 0 ? [] : [`capabilities=${others.join(',')}`]),
    ...(options.length === 0 ? [] : [`options=${csvText(options)}`])
  ])
}
