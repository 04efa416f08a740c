/**
 * PowerShell's `Get-ComputerInfo`, whose names are the same in every language:
 *
 *   OsName                                       : Microsoft Windows 11 Pro
 *   OsBuildNumber                                : 22631
 *   HyperVisorPresent                            : False
 *   HyperVRequirementVirtualizationFirmwareEnabled : True
 */
import { namesVirtual } from '../checks/windows/facts'
import type { Told } from './read-systeminfo'

const bool = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined

const architectures: Readonly<Record<string, number>> = { x64: 9, ARM64: 12, X86: 0 }

export function readComputerInfo(lines: readonly string[]): (Told & { readonly edition?: string }) | undefined {
  const values = new Map(
    lines.flatMap((line): Array<readonly [string, string]> => {
      const [, name, value] = /^\s*((?:Os|Cs|HyperV|Windows)\w{3,60})\s*:\s*(\S.*)$/.exec(line) ?? []
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]]
    })
  )
  const value = (name: string): string | undefined => values.get(name.toLowerCase())
  const hypervisor = bool(value('HyperVisorPresent'))
  const build = /^\d{4,5}$/.exec(value('OsBuildNumber') ?? '')?.[0]
  if (hypervisor === undefined && build === undefined) return undefined
  const [type] = /x64|ARM64|X86/.exec(value('CsSystemType') ?? '') ?? []
  const bits = /^(32|64)/.exec(value('OsArchitecture') ?? '')?.[1]
  const memory = /^\d{9,15}$/.exec(value('CsTotalPhysicalMemory') ?? '')?.[0]
  const told: Record<keyof Told | 'edition', string | number | boolean | undefined> = {
    caption: value('OsName')?.slice(0, 120),
    edition: value('WindowsEditionId')?.slice(0, 60),
    build: build === undefined ? undefined : Number(build),
    architecture: type === undefined ? undefined : architectures[type],
    width: bits === undefined ? (type === undefined ? undefined : type === 'X86' ? 32 : 64) : Number(bits),
    memory: memory === undefined ? undefined : Number(memory),
    model: [value('CsModel'), value('CsManufacturer')].find((name) => name !== undefined && namesVirtual(name)),
    hypervisor,
    firmware: bool(value('HyperVRequirementVirtualizationFirmwareEnabled')),
    slat: bool(value('HyperVRequirementSecondLevelAddressTranslation')),
    monitor: bool(value('HyperVRequirementVMMonitorModeExtensions'))
  }
  return Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined))
}
