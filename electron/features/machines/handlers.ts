/** Machines, as the window asks for them. */
import type { machines as contract } from '../../../contract/machines/api'
import type { Limits, Machine, MachineRef, MachineSize } from '../../../contract/machines/model'
import { changePlanOf, planOf, type MachineAction } from '../../../contract/machines/plans'
import type { Plan } from '../../../contract/machines/plans/plan'
import type { EngineList } from '../../engine/engines'
import { FailureError } from '../../engine/failure-error'
import type { Handlers, TaskContext } from '../../ipc/handlers'
import type { MachineOutput } from '../../../contract/machines/model'
import { runAsAdministrator } from '../../platform/rights/run-as-administrator'
import { act, type ActParts } from './act'
import type { World } from './driver'
import { driversOf } from './drivers'
import { gatherEvidence } from './evidence'
import { look, reportOf } from './look'

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
  const run = async (machine: MachineRef, plan: Plan, { signal, report }: TaskContext<MachineOutput>) => {
    const present = here(machine)
    if (plan.length === 0) throw new FailureError({ kind: 'unsupported', message: '' })
    try {
      return await act(plan, { world: present, asAdministrator, report, signal })
    } finally {
      // A machine's engine comes and goes with it: its socket is looked for, and dialled without waiting for its turn.
      engines.discover()
      await dialAgain(machine, present)
    }
  }
  /** Those that lead to it; a product that does not answer now costs a moment of waiting, no more. */
  const dialAgain = async (machine: MachineRef, present: World): Promise<void> => {
    const found = await machineNow(machine, present, new AbortController().signal).catch(() => undefined)
    const { connections } = engines.snapshot()
    for (const { id, state } of connections)
      if (state.kind === 'unreachable' && found?.connections.includes(id) === true) engines.retry(id)
  }
  const machineNow = async (machine: MachineRef, present: World, signal: AbortSignal): Promise<Machine | undefined> => {
    const driver = driversOf(present.system).find(({ product }) => product === machine.product)
    if (driver === undefined) return undefined
    const report = await reportOf(driver, present, engines.snapshot().connections, signal)
    return report.kind === 'found' ? report.machines.find(({ name }) => name === machine.name) : undefined
  }
  const acts =
    (action: MachineAction) =>
    async ({ machine }: { readonly machine: MachineRef }, context: TaskContext<MachineOutput>) =>
      run(machine, planOf(action, machine), context)

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
      const now = await machineNow(machine, here(machine), context.signal)
      if (now === undefined)
        throw new FailureError({ kind: 'not-found', subject: 'other', name: machine.name, message: machine.name })
      checkSize(now, size)
      // It may have been started or stopped since it was shown.
      const present = { ...machine, running: isUp(now.state) }
      return run(machine, changePlanOf(present, size), context)
    }
  }
}

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
