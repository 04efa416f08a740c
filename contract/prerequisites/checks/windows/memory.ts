/** The memory that Docker Desktop's machine needs. */
import { cure } from '../speak'
import { factCheck } from './define'
import { isServer } from './facts'

/** Bytes. 4 GB are asked for; firmware and graphics keep up to a tenth of what is built in, which Windows does not count. */
const leastMemory = 3_600_000_000

export const memory = factCheck({
  name: 'memory',
  group: 'computer',
  required: true,
  judge(facts, speak) {
    if (isServer(facts)) return undefined
    if (facts.memory === undefined) return 'untold'
    const needed = speak('needed')
    const found = speak('found.size', { sizeBytes: facts.memory })
    if (facts.memory >= leastMemory) return { outcome: 'met', found, needed }
    return { outcome: 'not-met', found, needed, cures: [cure(speak('cure.more'))] }
  }
})
