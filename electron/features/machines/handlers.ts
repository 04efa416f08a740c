/** Machines, as the window asks for them. */
import type { machines as contract } from '../../../contract/machines/api'
import {
  machineKey,
  type Limits,
  type Machine,
  type MachineOutput,
  type MachineRef,
  type MachineSize
} from '../../../contract/machines/model'
import { changePlanOf, planOf, type MachineAction } from '../../../contract/machines/plans'
import type { Plan } from '../../../contract/machines/plans/plan'
import type { EngineList } from '../../engine/engines'
import { FailureError } from '../../engine/failure-error'
import type { Handlers, TaskContext } from '../../ipc/handlers'
import { runAsAdministrator } from '../../platform/rights/run-as-administrator'
import { act, type ActParts } from './act'
import type { World } from './driver'
import { driversOf } from './drivers'
import { gatherEvidence } from './evidence'
import { look, reportOf } from './look'
import { withConnections } from './match'

export interface MachinesParts {
  readonly engines: EngineList
  /** Undefined on a system that no product knows. */
  readonly world: World | undefined
  readonly asAdministrator?: ActParts['asAdministrator']
}

export function machinesHandlers({
  engines,
  world,
  asAdministrator = runAsAdministrator
}: MachinesParts): Handlers<typeof contract> {
  const here = (machine: MachineRef): World => {
    if (world !== undefined && driversOf(world.system).some(({ product }) => product === machine.product)) return world
    throw new FailureError({ kind: 'unsupported', message: `${machine.product} is not of this system` })
  }
  /** As its product has it now: only what that lists is acted on, and by what it is, not by what was shown. */
  const now = async (machine: MachineRef, present: World, signal: AbortSignal): Promise<Machine> => {
    const driver = driversOf(present.system).find(({ product }) => product === machine.product)
    if (driver === undefined) throw notFound(machine)
    const report = await reportOf(driver, present, engines.snapshot().connections, signal)
    switch (report.kind) {
      case 'found': {
        const found = report.machines.find(({ name }) => name === machine.name)
        if (found === undefined) throw notFound(machine)
        return found
      }
      case 'absent':
        throw notFound(machine)
      case 'failed':
        throw new FailureError(
          report.why === 'timed-out'
            ? { kind: 'timed-out', message: report.message }
            : { kind: 'engine-error', program: machine.product, message: report.message }
        )
    }
  }
  const run = async (
    machine: Machine,
    present: World,
    plan: Plan,
    { signal, report }: TaskContext<MachineOutput>
  ): Promise<MachineOutput> => {
    if (plan.length === 0) throw new FailureError({ kind: 'unsupported', message: '' })
    try {
      return await act(plan, { world: present, asAdministrator, report, signal })
    } finally {
      // A machine's engine comes and goes with it: its socket is looked for, and dialled without waiting for its turn.
      engines.discover()
      const { connections } = engines.snapshot()
      const leading = withConnections(machine, connections, present.surroundings).connections
      for (const { id, state } of connections)
        if (state.kind === 'unreachable' && leading.includes(id)) engines.retry(id)
    }
  }
  const acts =
    (action: MachineAction) =>
    async ({ machine }: { readonly machine: MachineRef }, context: TaskContext<MachineOutput>) => {
      const present = here(machine)
      const found = await now(machine, present, context.signal)
      const ability = found[action]
      if (ability.kind === 'cannot') throw new FailureError({ kind: 'unsupported', message: ability.why })
      return run(found, present, planOf(action, refTo(found)), context)
    }

  return {
    async *look({ connection }, { signal }) {
      // What was not there at the last look may be there now: a product that was installed, a machine that was made.
      const { connections } = engines.snapshot()
      yield* look(
        {
          world,
          drivers: world === undefined ? [] : driversOf(world.system),
          connections,
          connection: connections.find(({ id }) => id === connection),
          gather: (shown, ended) => gatherEvidence(engines, shown, world, ended)
        },
        signal
      )
    },
    start: acts('start'),
    stop: acts('stop'),
    restart: acts('restart'),
    async change({ machine, size }, context) {
      const present = here(machine)
      const found = await now(machine, present, context.signal)
      checkSize(found, size)
      return run(found, present, changePlanOf(refTo(found), size), context)
    }
  }
}

const notFound = ({ name, product }: MachineRef): FailureError =>
  new FailureError({ kind: 'not-found', subject: 'other', name, message: machineKey({ product, name }) })

const refTo = ({ product, name, system, way, state }: Machine): MachineRef => ({
  product,
  name,
  system,
  running: isUp(state),
  ...(way === undefined ? {} : { way })
})
const isUp = (state: Machine['state']): boolean => state === 'running' || state === 'starting' || state === 'paused'

/** What the window checks too: here it is the machine as it is now that counts. */
function checkSize({ change }: Machine, { cpus, memoryBytes, diskBytes }: MachineSize): void {
  const check = (field: string, value: number | undefined, limits: Limits): void => {
    if (value === undefined) return
    if (limits.kind === 'fixed') throw new FailureError({ kind: 'unsupported', message: limits.why })
    if (value < limits.least || value > limits.most)
      throw new FailureError({ kind: 'invalid-input', field, message: `${value}: ${limits.least} … ${limits.most}` })
  }
  check('cpus', cpus, change.cpus)
  check('memory', memoryBytes, change.memory)
  check('disk', diskBytes, change.disk)
}
