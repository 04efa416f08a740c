/** Which connections lead to a machine's engine: by the address that its product names, wherever links lead. */
import type { Connection } from '../../../contract/connections/model'
import type { Machine } from '../../../contract/machines/model'
import type { Surroundings } from '../../engine/discovery/surroundings'

/** One spelling for each address. */
export function addressOf(endpoint: string, { real, platform }: Pick<Surroundings, 'real' | 'platform'>): string {
  if (endpoint.startsWith('unix://')) return `unix://${real(endpoint.slice('unix://'.length))}`
  return platform === 'win32' || !endpoint.startsWith('npipe:') ? endpoint.toLowerCase() : endpoint
}

export function withConnections(
  machine: Machine,
  connections: readonly Connection[],
  surroundings: Pick<Surroundings, 'real' | 'platform'>
): Machine {
  const addresses = new Set(machine.endpoints.map((endpoint) => addressOf(endpoint, surroundings)))
  const leading = connections.filter(({ endpoint }) => addresses.has(addressOf(endpoint, surroundings)))
  return { ...machine, connections: leading.map(({ id }) => id) }
}

/** Whether it is reached by something of this computer. */
export function isLocal(endpoint: string): boolean {
  if (/^(unix|npipe):/.test(endpoint)) return true
  const [, host = ''] = /^(?:tcp|https?):\/\/(\[[^\]]*\]|[^:/]*)/.exec(endpoint) ?? []
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}
