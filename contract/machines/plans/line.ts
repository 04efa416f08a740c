/** Command lines of programs other than docker, each part with the key of its explanation. */
import type english from '../../../locales/en/machines.json'
import type { CommandLine, CommandPart } from '../../command/line'

export type MachineProgram = keyof (typeof english)['explain']['program']
export type MachineWord = keyof (typeof english)['explain']['word']

/** `colima stop work`: a word that says what is done, a flag, a value of the flag before it, or what it is done to. */
export type Words = readonly (readonly [
  kind: Exclude<CommandPart['kind'], 'program'>,
  text: string,
  explain: MachineWord
])[]

/** `text`: the program where it is called otherwise than its explanation. */
export const lineOf = (program: MachineProgram, words: Words, text: string = program): CommandLine => ({
  parts: [
    { text, kind: 'program', explain: `machines.explain.program.${program}` },
    ...words.map(([kind, word, explain]): CommandPart => ({
      kind,
      text: word,
      explain: `machines.explain.word.${explain}`
    }))
  ]
})

/** `--cpus 4`. */
export const option = (
  flag: string,
  value: number | string,
  explain: MachineWord,
  explainValue: MachineWord
): Words => [
  ['flag', flag, explain],
  ['value', String(value), explainValue]
]

/** Nothing where there is nothing to be set. */
export const given = <Value>(value: Value | undefined, words: (value: Value) => Words): Words =>
  value === undefined ? [] : words(value)

export const gibibytes = (bytes: number): number => Math.round((bytes / 1024 ** 3) * 100) / 100
export const mebibytes = (bytes: number): number => Math.round(bytes / 1024 ** 2)
