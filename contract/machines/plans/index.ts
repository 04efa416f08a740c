/** Each product's way to start, stop, restart and change its machines. */
import type { CommandLine } from '../../command/line'
import type { MachineRef, MachineSize, Product } from '../model'
import { colima } from './colima'
import { dockerDesktop } from './docker-desktop'
import { dockerMachine } from './docker-machine'
import { engineService } from './engine-service'
import { hyperV } from './hyper-v'
import { lima } from './lima'
import { orbstack } from './orbstack'
import type { Plan, Plans } from './plan'
import { podmanMachine } from './podman-machine'
import { rancherDesktop } from './rancher-desktop'
import { wsl } from './wsl'

const plans: Readonly<Record<Product, Plans>> = {
  'docker-desktop': dockerDesktop,
  colima,
  lima,
  'rancher-desktop': rancherDesktop,
  orbstack,
  'podman-machine': podmanMachine,
  'docker-machine': dockerMachine,
  'engine-service': engineService,
  wsl,
  'hyper-v': hyperV
}

export const machineActions = ['start', 'stop', 'restart'] as const
export type MachineAction = (typeof machineActions)[number]

export const planOf = (action: MachineAction, machine: MachineRef): Plan => plans[machine.product][action](machine)
export const changePlanOf = (machine: MachineRef, size: MachineSize): Plan =>
  plans[machine.product].change(machine, size)

/** The commands of a plan, in their order. */
export const linesOf = (plan: Plan): readonly CommandLine[] =>
  plan.flatMap((step) => (step.kind === 'run' ? [step.line] : []))
