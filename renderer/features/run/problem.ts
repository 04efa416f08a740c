/** What is wrong with a field of the run form, or what one should know about it. */
import { problemMessage, type CommandProblem } from '../../../contract/command/problem'
import type english from '../../../locales/en/run.json'

export interface Problem {
  /** Locale key. */
  readonly key: string
  readonly values?: Readonly<Record<string, string>>
  /** It is only that something is still to be typed: not said before one tries to run. */
  readonly missing?: boolean
}

export interface Read<Value> {
  readonly value?: Value
  readonly problem?: Problem
}

/** Keeps the problem of a field and hands on its value. */
export type Note = <Value>(field: string, read: Read<Value>) => Value | undefined

export const problemKey = (name: keyof (typeof english)['problem']): string => `run.problem.${name}`
/** As docker's own words have it. */
export const commandProblem = (problem: CommandProblem): Problem => problemMessage(problem)
