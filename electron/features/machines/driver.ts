/** A driver reads what one product says of its machines. Acting on them is written in the contract, as commands. */
import type {
  HostSystem,
  Limits,
  Machine,
  MachineState,
  Product,
  ProductReport,
  Virtualization
} from '../../../contract/machines/model'
import type { Surroundings } from '../../engine/discovery/surroundings'
import type { ProgramEnd, ProgramOptions } from '../../platform/programs/run-program'

/** This computer, as a driver may look at it. */
export interface World {
  readonly system: HostSystem
  readonly surroundings: Surroundings
  readonly cpus: number
  readonly memoryBytes: number
  /** Finds programs also where a product puts them and the PATH of a desktop application does not lead. */
  readonly run: (program: string, words: readonly string[], options?: ProgramOptions) => Promise<ProgramEnd>
}

export interface Driver {
  readonly product: Product
  /** Elsewhere there is no such product: the driver does not exist there. */
  readonly systems: readonly HostSystem[]
  /** Throws Unable where there is nothing to be said; whatever else it throws is an answer that could not be read. */
  readonly look: (
    world: World,
    signal: AbortSignal
  ) => Promise<{ readonly version?: string; readonly machines: readonly Machine[] }>
}

/** Why a product has no list to give. */
export class Unable extends Error {
  constructor(readonly report: Extract<ProductReport, { kind: 'absent' | 'failed' }>) {
    super(report.kind === 'failed' ? report.message : report.kind)
  }
}

/** Milliseconds that a product has to answer one question. */
const patience = 8_000

export interface Said {
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Asks a program. Throws Unable: it is not there, it hangs, or the system does not let it run. Its exit code is for the driver. */
export async function ask(
  { run }: World,
  product: Product,
  program: string,
  words: readonly string[],
  signal: AbortSignal
): Promise<Said> {
  // Of its own: one signal takes no more than ten listeners without a warning.
  const end = await run(program, words, { limit: patience, signal: AbortSignal.any([signal]) })
  switch (end.kind) {
    case 'ended':
      return end
    case 'missing':
      throw new Unable({ kind: 'absent', product })
    case 'timed-out':
      throw new Unable({ kind: 'failed', product, why: 'timed-out', message: end.stderr.trim() })
    case 'refused':
      throw new Unable({ kind: 'failed', product, why: 'refused', message: end.message })
    case 'cancelled':
      throw signal.reason
  }
}

/** The same, of a program that ends with 0 where it has something to say. */
export async function answer(...asked: Parameters<typeof ask>): Promise<string> {
  const { code, stdout, stderr } = await ask(...asked)
  if (code === 0) return stdout
  throw new Unable({
    kind: 'failed',
    product: asked[1],
    why: 'refused',
    message: (stderr || stdout).trim().slice(0, 2_000)
  })
}

/** `colima version 0.6.8`: the first that looks like a version. Undefined where it does not say: nothing depends on it. */
export async function versionOf(...asked: Parameters<typeof ask>): Promise<string | undefined> {
  try {
    const { stdout } = await ask(...asked)
    return /\bv?(\d+\.\d+(?:\.\d+)?[\w.+-]*)/.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}

const gibibyte = 1024 ** 3

/** Sizes that a product lets a person choose: never more than the computer has, and a disk never smaller than it is. */
export const cpuLimits = ({ cpus }: World): Limits => ({ kind: 'free', least: 1, most: Math.max(1, cpus), step: 1 })
export const memoryLimits = ({ memoryBytes }: World, least = gibibyte, step = gibibyte): Limits => ({
  kind: 'free',
  least,
  most: Math.max(least, Math.floor(memoryBytes / step) * step),
  step
})
/** The file of a disk takes its room as it fills: it may be larger than what is free now. */
export const diskLimits = (present: number | undefined): Limits =>
  present === undefined
    ? { kind: 'fixed', why: 'unreadable' }
    : { kind: 'free', least: present, most: Math.max(present, 16_384 * gibibyte), step: gibibyte }

export const can = { kind: 'can' } as const
export const cannot = (why: Extract<Limits, { kind: 'fixed' }>['why']) => ({ kind: 'cannot', why }) as const
export const fixed = (why: Extract<Limits, { kind: 'fixed' }>['why']): Limits => ({ kind: 'fixed', why })
export const allCan = { start: can, stop: can, restart: can }

/** `Running`, `running`, `STARTED`: by its beginning, whatever the letters. */
export function stateOf(word: string): MachineState {
  const text = word.trim().toLowerCase()
  if (text === 'running' || text === 'started') return 'running'
  if (text.startsWith('start')) return 'starting'
  if (text.startsWith('stopping')) return 'stopping'
  if (text.startsWith('stop') || text === 'off' || text === 'exited') return 'stopped'
  if (text.startsWith('paus') || text.startsWith('save') || text.startsWith('suspend')) return 'paused'
  if (text.startsWith('broken') || text.startsWith('err') || text.startsWith('fail')) return 'broken'
  return 'unknown'
}

/** As Lima, Colima and Podman name what runs their machines. */
const vmTypes: Readonly<Record<string, Virtualization>> = {
  vz: 'virtualization-framework',
  applehv: 'virtualization-framework',
  qemu: 'qemu',
  krunkit: 'krunkit',
  libkrun: 'krunkit',
  wsl: 'wsl2',
  wsl2: 'wsl2',
  hyperv: 'hyper-v',
  virtualbox: 'virtualbox',
  hyperkit: 'hyperkit',
  xhyve: 'hyperkit',
  kvm: 'kvm',
  kvm2: 'kvm'
}
export const virtualizationOf = (vmType: string): Virtualization | undefined =>
  Object.hasOwn(vmTypes, vmType.toLowerCase()) ? vmTypes[vmType.toLowerCase()] : undefined

/** A size that a product gives; 0 and nonsense are none. */
export const positive = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined
