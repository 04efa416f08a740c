/** Hyper-V by its PowerShell module (learn.microsoft.com/powershell/module/hyper-v). */
import type { CommandLine } from '../../command/line'
import { quote } from '../../command/quote'
import { lineOf, type MachineWord } from './line'
import { run, stopThenStart, whileStopped, type Plan, type Plans } from './plan'

const script = (text: string, explain: MachineWord): CommandLine =>
  lineOf('powershell', [
    ['flag', '-NoProfile', 'no-profile'],
    ['flag', '-NonInteractive', 'no-questions'],
    ['flag', '-Command', 'script'],
    ['value', text, explain]
  ])
const of = (name: string): string => quote(name, 'powershell')

export const hyperV: Plans = {
  start: ({ name }) => [run(script(`Start-VM -Name ${of(name)}`, 'start'))],
  stop: ({ name }) => [run(script(`Stop-VM -Name ${of(name)}`, 'stop'))],
  restart: (machine) => stopThenStart(hyperV, machine),
  change: (machine, { cpus, memoryBytes }): Plan => [
    ...whileStopped(hyperV, machine, [
      ...(cpus === undefined
        ? []
        : [run(script(`Set-VMProcessor -VMName ${of(machine.name)} -Count ${cpus}`, 'change'))]),
      ...(memoryBytes === undefined
        ? []
        : [run(script(`Set-VMMemory -VMName ${of(machine.name)} -StartupBytes ${memoryBytes}`, 'change'))])
    ])
  ]
}
