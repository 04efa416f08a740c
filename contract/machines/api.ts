/** Machines: what runs engines on this computer, each through its product's own command line. */
import * as v from 'valibot'
import type { CommandLine } from '../command/line'
import { stream, task } from '../define'
import { ConnectionId } from '../scope'
import { machineKey, MachineOutput, MachineRef, MachineSize, MachinesItem } from './model'
import { changePlanOf, linesOf, planOf, type MachineAction } from './plans'
import type { Plan } from './plans/plan'

const OnMachine = v.object({ machine: MachineRef })
const Change = v.object({ machine: MachineRef, size: MachineSize })
type OnMachine = v.InferOutput<typeof OnMachine>
type Change = v.InferOutput<typeof Change>

/** The line that says the most: with the sizes where there are some, else the last. */
const chief = (lines: readonly CommandLine[]): CommandLine | undefined =>
  lines.find(({ parts }) => parts.some(({ explain }) => explain?.endsWith('.cpus-count') === true)) ?? lines.at(-1)
const several = (plan: Plan): readonly CommandLine[] => {
  const lines = linesOf(plan)
  return lines.length > 1 ? lines : []
}

const act = (action: MachineAction) =>
  task({
    request: OnMachine,
    progress: MachineOutput,
    result: MachineOutput,
    subject: ({ machine }) => machineKey(machine),
    command: ({ machine }: OnMachine) => chief(linesOf(planOf(action, machine))),
    steps: ({ machine }: OnMachine) => several(planOf(action, machine))
  })

export const machines = {
  /**
   * Asks every product that is on this computer, once: each answers as soon as it can, and the stream ends with the last. `connection`:
   * the engine whose backend is to be told.
   */
  look: stream({ request: v.object({ connection: v.optional(ConnectionId) }), item: MachinesItem }),
  /** Fails: not-found (the program is gone), permission-denied, timed-out, engine-error with the program's own words. */
  start: act('start'),
  stop: act('stop'),
  restart: act('restart'),
  /** A machine that ran runs again. Fails: invalid-input (more than this computer has, a disk made smaller), and as the others. */
  change: task({
    request: Change,
    progress: MachineOutput,
    result: MachineOutput,
    subject: ({ machine }) => machineKey(machine),
    command: ({ machine, size }: Change) => chief(linesOf(changePlanOf(machine, size))),
    steps: ({ machine, size }: Change) => several(changePlanOf(machine, size))
  })
}
