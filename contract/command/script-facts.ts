/** What the whole history tells about single containers, before a script of it is written. */
import type { HistoryEntry } from '../history/model'
import { containersOf, hasFlag, linesOf, subcommandOf } from './script-words'

export interface Facts {
  /** Containers that were gone again before their command ended: the script does not make them, nor touch them. */
  readonly neverMade: ReadonlySet<string>
  /** Containers that ran until something was done to them: stopped, killed, paused, removed by force. */
  readonly endedFromOutside: ReadonlySet<string>
}

/** In the order in which things were done: a long command counts from its end. */
export function order(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const end = ({ startedAt, duration, outcome }: HistoryEntry): number =>
    outcome.kind === 'running' ? Number.MAX_VALUE : startedAt + (duration ?? 0)
  return [...entries].sort((one, other) => end(one) - end(other))
}

const onRunning = new Set(['stop', 'kill', 'pause', 'unpause', 'restart'])

/** `entries` in their order. */
export function facts(entries: readonly HistoryEntry[]): Facts {
  const neverMade = new Set<string>()
  const endedFromOutside = new Set<string>()
  const settled = new Set<string>()
  for (const entry of entries) {
    const { outcome, made, command } = entry
    // One that failed to start stays behind, unless it was to be removed at its end.
    const gone =
      outcome.kind === 'cancelled' ||
      outcome.kind === 'running' ||
      (outcome.kind === 'failed' && hasFlag(command, 'rm'))
    if (made !== undefined && gone) neverMade.add(made.id)
    if (outcome.kind !== 'done') continue
    for (const line of linesOf(entry)) {
      const subcommand = subcommandOf(line)
      const outside = onRunning.has(subcommand) || (subcommand === 'rm' && hasFlag(line, 'force'))
      for (const id of containersOf(line)) {
        // Only what happened first to it after it was made counts.
        if (outside && !settled.has(id)) endedFromOutside.add(id)
        settled.add(id)
      }
    }
  }
  return { neverMade, endedFromOutside }
}
