/** A computer whose programs answer as it was recorded, and whose files are these. */
import type { HostSystem, Machine, ProductReport } from '../../../../contract/machines/model'
import type { ProgramEnd } from '../../../platform/programs/run-program'
import type { Driver, World } from '../driver'
import { reportOf } from '../look'
import { driversOf } from './index'

export const gibibyte = 1024 ** 3

export interface Recorded {
  readonly system?: HostSystem
  /** By the program and its words; a text is what it wrote and ended well with. */
  readonly answers?: Readonly<Record<string, string | Partial<Extract<ProgramEnd, { kind: 'ended' }>> | 'hangs'>>
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

export function worldOf({ system = 'darwin', answers = {}, files = {}, env = {} }: Recorded): World {
  return {
    system,
    cpus: 8,
    memoryBytes: 16 * gibibyte,
    surroundings: {
      env,
      platform: system,
      home: system === 'win32' ? 'C:\\Users\\ada' : '/Users/ada',
      uid: system === 'win32' ? undefined : 501,
      exists: (path) => path in files,
      list: () => [],
      read: (path) => files[path],
      real: (path) => path
    },
    run: async (program, words) => {
      const answer = answers[[program, ...words].join(' ')]
      if (answer === 'hangs') return { kind: 'timed-out', stdout: '', stderr: '' }
      if (typeof answer === 'string') return { kind: 'ended', code: 0, stdout: answer, stderr: '' }
      if (answer !== undefined) return { kind: 'ended', code: 1, stdout: '', stderr: '', ...answer }
      // A program that is known, asked something that it does not know.
      const known = Object.keys(answers).some((one) => one.split(' ')[0] === program)
      return known ? { kind: 'ended', code: 1, stdout: '', stderr: 'unknown' } : { kind: 'missing' }
    }
  }
}

const driver = (product: string, system: HostSystem): Driver => {
  const found = driversOf(system).find((one) => one.product === product)
  if (found === undefined) throw new Error(`${product} is not of ${system}`)
  return found
}
export const look = (product: string, recorded: Recorded): Promise<ProductReport> => {
  const world = worldOf(recorded)
  return reportOf(driver(product, world.system), world, [], new AbortController().signal)
}
export async function machinesOf(product: string, recorded: Recorded): Promise<readonly Machine[]> {
  const report = await look(product, recorded)
  if (report.kind !== 'found') throw new Error(JSON.stringify(report))
  return report.machines
}
export const free = (least: number, most: number, step: number) => ({ kind: 'free', least, most, step })
