/** The words after `docker run` as the run form's options; what the form cannot hold is named, never dropped silently. */
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { parseReference } from '../images/reference'
import { parseVariable } from './environment'
import { parseSwitch, readFlags, type GivenFlag } from './flags'
import { parseMount, parseVolume, type MountParsed } from './mount'
import { parsePorts } from './port'
import type { CommandProblem } from './problem'
import { runFlags } from './run-flags'
import type { Expansion, Word } from './tokenize'

export interface RunParsed {
  readonly options: RunOptions
  /** In the order of the command. Options hold all that could be read. */
  readonly problems: readonly CommandProblem[]
}

/** What is read so far; the parts of RunOptions that grow. */
type Draft = { -readonly [Key in keyof RunOptions]: RunOptions[Key] }

const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/

/** `assigned`: variables set in front of the command (`PASSWORD=x docker run -e PASSWORD …`). */
export function parseRun(words: readonly Word[], assigned: ReadonlyMap<string, string> = new Map()): RunParsed {
  const { given, rest, problems: unread } = readFlags(words, runFlags, { interspersed: false })
  const draft: Draft = { ...emptyRunOptions, detach: false }
  const problems: CommandProblem[] = [...given.flatMap((flag) => applyFlag(draft, flag, assigned)), ...unread]

  const [image, ...command] = rest
  if (image === undefined || image.text.trim() === '') problems.push({ kind: 'missing-image' })
  else {
    draft.image = image.text.trim()
    const asked = questions(image.expansions, 'image')
    problems.push(...(asked.length > 0 ? asked : imageProblems(draft.image)))
  }
  draft.command = command.map(({ text }) => text)
  problems.push(...command.flatMap(({ expansions }) => questions(expansions, 'command', true)))
  return { options: draft, problems }
}

function applyFlag(draft: Draft, given: GivenFlag, assigned: ReadonlyMap<string, string>): readonly CommandProblem[] {
  const { flag, written, value, expansions } = given
  switch (flag.name) {
    case 'detach':
      return applySwitch(given, (on) => (draft.detach = on))
    case 'interactive':
      return applySwitch(given, (on) => (draft.interactive = on))
    case 'tty':
      return applySwitch(given, (on) => (draft.tty = on))
    case 'rm':
      return applySwitch(given, (on) => (draft.autoRemove = on))
    case 'publish-all':
      return applySwitch(given, (on) => (draft.publishAll = on))
    case 'name':
      return applyName(draft, given)
    case 'publish':
      return applyPorts(draft, given)
    case 'env':
      return applyVariable(draft, given, assigned)
    case 'volume':
      return applyMount(draft, given, parseVolume)
    case 'mount':
      return applyMount(draft, given, parseMount)
    default: {
      const text = flag.takesValue || value !== 'true' ? value : ''
      const kind = flag.name === 'env-file' ? 'unsupported-env-file' : text === '' ? 'unsupported' : 'unsupported-value'
      return [{ kind, flag: written, ...(text === '' ? {} : { text }) }, ...questions(expansions, written)]
    }
  }
}

function applySwitch({ written, value }: GivenFlag, set: (on: boolean) => void): readonly CommandProblem[] {
  const on = parseSwitch(value)
  if (on === undefined) return [{ kind: 'invalid-value', flag: written, text: value }]
  set(on)
  return []
}

function applyName(draft: Draft, { written, value, expansions }: GivenFlag): readonly CommandProblem[] {
  const asked = questions(expansions, written)
  if (asked.length > 0) return asked
  if (!containerName.test(value)) return [{ kind: 'invalid-name', flag: written, text: value }]
  draft.name = value
  return []
}

function applyPorts(draft: Draft, { written, value, expansions }: GivenFlag): readonly CommandProblem[] {
  const asked = questions(expansions, written)
  if (asked.length > 0) return asked
  const parsed = parsePorts(value)
  if (!parsed.ok) return [{ kind: `port-${parsed.problem.kind}`, flag: written, text: parsed.problem.text }]
  draft.ports = [...draft.ports, ...parsed.ports]
  return []
}

function applyVariable(
  draft: Draft,
  { written, value, expansions }: GivenFlag,
  assigned: ReadonlyMap<string, string>
): readonly CommandProblem[] {
  const { variable, problem } = parseVariable(value)
  if (variable === undefined) return [{ kind: 'variable-no-name', flag: written, text: value }]
  const add = (text: string, secret: boolean) =>
    (draft.environment = [...draft.environment, { name: variable.name, value: text, secret }])
  if (problem?.kind === 'no-value') {
    const known = assigned.get(variable.name)
    add(known ?? '', false)
    return known === undefined ? [{ kind: 'needs-value', flag: written, text: variable.name }] : []
  }
  // What people keep in a shell variable is what they do not want to be read in the command: a secret.
  if (expansions.length === 1 && expansions[0]?.kind === 'variable' && variable.value === expansions[0].text) {
    add('', true)
    return [{ kind: 'needs-value', flag: written, text: variable.name }]
  }
  add(variable.value, false)
  return questions(expansions, written)
}

function applyMount(
  draft: Draft,
  { written, value, expansions }: GivenFlag,
  parse: (text: string) => MountParsed
): readonly CommandProblem[] {
  // "${PWD:-.}" holds a colon that parts nothing: what the shell would fill in is one piece.
  const pieces = expansions.filter(({ kind }) => kind === 'variable' || kind === 'substitution')
  const masked = pieces.reduce((text, piece, index) => text.replace(piece.text, () => mask(index)), value)
  const unmask = (text: string) =>
    pieces.reduce((whole, piece, index) => whole.replace(mask(index), () => piece.text), text)
  const { mount, problems } = parse(masked)
  if (mount !== undefined) {
    const kind = /^[\uE000-\uF8FF]/.test(mount.source) ? 'bind' : mount.kind
    draft.mounts = [...draft.mounts, { ...mount, kind, source: unmask(mount.source), target: unmask(mount.target) }]
  }
  return [
    ...problems
      .filter(({ kind, text }) => kind !== 'relative' || !text.startsWith('~'))
      .map(({ kind, text }) => ({ kind: `mount-${kind}` as const, flag: written, text: unmask(text) })),
    ...questions(expansions, written)
  ]
}

/** A character that no command holds, for each piece. */
const mask = (index: number): string => String.fromCodePoint(0xe000 + (index % 6400))

function imageProblems(image: string): readonly CommandProblem[] {
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return []
  const parsed = parseReference(image)
  if (parsed.ok) return []
  const uppercase = parsed.problem === 'repository name must be lowercase'
  return [{ kind: uppercase ? 'image-uppercase' : 'image-invalid', flag: 'image', text: image }]
}

/** What the shell would fill in. A pattern that matches no file stays as it is, so it is asked only where files are likely. */
function questions(expansions: readonly Expansion[], flag: string, patterns = false): CommandProblem[] {
  return expansions
    .filter(({ kind }) => patterns || kind !== 'pattern')
    .map(({ kind, text }) => ({ kind: `needs-${kind}` as const, flag, text }))
}
