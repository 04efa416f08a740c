/** The plain fields of the run form as options, each read by the function that reads its flag. */
import { parseDuration } from '../../../contract/command/duration'
import { refuse } from '../../../contract/command/problem'
import { fieldNumber, fieldProblem } from '../../../contract/command/run-values'
import type { Healthcheck, RestartPolicy } from '../../../contract/containers/run'
import { runFields, type RunFieldName } from '../../../contract/containers/run-fields'
import type { Draft, HealthcheckDraft, TextRow } from './draft'
import { commandProblem, problemKey, type Note, type Read } from './problem'

type Rows = (list: string, of: readonly TextRow[], read: (row: TextRow) => Read<readonly string[]>) => string[]

export function readField(name: RunFieldName, draft: Draft, note: Note, rows: Rows): unknown {
  const typed = draft[name]
  if (typeof typed === 'boolean') return typed
  if (typeof typed !== 'string') return rows(name, typed, ({ text }) => readText(name, text))
  const text = typed.trim() === '' ? '' : typed
  switch (runFields[name].kind) {
    case 'choice':
      return text === '' ? undefined : text === 'yes'
    case 'text': {
      const problem = fieldProblem(name, text)
      if (problem !== undefined) note(name, { problem: commandProblem(problem) })
      return text
    }
    default: {
      if (text === '') return undefined
      const problem = fieldProblem(name, text.trim())
      if (problem !== undefined) note(name, { problem: commandProblem(problem) })
      return problem === undefined ? fieldNumber(name, text.trim()) : undefined
    }
  }
}

/** A row that is blank says nothing. What the engine would not take still shows in the command. */
function readText(name: RunFieldName, text: string): Read<readonly string[]> {
  if (text.trim() === '') return {}
  const problem = fieldProblem(name, text)
  return problem === undefined ? { value: [text] } : { value: [text], problem: commandProblem(problem) }
}

export function readRestart({ restart: name, maximumRetries }: Draft, note: Note): RestartPolicy {
  const text = maximumRetries.trim()
  if (name !== 'on-failure' || text === '') return { name }
  const retries = readCount(text)
  const value = note('maximumRetries', retries)
  return value === undefined ? { name } : { name, maximumRetries: value }
}

function readCount(text: string): Read<number> {
  return /^\d{1,9}$/.test(text)
    ? { value: Number(text) }
    : { problem: commandProblem(refuse('value-integer', text).problem) }
}

export function readHealthcheck(typed: HealthcheckDraft, note: Note): Healthcheck {
  if (typed.kind !== 'own') return { kind: typed.kind }
  const times = {
    interval: 'interval',
    timeout: 'timeout',
    startPeriod: 'startPeriod',
    startInterval: 'startInterval'
  } as const
  const read = Object.values(times).flatMap((name) => {
    const value = note(`healthcheck.${name}`, readTime(typed[name].trim()))
    return value === undefined ? [] : [[name, value] as const]
  })
  const retries = typed.retries.trim() === '' ? undefined : note('healthcheck.retries', readCount(typed.retries.trim()))
  if (typed.command === '' && read.length === 0 && retries === undefined)
    note('healthcheck.command', { problem: { key: problemKey('health-missing'), missing: true } })
  return {
    kind: 'own',
    command: typed.command,
    ...Object.fromEntries(read),
    ...(retries === undefined ? {} : { retries })
  }
}

function readTime(text: string): Read<number> {
  if (text === '') return {}
  const parsed = parseDuration(text)
  if (!parsed.ok) return { problem: commandProblem(parsed.problem) }
  return parsed.value > 0 && parsed.value < 1
    ? { problem: commandProblem(refuse('duration-short', text).problem) }
    : { value: parsed.value }
}
