/** Limits and devices as the API's HostConfig has them (docker/cli, container/opts.go; nanoseconds of CPU, bytes). */
import { parseDevice, parseDeviceRule, parseGpus } from '../../../../contract/command/devices'
import {
  parseDeviceBytes,
  parseDeviceOperations,
  parseDeviceWeight,
  parseUlimit
} from '../../../../contract/command/limits'
import type { RunOptions } from '../../../../contract/containers/run'
import type { RunFieldName } from '../../../../contract/containers/run-fields'
import { someOf } from './pairs'
import { valueOf } from './refused'

export function resourcesOf(options: RunOptions, os: string): Readonly<Record<string, unknown>> {
  const { cpus } = options
  return {
    CgroupParent: options.cgroupParent || undefined,
    Memory: options.memory,
    MemoryReservation: options.memoryReservation,
    MemorySwap: options.memorySwap,
    // -1 is the kernel's own choice.
    MemorySwappiness: options.memorySwappiness ?? -1,
    KernelMemory: options.kernelMemory,
    OomKillDisable: options.oomKillDisable,
    NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
    CpuShares: options.cpuShares,
    CpuPeriod: options.cpuPeriod,
    CpuQuota: options.cpuQuota,
    CpuRealtimePeriod: options.cpuRealtimePeriod,
    CpuRealtimeRuntime: options.cpuRealtimeRuntime,
    CpusetCpus: options.cpuSet || undefined,
    CpusetMems: options.memorySet || undefined,
    PidsLimit: options.pidsLimit ?? 0,
    BlkioWeight: options.blockWeight,
    BlkioWeightDevice: someOf(
      options.blockWeightDevices.map((text) => {
        const { path, rate } = valueOf('blockWeightDevices', text, parseDeviceWeight)
        return { Path: path, Weight: rate }
      })
    ),
    BlkioDeviceReadBps: rates(options, 'deviceReadBytes', parseDeviceBytes),
    BlkioDeviceWriteBps: rates(options, 'deviceWriteBytes', parseDeviceBytes),
    BlkioDeviceReadIOps: rates(options, 'deviceReadOperations', parseDeviceOperations),
    BlkioDeviceWriteIOps: rates(options, 'deviceWriteOperations', parseDeviceOperations),
    Ulimits: someOf(ulimitsOf(options.ulimits)),
    DeviceCgroupRules: someOf(options.deviceRules.map((text) => valueOf('deviceRules', text, parseDeviceRule))),
    Devices: devicesOf(options, os),
    DeviceRequests: someOf(requestsOf(options))
  }
}

const rates = (options: RunOptions, field: RunFieldName & `device${string}`, parse: typeof parseDeviceBytes) =>
  someOf(
    (options[field] as readonly string[]).map((text) => {
      const { path, rate } = valueOf(field, text, parse)
      return { Path: path, Rate: rate }
    })
  )

/** Of two with one name the last counts. */
function ulimitsOf(texts: readonly string[]): readonly object[] {
  const limits = texts.map((text) => valueOf('ulimits', text, parseUlimit))
  return [...new Map(limits.map(({ name, soft, hard }) => [name, { Name: name, Soft: soft, Hard: hard }])).values()]
}

/** A device by its name in the Container Device Interface: `nvidia.com/gpu=0`. */
const isNamed = (text: string): boolean => !text.startsWith('/') && text.includes('=')

/** Windows' devices are classes (`class/GUID`), which the engine reads by itself. */
function devicesOf({ devices }: RunOptions, os: string): readonly object[] {
  return devices
    .filter((text) => !isNamed(text))
    .map((text) => {
      if (os === 'windows') return { PathOnHost: text }
      const { host, container, permissions } = valueOf('devices', text, parseDevice)
      return { PathOnHost: host, PathInContainer: container, CgroupPermissions: permissions }
    })
}

function requestsOf({ gpus, devices }: RunOptions): readonly object[] {
  const named = devices.filter(isNamed)
  return [
    ...gpus.map((text) => {
      const { driver, count, devices: ids, capabilities, options } = valueOf('gpus', text, parseGpus)
      return {
        Driver: driver,
        Count: count ?? 0,
        DeviceIDs: someOf(ids),
        Capabilities: [capabilities],
        Options: options
      }
    }),
    ...(named.length === 0 ? [] : [{ Driver: 'cdi', DeviceIDs: named }])
  ]
}
