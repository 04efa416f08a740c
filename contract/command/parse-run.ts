/**
 * The words after `docker run` or `docker create` as the form's options; what the form cannot hold and what is wrong in
 * itself is named, never dropped silently.
 */
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { parseReference } from '../images/reference'
import { readFlags } from './flags'
import type { CommandProblem } from './problem'
import { runConflicts } from './run-conflicts'
import { createFlags, runFlags } from './run-flags'
import { RunReader, questions } from './run-reader'
import type { Word } from './tokenize'

export interface RunParsed {
  readonly options: RunOptions
  /** In the order of the command, then what does not go together. Options hold all that could be read. */
  readonly problems: readonly CommandProblem[]
}

export interface RunWay {
  /** False: the words follow `docker create`, which starts nothing. */
  readonly start: boolean
  /** Variables set in front of the command: `PASSWORD=x docker run -e PASSWORD …`. */
  readonly assigned?: ReadonlyMap<string, string>
}

export function parseRun(words: readonly Word[], { start, assigned = new Map() }: RunWay): RunParsed {
  const { given, rest, problems: unread } = readFlags(words, start ? runFlags : createFlags, { interspersed: false })
  const reader = new RunReader({ ...emptyRunOptions, detach: !start }, assigned)
  const problems: CommandProblem[] = [...given.flatMap((flag) => reader.apply(flag)), ...unread]
  const { options: read, problems: joined } = reader.done()
  problems.push(...joined)

  const [imageWord, ...command] = rest
  const image = imageWord?.text.trim() ?? ''
  if (imageWord === undefined || image === '') problems.push({ kind: 'missing-image' })
  else {
    const asked = questions(imageWord.expansions, 'image')
    problems.push(...(asked.length > 0 ? asked : imageProblems(image)))
  }
  problems.push(...command.flatMap(({ expansions }) => questions(expansions, 'command', true)))
  // What is only created runs in the background once it is started, unless it is said what of it is attached to.
  const detach = start ? read.detach : read.attach.length === 0
  const options = { ...read, detach, platform: read.platform || (assigned.get('DOCKER_DEFAULT_PLATFORM') ?? '') }
  const whole = { ...options, image, command: command.map(({ text }) => text) }
  return { options: whole, problems: [...problems, ...runConflicts(whole)] }
}

function imageProblems(image: string): readonly CommandProblem[] {
  // Text programs make one long dash of two short ones.
  if (/^[\u2013\u2014\u2212]/.test(image)) return [{ kind: 'long-dash', flag: 'image', text: image }]
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return []
  const parsed = parseReference(image)
  if (parsed.ok) return []
  const uppercase = parsed.problem === 'repository name must be lowercase'
  return [{ kind: uppercase ? 'image-uppercase' : 'image-invalid', flag: 'image', text: image }]
}
