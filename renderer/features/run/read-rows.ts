/** Rows of the run form as options: ports, variables, mounts and networks. */
import { readCsv } from '../../../contract/command/csv'
import { isHostPath, mountFlag, parseMount, parseTmpfs, tmpfsFlag, volumeName } from '../../../contract/command/mount'
import { isMacAddress } from '../../../contract/command/network'
import { isAddress, isIpv4, parsePorts } from '../../../contract/command/port'
import { refuse, type ProblemKind } from '../../../contract/command/problem'
import type { EnvironmentVariable, Mount, PublishedPort, RunNetwork } from '../../../contract/containers/run'
import type { EnvironmentRow, MountRow, NetworkRow, PortRow } from './draft'
import { commandProblem, problemKey, type Problem, type Read } from './problem'

type Rows<Value> = Read<readonly Value[]>
const refused = (kind: ProblemKind, text: string): { readonly problem: Problem } => ({
  problem: commandProblem(refuse(kind, text).problem)
})
const missing = (name: Parameters<typeof problemKey>[0]): { readonly problem: Problem } => ({
  problem: { key: problemKey(name), missing: true }
})

/** Two ranges of one length are a port each. */
export function readPorts({ host: typedHost, container: typedContainer, protocol }: PortRow): Rows<PublishedPort> {
  const [host, container] = [typedHost.trim(), typedContainer.trim()]
  if (host === '' && container === '') return {}
  if (container === '') return missing('port-container-missing')
  // An address alone: any port of it.
  const parsed = parsePorts(`${isAddress(host) ? `${host}:` : host}${host === '' ? '' : ':'}${container}/${protocol}`)
  return parsed.ok ? { value: parsed.ports } : refused(`port-${parsed.problem.kind}`, parsed.problem.text)
}

export function readVariable({ name, value, secret, asks }: EnvironmentRow): Rows<EnvironmentVariable> {
  if (name === '') return value === '' ? {} : missing('variable-name-missing')
  if (/[=\0]/.test(name)) return { problem: { key: problemKey('variable-name') } }
  const variable = [{ name, value, secret }]
  return value === '' && asks !== undefined
    ? { value: variable, problem: { key: problemKey('variable-asked'), values: { name: asks } } }
    : { value: variable }
}

/** Which kind of mount a source makes: docker tells them apart by how the source begins. */
export const mountKind = (source: string): 'bind' | 'volume' => (isHostPath(source.trim()) ? 'bind' : 'volume')

export function readMount(row: MountRow): Rows<Mount> {
  const { kind, source, target, readOnly, flag } = row
  if (source.trim() === '' && target.trim() === '') return {}
  if (target.trim() === '') return missing('mount-target-missing')
  if (kind === 'bind' && source.trim() === '') return missing('mount-source-missing')
  if (!target.startsWith('/')) return refused('mount-target', target)
  if (kind === 'bind' && /^[.~]/.test(source))
    return { problem: { key: problemKey('mount-relative'), values: { text: source } } }
  if (kind === 'volume' && source !== '' && !volumeName.test(source))
    return { problem: { key: problemKey('mount-volume') } }
  const options = listOf(row.options)
  if (options === undefined) return refused('mount-fields', row.options)
  const mount: Mount = { kind, source: kind === 'tmpfs' ? '' : source, target, readOnly, flag, options: [...options] }
  const wrong = optionProblem(mount)
  return wrong === undefined ? { value: [mount] } : { value: [mount], ...refused(`mount-${wrong.kind}`, wrong.text) }
}

/** What the flag's own reader says of the options. */
function optionProblem(mount: Mount) {
  const { problems } =
    mount.flag === 'mount'
      ? parseMount(mountFlag(mount))
      : mount.flag === 'tmpfs'
        ? parseTmpfs(tmpfsFlag(mount))
        : { problems: [] }
  return problems[0]
}

/** Values with commas between them; one that holds a comma stands in double quotes. Undefined where it cannot be read. */
function listOf(text: string): readonly string[] | undefined {
  return text.trim() === ''
    ? []
    : readCsv(text)
        ?.map((value) => value.trim())
        .filter((value) => value !== '')
}

export function readNetwork(row: NetworkRow): Rows<RunNetwork> {
  const [name, ip, ip6, macAddress] = [row.name.trim(), row.ip.trim(), row.ip6.trim(), row.macAddress.trim()]
  const [aliases, linkLocalIps, driverOptions] = [
    listOf(row.aliases),
    listOf(row.linkLocalIps),
    listOf(row.driverOptions)
  ]
  if (aliases === undefined || linkLocalIps === undefined || driverOptions === undefined)
    return refused('network-fields', row.aliases)
  if (name === '') {
    const more = [ip, ip6, macAddress].some((text) => text !== '') || aliases.length > 0 || linkLocalIps.length > 0
    return more ? missing('network-name-missing') : {}
  }
  if (name === 'container:') return missing('network-container-missing')
  if (ip !== '' && !isIpv4(ip)) return refused('network-address', ip)
  if (ip6 !== '' && (!isAddress(ip6) || isIpv4(ip6))) return refused('network-address', ip6)
  const wrongLocal = linkLocalIps.find((address) => !isAddress(address))
  if (wrongLocal !== undefined) return refused('network-address', wrongLocal)
  if (macAddress !== '' && !isMacAddress(macAddress)) return refused('mac-address', macAddress)
  const wrongOption = driverOptions.find((option) => !/^[^=]+=/.test(option))
  if (wrongOption !== undefined) return refused('network-driver-option', wrongOption)
  return {
    value: [
      {
        name,
        aliases: [...aliases],
        ip,
        ip6,
        linkLocalIps: [...linkLocalIps],
        macAddress,
        driverOptions: [...driverOptions]
      }
    ]
  }
}
