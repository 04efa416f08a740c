/** Asks the products of this computer, side by side: each report comes as soon as it is there, and one that hangs delays nobody. */
import * as v from 'valibot'
import type { Connection } from '../../../contract/connections/model'
import { tellBackend, type BackendFacts } from '../../../contract/machines/backend'
import { Machine, type MachinesItem, type ProductReport } from '../../../contract/machines/model'
import { Unable, type Driver, type World } from './driver'
import { withConnections } from './match'

/** Never rejects but for a cancel: whatever a product does costs only itself. */
export async function reportOf(
  driver: Driver,
  world: World,
  connections: readonly Connection[],
  signal: AbortSignal
): Promise<ProductReport> {
  const { product } = driver
  try {
    const { version, machines } = await driver.look(world, signal)
    return {
      kind: 'found',
      product,
      ...(version === undefined ? {} : { version }),
      // One whose name would be read as a flag is nothing that one of its commands could act on.
      machines: machines
        .filter((machine) => v.is(Machine, machine))
        .map((machine) => alive(withConnections(machine, connections, world.surroundings), connections))
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Unable) return error.report
    return {
      kind: 'failed',
      product,
      why: 'unreadable',
      message: error instanceof Error ? error.message.slice(0, 500) : ''
    }
  }
}

/** A product that does not tell whether it runs: where its engine answers, it does. */
function alive(machine: Machine, connections: readonly Connection[]): Machine {
  if (machine.state !== 'unknown') return machine
  const answers = connections.some(
    ({ id, state }) => machine.connections.includes(id) && (state.kind === 'connected' || state.kind === 'degraded')
  )
  return answers ? { ...machine, state: 'running' } : machine
}

/** The machine that serves the connection: by its address, else the one whose name the engine gives as its own. */
export function servingOf(connection: string, facts: BackendFacts, machines: readonly Machine[]): Machine | undefined {
  const byAddress = machines.filter(({ connections }) => connections.includes(connection))
  // Two products may claim one socket: the engine's own name decides.
  const named = machines.filter(({ hostname }) => hostname !== undefined && hostname === facts.engine?.name)
  const both = byAddress.find((machine) => named.includes(machine))
  if (both !== undefined) return both
  if (byAddress.length > 0) return facts.engine === undefined || byAddress.length === 1 ? byAddress[0] : undefined
  return facts.local && named.length === 1 ? named[0] : undefined
}

export interface LookParts {
  readonly world: World | undefined
  readonly drivers: readonly Driver[]
  readonly connections: readonly Connection[]
  /** The one whose backend is to be told. */
  readonly connection: Connection | undefined
  readonly gather: (connection: Connection, signal: AbortSignal) => Promise<BackendFacts>
}

export async function* look(parts: LookParts, signal: AbortSignal): AsyncGenerator<MachinesItem, void> {
  const { world, drivers, connections, connection, gather } = parts
  yield {
    kind: 'begin',
    ...(world === undefined ? {} : { system: world.system }),
    cpus: world?.cpus ?? 1,
    memoryBytes: world?.memoryBytes ?? 0,
    asked: world === undefined ? [] : drivers.map(({ product }) => product)
  }
  const reports = new Map(
    world === undefined
      ? []
      : drivers.map((driver) => [driver.product, reportOf(driver, world, connections, signal)] as const)
  )
  const facts = connection === undefined ? undefined : await gather(connection, signal)
  if (facts !== undefined) yield { kind: 'backend', backend: tellBackend(facts) }
  const machines: Machine[] = []
  while (reports.size > 0) {
    const report = await Promise.race(reports.values())
    reports.delete(report.product)
    if (report.kind === 'found') machines.push(...report.machines)
    yield { kind: 'product', report }
  }
  if (facts !== undefined && connection !== undefined) {
    const serving = servingOf(connection.id, facts, machines)
    yield {
      kind: 'backend',
      backend: tellBackend(
        serving === undefined
          ? facts
          : {
              ...facts,
              serving: {
                product: serving.product,
                name: serving.name,
                ...(serving.virtualization === undefined || serving.product === 'engine-service'
                  ? {}
                  : { virtualization: serving.virtualization })
              }
            }
      ),
      ...(serving === undefined ? {} : { machine: { product: serving.product, name: serving.name } })
    }
  }
  yield { kind: 'end' }
}
