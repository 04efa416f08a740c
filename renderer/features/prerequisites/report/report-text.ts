/** Every check with what was asked and answered, as text for a bug report. Private words are taken out afterwards, by the main process. */
import * as v from 'valibot'
import type { CheckRow } from '../checks/rows'
import type { Evidence } from '../../../../contract/prerequisites/model'

/** Characters of one answer; of a longer one the beginning says enough. */
const mostAnswer = 1_500

export interface ReportWords {
  /** Name and value of what the report begins with: the app, the system. */
  readonly head: ReadonlyArray<readonly [string, string]>
  readonly group: (group: CheckRow['group']) => string
  readonly title: (row: CheckRow) => string
  /** `Met`, `Not met`, … */
  readonly outcome: (row: CheckRow) => string
  readonly found: (row: CheckRow) => string
  readonly evidence: (evidence: Evidence) => string
}

export function reportText(
  groups: ReadonlyArray<{ readonly group: CheckRow['group']; readonly rows: readonly CheckRow[] }>,
  words: ReportWords
): string {
  const head = words.head.map(([name, value]) => `${name}: ${value}`)
  const sections = groups.map(({ group, rows }) =>
    [`## ${words.group(group)}`, ...rows.map((row) => checkText(row, words))].join('\n\n')
  )
  return `${[head.join('\n'), ...sections].join('\n\n')}\n`
}

function checkText(row: CheckRow, words: ReportWords): string {
  const lines = [`${words.outcome(row)} - ${words.title(row)}: ${words.found(row)}`]
  for (const evidence of row.result?.evidence ?? []) {
    const answer = words.evidence(evidence)
    const kept = answer.length > mostAnswer ? `${answer.slice(0, mostAnswer)}…` : answer
    lines.push(`  $ ${evidence.asked}`, ...kept.split('\n').map((line) => `    ${line.trimEnd()}`))
  }
  return lines.join('\n')
}

const text = () => v.fallback(v.string(), '')
const Info = v.object({
  ID: text(),
  Name: text(),
  Swarm: v.fallback(v.object({ NodeID: text(), NodeAddr: text() }), { NodeID: '', NodeAddr: '' })
})
/** Names that tell nothing: of machines that every product calls alike. */
const common = ['localhost', 'docker-desktop', 'linuxkit', 'colima', 'default', 'engine', 'docker']

/** What an engine calls itself and where it is: `docker info` tells both. */
export function privateNames(rows: Iterable<CheckRow>): string[] {
  const answers = [...rows].flatMap(({ result }) => result?.evidence ?? [])
  const names = answers.filter(({ asked }) => asked === 'engine-info').flatMap(({ answer }) => namesOf(answer))
  return [...new Set(names)].filter((name) => name.length > 2 && !common.includes(name))
}

function namesOf(answer: string): string[] {
  try {
    const info = v.safeParse(Info, JSON.parse(answer))
    return info.success ? [info.output.ID, info.output.Name, info.output.Swarm.NodeID, info.output.Swarm.NodeAddr] : []
  } catch {
    // Cut off, as a very long one is, or no answer at all: the places of both in moby's own order.
    return [...answer.matchAll(/^\{"ID":"([^"]+)"|"Name":"([^"]+)","Labels"/g)].map(([, id, name]) => id ?? name ?? '')
  }
}
