/** Reads a command line's parts by their meaning. */
import type { HistoryEntry } from '../history/model'
import type { CommandLine } from './line'

/** All the lines that did it. */
export const linesOf = ({ command, steps }: Pick<HistoryEntry, 'command' | 'steps'>): readonly CommandLine[] =>
  steps === undefined || steps.length === 0 ? [command] : steps

/** `stop`, `image inspect`. */
export const subcommandOf = ({ parts }: CommandLine): string =>
  parts
    .filter(({ kind }) => kind === 'subcommand')
    .map(({ text }) => text)
    .join(' ')

/** The ids of the containers that it names. */
export const containersOf = ({ parts }: CommandLine): string[] =>
  parts.flatMap(({ refers }) => (refers?.kind === 'container' ? [refers.id] : []))

/** By what its explanation calls it: `-f` means several things. */
export const hasFlag = ({ parts }: CommandLine, name: string): boolean =>
  parts.some(({ kind, explain }) => kind === 'flag' && explain?.endsWith(`.flag.${name}`) === true)

/** Whether a `docker kill` ends its containers before it returns. */
export function killsAtOnce({ parts }: CommandLine): boolean {
  const signal = parts.find(({ kind }) => kind === 'value')
  return signal === undefined || /^(?:(?:SIG)?KILL|9)$/i.test(signal.text)
}
