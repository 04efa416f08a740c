/** 64 bits, in the processor and in Windows: containers are 64-bit programs, and so is everything that runs them. */
import { cure } from '../speak'
import { factCheck } from './define'

const x86 = 0
const names: ReadonlyMap<number, string> = new Map([
  [9, 'x64'],
  [12, 'ARM64']
])

export const processor = factCheck({
  name: 'processor',
  group: 'computer',
  required: true,
  judge({ architecture, width }, speak) {
    const needed = speak('needed')
    if (width === 32 && architecture !== x86)
      return { outcome: 'not-met', found: speak('found.windows-32'), needed, cures: [cure(speak('cure.windows-64'))] }
    if (architecture === x86 || width === 32)
      return { outcome: 'not-met', found: speak('found.processor-32'), needed, cures: [cure(speak('cure.another'))] }
    const name = architecture === undefined ? undefined : names.get(architecture)
    if (name === undefined) return 'untold'
    return { outcome: 'met', found: speak('found.is-64', { name }), needed }
  }
})
