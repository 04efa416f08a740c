/** The sentences of one check: `speakOf('windows', 'memory')('found.enough')` is `prerequisites-windows.memory.found.enough`. */
import type { Cure, Said } from '../model'
import { says } from './read'

export type Speak = (sentence: string, values?: Readonly<Record<string, string | number>>) => Said

export const speakOf =
  (system: string, name: string): Speak =>
  (sentence, values) =>
    says(`prerequisites-${system}.${name}.${sentence}`, values)

/** A cure with what is there of it: commands in the order in which they are typed, the vendor's page. */
export const cure = (
  said: Said,
  commands: readonly string[] = [],
  more: Partial<Omit<Cure, 'says' | 'commands'>> = {}
): Cure => ({
  says: said,
  commands: [...commands],
  ...more
})
