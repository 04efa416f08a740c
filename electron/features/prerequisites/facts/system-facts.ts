/** Facts of any computer. */
import { availableParallelism, machine, release, totalmem } from 'node:os'
import { answered, type Fact } from './fact'

export const systemFacts = {
  /** Bytes. */
  memory: async () => answered(String(totalmem())),
  /** `6.1.0-18-amd64`, `10.0.19045`, `23.5.0`. */
  release: async () => answered(release()),
  /** The machine's own, not this program's: `x86_64`, `arm64`. */
  machine: async () => answered(machine()),
  processors: async () => answered(String(availableParallelism()))
} satisfies Readonly<Record<string, Fact>>
