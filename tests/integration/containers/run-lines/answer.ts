/** A pasted line as a person would leave it in the form: what it asks for is answered, what it cannot hold is named. */
import { parseCommand } from '../../../../contract/command/parse-command'
import type { CommandProblem } from '../../../../contract/command/problem'
import type { RunOptions } from '../../../../contract/containers/run'
import { execute } from '../../command/docker-cli'
import { folder, variables } from './shell'

export interface Answered {
  readonly options: RunOptions | undefined
  readonly start: boolean
  /** What stands in the way. */
  readonly problems: readonly CommandProblem[]
}

/** They say something and stand in nobody's way. */
const harmless = new Set(['connection', 'client-only', 'needs-pattern'])

/** What the shell would put in the place of these is put there. */
export async function answered(source: string): Promise<Answered> {
  const asked = problemsOf(parseCommand(source)).filter(({ kind }) =>
    /^needs-(?:variable|substitution|home)$/.test(kind)
  )
  const texts = [...new Set(asked.flatMap(({ text }) => text ?? []))].sort((a, b) => b.length - a.length)
  let filled = source
  for (const text of texts) filled = filled.replaceAll(text, await valueOf(text))
  const parsed = parseCommand(filled)
  if (parsed.kind !== 'run') return { options: undefined, start: false, problems: problemsOf(parsed) }
  const environment = parsed.options.environment.map((variable) => {
    const isAsked = parsed.problems.some(({ kind, text }) => kind === 'needs-value' && text === variable.name)
    return isAsked ? { ...variable, value: variables[variable.name] ?? '' } : variable
  })
  return {
    options: { ...parsed.options, environment },
    start: parsed.start,
    problems: parsed.problems.filter(({ kind }) => !harmless.has(kind) && kind !== 'needs-value')
  }
}

const problemsOf = (parsed: ReturnType<typeof parseCommand>): readonly CommandProblem[] =>
  parsed.kind === 'invalid' ? [parsed.problem] : parsed.kind === 'other' ? [{ kind: 'not-docker' }] : parsed.problems

async function valueOf(text: string): Promise<string> {
  const { stdout } = await execute('bash', ['-c', `cd ${folder}; printf %s ${text}`], variables)
  return stdout
}
