/** Hyper-V by its PowerShell module (learn.microsoft.com/powershell/module/hyper-v/get-vm): JSON, with words that no language changes. */
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { number, text } from '../../../engine/schema'
import {
  Unable,
  allCan,
  answer,
  cannot,
  cpuLimits,
  fixed,
  memoryLimits,
  positive,
  stateOf,
  type Driver,
  type World
} from '../driver'
import { jsonObjects } from '../json-answers'

const script = [
  "if (-not (Get-Command Get-VM -ErrorAction SilentlyContinue)) { 'absent'; exit }",
  "$ErrorActionPreference = 'Stop'",
  "Get-VM | Select-Object Name, @{n='State';e={[string]$_.State}}, ProcessorCount, MemoryStartup, MemoryAssigned, Version | ConvertTo-Json -Compress"
].join('; ')

/** {"Name":"MobyLinuxVM","State":"Running","ProcessorCount":2,"MemoryStartup":2147483648,"MemoryAssigned":2147483648,"Version":"9.0"} */
const Vm = v.object({
  Name: v.pipe(v.string(), v.minLength(1)),
  State: text(),
  ProcessorCount: number(),
  MemoryStartup: number(),
  MemoryAssigned: number(),
  Version: text()
})

/** Docker Desktop's own, of now and before. */
const desktops = new Set(['DockerDesktopVM', 'MobyLinuxVM'])

function machineOf(world: World, raw: unknown): Machine {
  const vm = v.parse(Vm, raw)
  const keeps = desktops.has(vm.Name)
  const ability = cannot('desktop-keeps')
  return {
    product: 'hyper-v',
    name: vm.Name,
    system: 'win32',
    way: undefined,
    state: stateOf(vm.State),
    cpus: positive(vm.ProcessorCount),
    memoryBytes: positive(vm.MemoryAssigned) ?? positive(vm.MemoryStartup),
    version: vm.Version === '' ? undefined : vm.Version,
    virtualization: 'hyper-v',
    endpoints: [],
    hostname: vm.Name,
    ...(keeps ? { start: ability, stop: ability, restart: ability } : allCan),
    change: keeps
      ? { cpus: fixed('desktop-keeps'), memory: fixed('desktop-keeps'), disk: fixed('desktop-keeps') }
      : {
          cpus: cpuLimits(world),
          memory: memoryLimits(world, 512 * 1024 ** 2, 256 * 1024 ** 2),
          disk: fixed('not-offered')
        },
    connections: []
  }
}

export const hyperV: Driver = {
  product: 'hyper-v',
  systems: ['win32'],
  async look(world, signal) {
    const words = ['-NoProfile', '-NonInteractive', '-Command', script]
    const said = await answer(world, 'hyper-v', 'powershell', words, signal)
    if (said.trim() === 'absent') throw new Unable({ kind: 'absent', product: 'hyper-v' })
    return { machines: jsonObjects(said).map((raw) => machineOf(world, raw)) }
  }
}
