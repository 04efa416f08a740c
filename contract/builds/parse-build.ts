/**
 * The words after `docker build` as the form's options; what the form cannot hold and what is wrong in itself is named, never
 * dropped silently.
 */
import { parseVariable } from '../command/environment'
import { readFlags, type GivenFlag } from '../command/flags'
import type { CommandProblem } from '../command/problem'
import { flags, type Flag, type FlagTable } from '../command/run-flags'
import { questions } from '../command/run-reader'
import { parseSwitch } from '../command/switch'
import type { Word } from '../command/tokenize'
import { parseReference } from '../images/reference'
import { buildFieldNames, buildFields, type BuildField, type BuildFieldName } from './fields'
import { emptyBuildOptions, type BuildOptions } from './options'
import { buildFieldNumber, buildFieldProblem } from './values'

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
type Problems = readonly CommandProblem[]

export interface BuildParsed {
  readonly options: BuildOptions
  /** In the order of the command. Options hold all that could be read. */
  readonly problems: Problems
}

/** docker's own of 20.10 to 29, and those of `docker buildx build`. */
export const buildFlags: FlagTable = [
  ...buildFieldNames
    .map((name): BuildField => buildFields[name])
    .map(({ flag, short, kind }) => ({
      name: flag,
      takesValue: kind !== 'switch',
      ...(short === undefined ? {} : { short })
    })),
  ...flags(false, 'check D|debug disable-content-trust help load push rm stream'),
  ...flags(
    true,
    `allow annotation attest build-arg build-context builder call f|file iidfile metadata-file no-cache-filter policy progress provenance sbom t|tag`
  )
]

/** They change what docker's own command shows or writes, not the image. */
const clientFlags: ReadonlySet<string> = new Set([
  'debug',
  'disable-content-trust',
  'help',
  'load',
  'progress',
  'stream'
])
const clientFiles: ReadonlySet<string> = new Set(['iidfile', 'metadata-file'])

const fieldOfFlag: ReadonlyMap<string, BuildFieldName> = new Map(
  buildFieldNames.map((name) => [buildFields[name].flag, name])
)
const isAddress = (text: string): boolean => /^(https?:\/\/|git:\/\/|git@|ssh:\/\/|github\.com\/)./.test(text)

class BuildReader {
  readonly draft: Writable<BuildOptions> = { ...emptyBuildOptions }
  /** `-f -`: the Dockerfile comes from the standard input. */
  takesInput = false

  apply(given: GivenFlag): Problems {
    const { flag, written, value, expansions } = given
    const field = fieldOfFlag.get(flag.name)
    if (field !== undefined) return this.field(field, given)
    const asked = questions(expansions, written)
    switch (flag.name) {
      case 'tag':
        return this.tag(given)
      case 'file':
        this.takesInput = value === '-'
        this.draft.dockerfile = value === '-' || value === '' ? { kind: 'default' } : { kind: 'file', path: value }
        return asked
      case 'build-arg':
        return this.argument(given)
      // The image is brought into the engine anyway.
      case 'load':
        return parseSwitch(value) === true ? [] : [unheld(flag, written, value)]
      default:
        return [unheld(flag, written, value), ...asked]
    }
  }

  private tag({ written, value, expansions }: GivenFlag): Problems {
    if (value === '') return [{ kind: 'value-empty', flag: written, text: value }]
    this.draft.tags = [...this.draft.tags, value]
    const asked = questions(expansions, written)
    if (asked.length > 0) return asked
    const parsed = parseReference(value)
    if (parsed.ok) return []
    const uppercase = parsed.problem === 'repository name must be lowercase'
    return [{ kind: uppercase ? 'image-uppercase' : 'image-invalid', flag: written, text: value }]
  }

  private argument({ written, value, expansions }: GivenFlag): Problems {
    const { variable, problem } = parseVariable(value)
    if (variable === undefined) return [{ kind: 'variable-no-name', flag: written, text: value }]
    const { name } = variable
    const add = (argument: BuildOptions['buildArguments'][number]): void => {
      this.draft.buildArguments = [...this.draft.buildArguments, argument]
    }
    // A name alone is what docker takes as well: the value is looked up where it runs.
    if (problem?.kind === 'no-value') add({ name, secret: false })
    else if (expansions.length === 1 && expansions[0]?.kind === 'variable' && variable.value === expansions[0].text) {
      // What people keep in a shell variable is what they do not want to be read in the command.
      add({ name, value: '', secret: true })
      return [{ kind: 'needs-value', flag: written, text: name }]
    } else add({ name, value: variable.value, secret: false })
    return questions(expansions, written)
  }

  /** A flag of the table. Text is kept even where it is wrong, so that it can be mended in the form. */
  private field(name: BuildFieldName, { written, value, expansions }: GivenFlag): Problems {
    const { kind } = buildFields[name]
    if (kind === 'switch') {
      const on = parseSwitch(value)
      if (on === undefined) return [{ kind: 'invalid-value', flag: written, text: value }]
      Object.assign(this.draft, { [name]: on })
      return []
    }
    const asked = questions(expansions, written)
    const isText = kind === 'text' || kind === 'texts' || kind === 'pairs'
    if (!isText && asked.length > 0) return asked
    const problem = asked.length > 0 ? undefined : buildFieldProblem(name, value)
    if (kind === 'text') Object.assign(this.draft, { [name]: value })
    else if (!isText) {
      const number = buildFieldNumber(name, value)
      if (number !== undefined) Object.assign(this.draft, { [name]: number })
    } else if (value !== '') {
      const before = this.draft[name]
      Object.assign(this.draft, { [name]: [...(Array.isArray(before) ? before : []), value] })
    } else if (problem === undefined) return [{ kind: 'value-empty', flag: written, text: value }]
    return problem === undefined ? asked : [{ ...problem, flag: written }]
  }
}

/** `--rm` is what docker does anyway. */
function unheld({ name, takesValue }: Flag, written: string, value: string): CommandProblem {
  if (name === 'rm' && parseSwitch(value) === true) return { kind: 'client-only', flag: written }
  if (clientFiles.has(name)) return { kind: 'build-file', flag: written, text: value }
  if (clientFlags.has(name)) return { kind: 'client-only', flag: written }
  const text = takesValue || value !== 'true' ? value : ''
  return text === ''
    ? { kind: 'build-unsupported', flag: written }
    : { kind: 'build-unsupported-value', flag: written, text }
}

export function parseBuild(words: readonly Word[]): BuildParsed {
  const { given, rest, problems: unread } = readFlags(words, buildFlags, { interspersed: true })
  const reader = new BuildReader()
  const problems: CommandProblem[] = [...given.flatMap((flag) => reader.apply(flag)), ...unread]
  const { draft, takesInput } = reader
  const [place, extra] = rest
  const text = place?.text ?? ''
  if (place === undefined || text === '') problems.push({ kind: 'missing-context' })
  else {
    problems.push(...questions(place.expansions, 'context', true))
    if (text === '-') draft.context = { kind: 'none' }
    else if (isAddress(text)) draft.context = { kind: 'address', address: text }
    else draft.context = { kind: 'folder', path: text }
  }
  // What comes over the standard input stands in no command: the editor asks for it.
  if (takesInput || text === '-') draft.dockerfile = { kind: 'text', text: '' }
  if (extra !== undefined) problems.push({ kind: 'extra-argument', text: extra.text })
  return { options: draft, problems }
}
