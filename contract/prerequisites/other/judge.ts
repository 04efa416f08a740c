/** Another computer, judged by the same checks as this one, over what was pasted. */
import { allChecks, checksOf } from '../checks/all'
import type { Check } from '../checks/check'
import { runCheck } from '../checks/run-check'
import type { CheckResult } from '../model'
import { askLine } from './ask'
import { outputsOf, type Output } from './outputs'
import { readPasted, type Pasted } from './read-pasted'

/**
 * The clock and the registry are asked from this computer. Of warnings, that there are none cannot be told: they come last, and
 * a paste may lack its end.
 */
const asked = (check: Check): boolean => !['engine-clock', 'engine-registry'].includes(check.id)
const canTell = ({ id, outcome }: CheckResult): boolean => id !== 'engine-warnings' || outcome === 'not-met'

export interface Judged {
  readonly pasted: Pasted
  readonly results: readonly CheckResult[]
}

export function judgePasted(text: string): Judged {
  const pasted = readPasted(text)
  const results =
    pasted.system === undefined
      ? []
      : checksOf(pasted.system)
          .filter(asked)
          .flatMap((check) => runCheck(check, pasted.answers) ?? [])
          .filter(canTell)
  return { pasted, results }
}

/** What `systeminfo` tells; the other facts of Windows are told by the script alone. */
const toldBySystemInfo = [
  'windows-processor',
  'windows-virtualization',
  'windows-slat',
  'windows-memory',
  'windows-version'
]

/** The commands whose outputs would tell what a check could not: those that people know, and a line that asks what is left. */
export function commandsFor({ system, found, answers }: Pasted, id: string): readonly Output[] {
  const probes =
    allChecks.find((check) => check.id === id)?.probes.filter((probe) => answers(probe).kind === 'not-asked') ?? []
  const brief = toldBySystemInfo.includes(id) && !found.includes('systeminfo')
  // Facts of Windows may be told in part.
  const wanted = id.startsWith('windows-') ? ['windows-facts', ...probes] : probes
  const known = outputsOf(system)
    .filter((output) => output.probes.some((probe) => wanted.includes(probe)))
    .filter((output) => !found.some((one) => one === output.id))
    .filter((output) => output.id !== 'ver' && output.id !== (brief ? 'windows-facts' : 'systeminfo'))
  const rest = probes.filter((probe) => !known.some((output) => output.probes.includes(probe)))
  const line = askLine(rest)
  return line === undefined ? known : [...known, { id: 'asked', command: line, system, probes: rest }]
}

/** One line that asks for all that no check could tell, and how many those are; undefined where one alone asks for itself, or nothing is left. */
export function lineForAll({
  pasted,
  results
}: Judged): { readonly command: string; readonly checks: number } | undefined {
  // Windows has its script.
  if (pasted.system !== 'linux' && pasted.system !== 'darwin') return undefined
  const left = results.flatMap(({ id, outcome }) => {
    const check = outcome === 'unknown' ? allChecks.find((one) => one.id === id) : undefined
    const probes = check?.probes.filter((probe) => pasted.answers(probe).kind === 'not-asked') ?? []
    return askLine(probes) === undefined ? [] : [probes]
  })
  const command = askLine([...new Set(left.flat())])
  return command === undefined || left.length < 2 ? undefined : { command, checks: left.length }
}
