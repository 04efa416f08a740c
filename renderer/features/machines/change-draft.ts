/** A change of a machine's size as it is typed: what it comes to, and what is wrong with it. */
import type { Limits, Machine, MachineSize } from '../../../contract/machines/model'
import { gibibyte } from './machine-words'

export const sizeFields = ['cpus', 'memory', 'disk'] as const
export type SizeField = (typeof sizeFields)[number]
export type Draft = Readonly<Record<SizeField, string>>

export type Wrong = 'not-a-number' | 'too-little' | 'too-much'

const unitOf = (field: SizeField): number => (field === 'cpus' ? 1 : gibibyte)
const presentOf = (machine: Machine, field: SizeField): number | undefined =>
  ({ cpus: machine.cpus, memory: machine.memoryBytes, disk: machine.diskBytes })[field]

/** Two digits after the point: what a product keeps in MiB reads as it is. */
const shown = (value: number | undefined, unit: number): string =>
  value === undefined ? '' : String(Math.round((value / unit) * 100) / 100)

export const draftOf = (machine: Machine): Draft => ({
  cpus: shown(presentOf(machine, 'cpus'), 1),
  memory: shown(presentOf(machine, 'memory'), gibibyte),
  disk: shown(presentOf(machine, 'disk'), gibibyte)
})

/** `1,5` is French for `1.5`. Undefined: it is no number. */
function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** In steps of what the product takes. */
function valueOf(text: string, field: SizeField, limits: Extract<Limits, { kind: 'free' }>): number | undefined {
  const number = numberIn(text)
  return number === undefined ? undefined : Math.round((number * unitOf(field)) / limits.step) * limits.step
}

/** What is wrong with a field; undefined where it can be used, or stands as it is. */
export function wrongWith(machine: Machine, draft: Draft, field: SizeField): Wrong | undefined {
  const limits = machine.change[field]
  if (limits.kind === 'fixed' || draft[field] === draftOf(machine)[field]) return undefined
  const value = valueOf(draft[field], field, limits)
  if (value === undefined) return 'not-a-number'
  return value < limits.least ? 'too-little' : value > limits.most ? 'too-much' : undefined
}

/** What is to be changed; a field that stands as it was is none of it. */
export function sizeOf(machine: Machine, draft: Draft): MachineSize {
  const changed = (field: SizeField): number | undefined => {
    const limits = machine.change[field]
    if (limits.kind === 'fixed' || draft[field] === draftOf(machine)[field]) return undefined
    return wrongWith(machine, draft, field) === undefined ? valueOf(draft[field], field, limits) : undefined
  }
  const [cpus, memoryBytes, diskBytes] = sizeFields.map(changed)
  return {
    ...(cpus === undefined ? {} : { cpus }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(diskBytes === undefined ? {} : { diskBytes })
  }
}
