/** Facts of any computer. */
import { totalmem } from 'node:os'
import { answered, type Fact } from './fact'

export const systemFacts = {
  /** Bytes. */
  memory: async () => answered(String(totalmem()))
} satisfies Readonly<Record<string, Fact>>
