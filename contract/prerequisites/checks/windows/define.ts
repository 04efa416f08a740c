/** What a check of Windows is made of, where it reads the system's facts. */
import type { Answers, Check, Judgement } from '../check'
import { unknown } from '../read'
import { speakOf, type Speak } from '../speak'
import { readFacts, type WindowsFacts } from './facts'

interface FactCheck {
  readonly name: string
  readonly group: Check['group']
  readonly required: boolean
  /** What stands in its sentence of what is needed. */
  readonly values?: Readonly<Record<string, string>>
  /** What it reads besides the facts. */
  readonly also?: readonly string[]
  /** Undefined: it does not apply. `untold`: the facts do not say. */
  readonly judge: (facts: WindowsFacts, speak: Speak, answers: Answers) => Judgement | 'untold' | undefined
}

export function factCheck({ name, group, required, values, also = [], judge }: FactCheck): Check {
  const speak = speakOf('windows', name)
  return {
    id: `windows-${name}`,
    group,
    required,
    systems: ['win32'],
    probes: ['windows-facts', ...also],
    judge(answers) {
      const judgement = judge(readFacts(answers) ?? noFacts, speak, answers)
      if (judgement !== 'untold') return judgement
      return unknown(answers('windows-facts'), speak('needed', values))
    }
  }
}

/** Every fact is untold: a check that has another answer may still tell. */
const noFacts: WindowsFacts = {
  caption: undefined,
  build: undefined,
  productType: undefined,
  edition: undefined,
  architecture: undefined,
  width: undefined,
  memory: undefined,
  model: undefined,
  hypervisor: undefined,
  firmware: undefined,
  slat: undefined,
  monitor: undefined,
  features: undefined,
  services: undefined,
  reboot: undefined,
  writeDenied: undefined,
  desktop: undefined,
  toolbox: undefined,
  pipes: undefined
}
