/** The limits of a container as a form: what it has now, what was typed, and what of that can be done in place. */
import { parseBytes, parseBytesOrUnlimited, bytesText } from '../../../../contract/command/bytes'
import { parseRestart } from '../../../../contract/command/restart'
import type { Limits } from '../../../../contract/containers/lifecycle/care-api'

/** As text, as docker's flags take it; empty: no limit. */
export interface LimitsForm {
  memory: string
  memorySwap: string
  memoryReservation: string
  cpus: string
  cpuShares: string
  cpusetCpus: string
  pidsLimit: string
  restart: string
}
export type LimitField = keyof LimitsForm

export const emptyLimits: LimitsForm = {
  memory: '',
  memorySwap: '',
  memoryReservation: '',
  cpus: '',
  cpuShares: '',
  cpusetCpus: '',
  pidsLimit: '',
  restart: 'no'
}

type Fields = Readonly<Record<string, unknown>>
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const bytes = (value: unknown): string =>
  number(value) < 0 ? '-1' : number(value) === 0 ? '' : bytesText(number(value))
const count = (value: unknown): string => (number(value) === 0 ? '' : String(value))

/** From the engine's inspect. */
export function readLimits(inspect: Fields): LimitsForm {
  const host = fields(inspect['HostConfig'])
  const policy = fields(host['RestartPolicy'])
  const name = typeof policy['Name'] === 'string' && policy['Name'] !== '' ? policy['Name'] : 'no'
  const retries = number(policy['MaximumRetryCount'])
  return {
    memory: bytes(host['Memory']),
    memorySwap: bytes(host['MemorySwap']),
    memoryReservation: bytes(host['MemoryReservation']),
    cpus: number(host['NanoCpus']) === 0 ? '' : String(number(host['NanoCpus']) / 1e9),
    cpuShares: count(host['CpuShares']),
    cpusetCpus: typeof host['CpusetCpus'] === 'string' ? host['CpusetCpus'] : '',
    pidsLimit: number(host['PidsLimit']) > 0 ? String(host['PidsLimit']) : '',
    restart: retries > 0 ? `${name}:${retries}` : name
  }
}

/** `not-in-place`: a limit cannot be taken away from a container that has it. */
export type LimitProblem = 'size' | 'number' | 'swap-below' | 'not-in-place' | 'restart'

export interface LimitsRead {
  readonly limits: Limits
  readonly problems: Readonly<Partial<Record<LimitField, LimitProblem>>>
}

/** What differs from `before`, and what is wrong with it. */
export function changedLimits(before: LimitsForm, form: LimitsForm): LimitsRead {
  const limits: { -readonly [Field in keyof Limits]: Limits[Field] } = {}
  const problems: Partial<Record<LimitField, LimitProblem>> = {}
  const changed = (field: LimitField): string | undefined => {
    const typed = form[field].trim()
    return typed === before[field] ? undefined : typed
  }
  for (const field of ['memory', 'memorySwap', 'memoryReservation'] as const) {
    const typed = changed(field)
    if (typed === undefined) continue
    const read = field === 'memorySwap' ? parseBytesOrUnlimited(typed) : parseBytes(typed)
    if (typed === '' || (read.ok && read.value === 0)) problems[field] = 'not-in-place'
    else if (read.ok) limits[field] = read.value
    else problems[field] = 'size'
  }
  for (const field of ['cpus', 'cpuShares', 'pidsLimit'] as const) {
    const typed = changed(field)
    if (typed === undefined) continue
    const value = Number(typed)
    const least = field === 'pidsLimit' ? -1 : 0
    if (typed === '' && field === 'pidsLimit') limits.pidsLimit = -1
    else if (typed === '' || value === 0) problems[field] = 'not-in-place'
    else if (!Number.isFinite(value) || value < least || (field !== 'cpus' && !Number.isInteger(value)))
      problems[field] = 'number'
    else limits[field] = value
  }
  const processors = changed('cpusetCpus')
  if (processors === '') problems.cpusetCpus = 'not-in-place'
  else if (processors !== undefined) limits.cpusetCpus = processors
  const policy = changed('restart')
  if (policy !== undefined) {
    const read = parseRestart(policy)
    if (read.ok) limits.restart = read.value
    else problems.restart = 'restart'
  }
  const swap = limits.memorySwap ?? sizeOf(before.memorySwap)
  if (limits.memory !== undefined && swap > 0 && swap < limits.memory) problems.memorySwap ??= 'swap-below'
  return { limits, problems }
}

const sizeOf = (text: string): number => {
  const read = parseBytesOrUnlimited(text)
  return read.ok ? read.value : 0
}
