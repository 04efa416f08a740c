/** From the engine's list (`GET /containers/json`) to rows: tolerantly, and fast enough for thousands. */
import type { Container, ContainerStateName, Port } from '../../../contract/containers/model'
import { ageOf, shortestOf } from '../../../contract/format/age'
import { parseStatus, sinceOf, type Status } from '../../../contract/format/status'

type Raw = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const keysOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : [])

/** Docker's states, and those of Podman that mean the same. */
const states: Readonly<Record<string, ContainerStateName>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  stopping: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  stopped: 'exited',
  dead: 'dead'
}

/**
 * One row; undefined for what has no id. `now` in milliseconds; `began`: when its state began or ended as far as was
 * known before (an event's time, the row's former value), best first: taken where the engine's words agree.
 */
export function toContainer(
  raw: unknown,
  now: number,
  began: ReadonlyArray<number | undefined> = []
): Container | undefined {
  if (!isRecord(raw)) return undefined
  const id = text(raw['Id'])
  if (id === '') return undefined
  const status = text(raw['Status'])
  const said = parseStatus(status)
  const state = states[text(raw['State']).toLowerCase()] ?? 'unknown'
  return {
    id,
    name: nameOf(raw['Names']),
    image: text(raw['Image']),
    imageId: text(raw['ImageID']),
    command: commandOf(raw['Command']),
    state,
    health: healthOf(raw['Health']) ?? (said.kind === 'up' ? said.health : undefined),
    exitCode: said.kind === 'exited' && (state === 'exited' || state === 'dead') ? said.exitCode : undefined,
    status,
    created: createdOf(raw['Created']),
    since: since(said, now, began),
    ports: portsOf(raw['Ports']),
    labels: labelsOf(raw['Labels']),
    networks: networksOf(raw),
    ...addressesOf(raw),
    volumes: volumesOf(raw['Mounts'])
  }
}

/** A link's alias has two slashes (`/web/db`): not its own name. */
function nameOf(names: unknown): string {
  const all = list(names).filter((name): name is string => typeof name === 'string')
  const own = all.find((name) => name.lastIndexOf('/') <= 0) ?? all[0] ?? ''
  return own.startsWith('/') ? own.slice(1) : own
}

/** Podman gives the words apart. */
const commandOf = (command: unknown): string => (Array.isArray(command) ? command.map(text).join(' ') : text(command))

/** Docker 29 gives it apart: `{"Status":"healthy"}`; `none` where there is no check. */
function healthOf(health: unknown): Container['health'] {
  const said = isRecord(health) ? health['Status'] : health
  return said === 'starting' || said === 'healthy' || said === 'unhealthy' ? said : undefined
}

/** Seconds since 1970; a date in some Podman versions. */
function createdOf(created: unknown): number {
  if (typeof created === 'number') return created * 1_000
  const parsed = Date.parse(text(created))
  return Number.isNaN(parsed) ? 0 : parsed
}

/** Milliseconds that the words may have been on their way. */
const slack = 2_000

/** The words are relative, so they hold whatever the engine's clock says: a time that does not read as them is not taken. */
function since(said: Status, now: number, began: ReadonlyArray<number | undefined>): number | undefined {
  if (!('age' in said)) return undefined
  const least = shortestOf(said.age)
  const fits = (at: number | undefined): boolean =>
    at !== undefined && shortestOf(ageOf(now - at - slack)) <= least && shortestOf(ageOf(now - at + slack)) >= least
  return began.find(fits) ?? sinceOf(said, now)
}

function portsOf(ports: unknown): Port[] {
  const result: Port[] = []
  for (const port of list(ports)) {
    if (!isRecord(port) || typeof port['PrivatePort'] !== 'number') continue
    const { IP, PrivatePort, PublicPort, Type } = port
    const isPublished = typeof PublicPort === 'number' && PublicPort > 0
    result.push({
      ...(isPublished && typeof IP === 'string' && IP !== '' ? { ip: IP } : {}),
      private: PrivatePort,
      ...(isPublished ? { public: PublicPort } : {}),
      protocol: text(Type) || 'tcp'
    })
  }
  // The engine gives them in no order: a row must not change because of that.
  return result.sort(
    (a, b) =>
      a.private - b.private ||
      (a.public ?? 0) - (b.public ?? 0) ||
      compare(a.protocol, b.protocol) ||
      compare(a.ip ?? '', b.ip ?? '')
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function labelsOf(labels: unknown): Record<string, string> {
  const result: Record<string, string> = {}
  if (!isRecord(labels)) return result
  for (const [name, value] of Object.entries(labels)) if (typeof value === 'string') result[name] = value
  return result
}

function networksOf(raw: Raw): string[] {
  const settings = raw['NetworkSettings']
  return keysOf(isRecord(settings) ? settings['Networks'] : undefined).sort()
}

function addressesOf(raw: Raw): Pick<Container, 'addresses'> {
  const settings = raw['NetworkSettings']
  const networks = isRecord(settings) ? settings['Networks'] : undefined
  if (!isRecord(networks)) return {}
  const addresses: Array<{ network: string; address: string }> = []
  for (const network of Object.keys(networks).sort()) {
    const endpoint = networks[network]
    if (!isRecord(endpoint)) continue
    for (const address of [text(endpoint['IPAddress']), text(endpoint['GlobalIPv6Address'])])
      if (address !== '') addresses.push({ network, address })
  }
  return addresses.length === 0 ? {} : { addresses }
}

function volumesOf(mounts: unknown): string[] {
  const names: string[] = []
  for (const mount of list(mounts))
    if (isRecord(mount) && mount['Type'] === 'volume' && text(mount['Name']) !== '') names.push(text(mount['Name']))
  return names
}
