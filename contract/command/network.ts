/** Networks as `--network` names them (docker/cli, opts/network.go). */
import type { RunNetwork } from '../containers/run'
import { csvText, cutPair, readCsv } from './csv'
import { isAddress, isIpv4 } from './port'
import { read, refuse, type ValueParsed } from './problem'

export const networkNamed = (name: string): RunNetwork => ({
  name,
  aliases: [],
  ip: '',
  ip6: '',
  linkLocalIps: [],
  macAddress: '',
  driverOptions: []
})

/** `bridge`, `host`, `none`, `default` and `container:…` are the engine's own ways; all else is a network somebody made. */
export const isOwnNetwork = (name: string): boolean =>
  !['bridge', 'host', 'none', 'default', 'nat', ''].includes(name) && !name.startsWith('container:')

/** Docker takes a value for the long form by this. */
const longForm = /\w=\w/

/** `web`, `container:db`, or `name=web,alias=www,ip=10.0.0.2`. */
export function parseNetwork(text: string): ValueParsed<RunNetwork> {
  if (!longForm.test(text)) {
    if (text.trim() === '' || text === 'container:') return refuse('network-no-name', text)
    return read(networkNamed(text))
  }
  const fields = readCsv(text)
  if (fields === undefined) return refuse('network-fields', text)
  const network = { ...networkNamed(''), aliases: [] as string[], linkLocalIps: [] as string[] }
  const driverOptions: string[] = []
  for (const field of fields) {
    const [name, given] = cutPair(field)
    if (given === undefined || name === '') return refuse('network-field', field)
    const value = given.trim()
    switch (name.trim().toLowerCase()) {
      case 'name':
        network.name = value
        break
      case 'alias':
        network.aliases.push(value)
        break
      case 'ip':
        if (!isIpv4(value)) return refuse('network-address', value)
        network.ip = value
        break
      case 'ip6':
        if (!isAddress(value) || isIpv4(value)) return refuse('network-address', value)
        network.ip6 = value
        break
      case 'link-local-ip':
        if (!isAddress(value)) return refuse('network-address', value)
        network.linkLocalIps.push(value)
        break
      case 'mac-address':
        if (!isMacAddress(value)) return refuse('mac-address', value)
        network.macAddress = value
        break
      case 'driver-opt':
        if (!/^[^=]+=/.test(value)) return refuse('network-driver-option', value)
        driverOptions.push(value)
        break
      case 'gw-priority':
        return refuse('network-gateway', field)
      default:
        return refuse('network-field', field)
    }
  }
  return network.name === '' ? refuse('network-no-name', text) : read({ ...network, driverOptions })
}

/** Whether the short flags say all of it: `--network web --network-alias www --ip 10.0.0.2`. */
export const isShortNetwork = ({ name, macAddress, driverOptions }: RunNetwork): boolean =>
  macAddress === '' && driverOptions.length === 0 && !longForm.test(name)

/** One `--network` value that says all of it; only the name where that is all. */
export function networkText(network: RunNetwork): string {
  const { name, aliases, ip, ip6, linkLocalIps, macAddress, driverOptions } = network
  const fields = [
    ...aliases.map((alias) => `alias=${alias}`),
    ...(ip === '' ? [] : [`ip=${ip}`]),
    ...(ip6 === '' ? [] : [`ip6=${ip6}`]),
    ...linkLocalIps.map((address) => `link-local-ip=${address}`),
    ...(macAddress === '' ? [] : [`mac-address=${macAddress}`]),
    ...driverOptions.map((option) => `driver-opt=${option}`)
  ]
  return fields.length === 0 && !longForm.test(name) ? name : csvText([`name=${name}`, ...fields])
}

/** As Go's net.ParseMAC takes them, of 6 or 8 bytes: `92:d0:c6:0a:29:33`, with `-` too, or `92d0.c60a.2933`. */
export const isMacAddress = (text: string): boolean =>
  /^[\da-f]{2}([:-])[\da-f]{2}(?:\1[\da-f]{2}){4}(?:\1[\da-f]{2}){0,2}$/i.test(text) ||
  /^[\da-f]{4}(?:\.[\da-f]{4}){2,3}$/i.test(text)
