/** The engines that Escale knows of, each with its connection, and the one that the window shows. */
import type { Connection, ConnectionsSnapshot } from '../../contract/connections/model'
import { createConnection, type EngineConnection } from './connection'
import { discover, type Discovery } from './discovery/discover'
import type { Found } from './discovery/found'
import { machineSurroundings, type Surroundings } from './discovery/surroundings'
import { formatEndpoint, type Endpoint } from './endpoint'
import type { Engines, RegistryAuth } from './engine'
import { FailureError } from './failure-error'
import { createListeners } from './listeners'
import type { Ask } from './ssh/asking'
import { createHostNames } from './ssh/host-names'
import { engineIdOf } from './engine-id'

export interface EnginesParts {
  /** The connection that was shown last; it goes before the CLI's own, not before what the environment asks for. */
  readonly preferred?: string
  /** Told of each file that could not be used. */
  readonly warn: (what: string, detail: unknown) => void
  /** This machine's, where nothing is said; the environment is read once. */
  readonly surroundings?: Surroundings
  readonly connect?: typeof createConnection
  /** Who is signed in to registries; absent: nobody. */
  readonly registryAuth?: RegistryAuth
  /** Who answers what ssh asks for a connection, by its id and address; absent: nobody. */
  readonly askerFor?: (connection: string, endpoint: string) => Ask
  /** Calls back when docker's contexts changed on the disk; returns what ends it. */
  readonly watchStore?: (onChange: () => void) => () => void
}

export interface EngineList extends Engines {
  snapshot(): ConnectionsSnapshot
  /** Called at each change of the list, of a state or of the choice; returns what ends it. */
  onChange(listener: () => void): () => void
  /** Makes it the one that is shown, and dials it. Throws FailureError (not-found). */
  select(connection: string): void
  /** Tries it now. Throws FailureError (not-found). */
  retry(connection: string): void
  /** Ends a try that is under way. Throws FailureError (not-found). */
  cancel(connection: string): void
  /** Looks again; what is in use stays, even where it is no longer found. */
  discover(): void
  /** What was found, when it was last looked for. */
  discovered(): Discovery
  /** Whether it was found then, or only used to be. */
  isGone(connection: string): boolean
  foundAs(connection: string): Found
  /** Off the list, where it is there and found no longer, and what is under way on it ends. */
  forget(connection: string): void
  /** What `docker` needs before its subcommand to act on it; nothing for an unknown one. */
  cliOf(connection: string): readonly string[]
  /** Ends everything under way. */
  dispose(): void
}

interface Known {
  readonly found: Found
  readonly engine: EngineConnection
  readonly gone: boolean
}

const missing = (connection: string): FailureError =>
  new FailureError({
    kind: 'not-found',
    subject: 'other',
    name: connection,
    message: `No such connection: ${connection.slice(0, 200)}`
  })

/** Looks for endpoints and dials the current one at once. */
export function createEngines(parts: EnginesParts): EngineList {
  const {
    preferred,
    warn,
    surroundings = machineSurroundings(),
    connect = createConnection,
    registryAuth,
    askerFor
  } = parts
  const { watchStore = () => () => undefined } = parts
  const changes = createListeners<void>()
  let known = new Map<string, Known>()
  let current: string | undefined
  let discovery: Discovery
  const hosts = createHostNames(() => changes.tell())
  const warned = new Set<string>()
  const ids = new Map<string, string>()

  const find = (connection: string): Known => {
    const entry = known.get(connection)
    if (entry === undefined) throw missing(connection)
    return entry
  }

  const make = (found: Found): Known => {
    // A context may lead elsewhere by then: who is asked reads where.
    const endpoint = (): Endpoint => known.get(found.id)?.found.endpoint ?? found.endpoint
    const ask: Ask | undefined =
      askerFor === undefined
        ? undefined
        : (asked, signal) => askerFor(found.id, formatEndpoint(endpoint()))(asked, signal)
    const engine = connect(found.id, found.endpoint, undefined, registryAuth, { ask })
    engine.onState(({ kind }) => {
      if (kind === 'connected') hosts.learn(endpoint())
      else ids.delete(found.id)
      identify()
      changes.tell()
    })
    return { found, engine, gone: false }
  }

  /** One engine alone need not say who it is. */
  const identify = (): void => {
    const up = [...known.values()].filter(({ engine }) => engine.state.kind === 'connected')
    if (up.length < 2) return
    for (const { found, engine } of up) {
      if (ids.has(found.id)) continue
      // Asked once for each time that it is connected, whatever comes of it.
      ids.set(found.id, '')
      void engineIdOf(engine).then((id) => {
        if (!ids.has(found.id) || id === '') return
        ids.set(found.id, id)
        changes.tell()
      })
    }
  }

  const look = (): Discovery => {
    discovery = discover(surroundings)
    for (const { file, message } of discovery.problems) {
      const what = `Not used: ${file}`
      if (warned.has(`${what}: ${message}`)) continue
      warned.add(`${what}: ${message}`)
      warn(what, message)
    }
    const next = new Map<string, Known>()
    for (const found of discovery.found) {
      const before = known.get(found.id)
      if (before !== undefined && !sameEndpoint(before.found, found)) before.engine.moveTo(found.endpoint)
      next.set(found.id, before === undefined ? make(found) : { found, engine: before.engine, gone: false })
    }
    for (const [id, entry] of known) {
      if (next.has(id)) continue
      // A socket goes when its engine stops: who looks at it, or works with it, still wants to see it come back.
      const { kind } = entry.engine.state
      if (id === current || kind === 'connected' || kind === 'degraded') next.set(id, { ...leftOf(entry), gone: true })
      else entry.engine.dispose()
    }
    known = next
    return discovery
  }

  const show = (connection: string): void => {
    const { engine } = find(connection)
    if (current !== undefined && current !== connection) known.get(current)?.engine.setWatched(false)
    current = connection
    engine.setWatched(true)
    engine.start()
    changes.tell()
  }

  const { suggested, asked } = (discovery = look())
  const first = !asked && preferred !== undefined && known.has(preferred) ? preferred : suggested
  if (first !== undefined) show(first)

  const again = (): void => {
    const { suggested: now } = look()
    if (current === undefined && now !== undefined) show(now)
    else changes.tell()
  }
  const unwatch = watchStore(again)

  return {
    get(connection) {
      const { engine } = find(connection)
      engine.start()
      return engine
    },
    snapshot: () => ({
      connections: [...known.values()].map(({ found, engine }): Connection => ({
        id: found.id,
        name: found.name,
        source: found.source,
        endpoint: formatEndpoint(found.endpoint),
        host: hosts.of(found.endpoint),
        cli: [...found.cli],
        engineId: ids.get(found.id) || undefined,
        state: engine.state
      })),
      current
    }),
    onChange: changes.add,
    select: show,
    retry: (connection) => find(connection).engine.retry(),
    cancel: (connection) => find(connection).engine.cancel(),
    discover: again,
    discovered: () => discovery,
    isGone: (connection) => find(connection).gone,
    foundAs: (connection) => find(connection).found,
    forget(connection) {
      const entry = known.get(connection)
      if (entry?.gone !== true) return
      known.delete(connection)
      if (current === connection) current = undefined
      entry.engine.dispose()
      again()
    },
    cliOf: (connection) => known.get(connection)?.found.cli ?? [],
    dispose() {
      unwatch()
      for (const { engine } of known.values()) engine.dispose()
    }
  }
}

const sameEndpoint = (a: Found, b: Found): boolean => JSON.stringify(a.endpoint) === JSON.stringify(b.endpoint)

/** Its name leads nowhere any more: its address still does. */
function leftOf({ found, engine }: Known): Pick<Known, 'found' | 'engine'> {
  return found.context === undefined
    ? { found, engine }
    : { found: { ...found, cli: ['-H', formatEndpoint(found.endpoint)] }, engine }
}
