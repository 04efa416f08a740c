/** How a container ended, from the engine's inspect, the events of its last minutes and what was done here. */
import { lineText } from '../../../../../contract/command/quote'
import { containersOf, linesOf, subcommandOf } from '../../../../../contract/command/script-words'
import type { HistoryEntry } from '../../../../../contract/history/model'
import { exitMeaning, type ExitMeaning } from './exit-code'

export interface HealthCheck {
  /** Milliseconds since 1970; undefined where the engine did not say. */
  readonly at: number | undefined
  readonly exitCode: number
  readonly output: string
}

export interface Ending {
  /** `not-started`: the engine could not start it, or nobody did. */
  readonly key: ExitMeaning['key'] | 'not-started'
  readonly signal: string | undefined
  readonly exitCode: number
  readonly outOfMemory: boolean
  /** The engine's own words. */
  readonly error: string
  /** Milliseconds since 1970. */
  readonly endedAt: number | undefined
  /** Milliseconds that it ran. */
  readonly ranFor: number | undefined
  readonly restarts: number
  readonly policy: string
  /** Its policy has no try left. */
  readonly gaveUp: boolean
}

type Fields = Readonly<Record<string, unknown>>
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const time = (value: unknown): number | undefined => {
  const at = Date.parse(text(value))
  return Number.isNaN(at) || at <= 0 ? undefined : at
}

/** Undefined where it has not ended yet, nor failed to start: it runs for the first time, or was only made. */
export function readEnding(raw: Fields): Ending | undefined {
  const state = fields(raw['State'])
  const policy = fields(fields(raw['HostConfig'])['RestartPolicy'])
  const error = text(state['Error'])
  const exitCode = number(state['ExitCode'])
  const outOfMemory = state['OOMKilled'] === true
  const startedAt = time(state['StartedAt'])
  const endedAt = time(state['FinishedAt'])
  if (endedAt === undefined && error === '') return undefined
  const restarts = number(raw['RestartCount'])
  const most = number(policy['MaximumRetryCount'])
  const meaning = startedAt === undefined && exitCode === 0 ? undefined : exitMeaning(exitCode, outOfMemory)
  const isUp = state['Running'] === true
  return {
    key: meaning?.key ?? 'not-started',
    signal: meaning?.signal,
    exitCode,
    outOfMemory,
    error,
    endedAt,
    ranFor:
      isUp || startedAt === undefined || endedAt === undefined || endedAt < startedAt ? undefined : endedAt - startedAt,
    restarts,
    policy: most > 0 ? `${text(policy['Name'])}:${most}` : text(policy['Name']) || 'no',
    gaveUp: text(policy['Name']) === 'on-failure' && most > 0 && restarts >= most && !isUp && exitCode !== 0
  }
}

/** The last checks, newest first, where they fail; `streak`: how many in a row. */
export function readFailedChecks(raw: Fields): { readonly streak: number; readonly checks: readonly HealthCheck[] } {
  const health = fields(fields(raw['State'])['Health'])
  const log = Array.isArray(health['Log']) ? health['Log'].map(fields) : []
  const checks = log.map((check) => ({
    at: time(check['Start']),
    exitCode: number(check['ExitCode']),
    output: text(check['Output']).trim()
  }))
  const streak = number(health['FailingStreak'])
  return { streak, checks: streak === 0 ? [] : checks.filter(({ exitCode }) => exitCode !== 0).reverse() }
}

/** Milliseconds between a command's end and the end that it brought about, clocks included. */
const slack = 5_000

/** The command from here that ended it, if one did: the last kill, stop or restart around its end. */
export function endedFromHere(
  entries: readonly HistoryEntry[],
  id: string,
  endedAt: number | undefined
): { readonly kind: 'kill' | 'stop'; readonly command: string } | undefined {
  if (endedAt === undefined) return undefined
  const found = entries.findLast((entry) => {
    const began = entry.startedAt - slack
    const end = entry.startedAt + (entry.duration ?? Number.POSITIVE_INFINITY) + slack
    return (
      entry.outcome.kind !== 'failed' &&
      endedAt >= began &&
      endedAt <= end &&
      linesOf(entry).some((line) => enders.has(subcommandOf(line)) && containersOf(line).includes(id))
    )
  })
  if (found === undefined) return undefined
  return {
    kind: subcommandOf(found.command) === 'kill' ? 'kill' : 'stop',
    command: lineText(found.command, { shell: 'posix', cli: found.cli })
  }
}
const enders = new Set(['kill', 'stop', 'restart'])

/** Milliseconds: what counts as the last minutes. */
const recentSpan = 600_000

/** How often it ended lately. */
export const recentEnds = (
  events: ReadonlyArray<{ readonly at: number; readonly action: string }>,
  now: number
): number => events.filter(({ action, at }) => action === 'die' && at > now - recentSpan).length
