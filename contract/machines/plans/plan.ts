/** How a machine is acted on: its product's own commands and, where that has none for it, its file. What is shown is what is run. */
import type { CommandLine } from '../../command/line'
import type { MachineRef, MachineSize } from '../model'

/** A file of a product: where it lies, the main process knows. */
type ProductFile = 'docker-desktop' | 'wsl'

export type Step =
  | {
      readonly kind: 'run'
      readonly line: CommandLine
      /** An administrator's: the line begins with sudo where a person types it. */
      readonly rights?: boolean
    }
  | {
      readonly kind: 'edit'
      readonly file: ProductFile
      readonly entries: ReadonlyArray<readonly [string, number | string]>
    }

/** Each step goes only where the one before went well. */
export type Plan = readonly Step[]

export interface Plans {
  readonly start: (machine: MachineRef) => Plan
  readonly stop: (machine: MachineRef) => Plan
  readonly restart: (machine: MachineRef) => Plan
  /** Leaves a machine that ran running. */
  readonly change: (machine: MachineRef, size: MachineSize) => Plan
}

export const run = (line: CommandLine): Step => ({ kind: 'run', line })

/** What has to be done to a machine that is off: one that runs is stopped for it, and started again. */
export const whileStopped = ({ start, stop }: Pick<Plans, 'start' | 'stop'>, machine: MachineRef, steps: Plan): Plan =>
  machine.running ? [...stop(machine), ...steps, ...start(machine)] : steps

/** Of a product that has no restart of its own. */
export const stopThenStart = ({ start, stop }: Pick<Plans, 'start' | 'stop'>, machine: MachineRef): Plan => [
  ...stop(machine),
  ...start(machine)
]
