/** From what was typed to what the engine is asked for; what is wrong with it is said at its field. */
import { tokenize } from '../../../contract/command/tokenize'
import { emptyRunOptions, type PublishedPort, type RunOptions } from '../../../contract/containers/run'
import { runFieldNames } from '../../../contract/containers/run-fields'
import { parseReference } from '../../../contract/images/reference'
import { conflictsOf } from './conflicts'
import type { Draft } from './draft'
import { problemKey, type Note, type Problem, type Read } from './problem'
import { readField, readHealthcheck, readRestart } from './read-fields'
import { readMount, readNetwork, readPorts, readVariable } from './read-rows'

export interface Validated {
  /** What can be understood of the draft: what the command line shows. Rows that cannot be are left out. */
  readonly options: RunOptions
  /** By field: `image`, `memory`, `healthcheck.interval`; of a row its list's name and its key, `ports:KEY`. */
  readonly problems: ReadonlyMap<string, Problem>
  /** What one should know and may want all the same, by field. */
  readonly notes: ReadonlyMap<string, Problem>
  /** By row of the form; none where the row is none yet. */
  readonly ports: ReadonlyMap<number, readonly PublishedPort[]>
  /** For each item of a list of the options the key of the row that it came from. */
  readonly origins: ReadonlyMap<string, readonly number[]>
}

const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/

export function validate(draft: Draft): Validated {
  const problems = new Map<string, Problem>()
  const origins = new Map<string, number[]>()
  const note: Note = (field, { value, problem }) => {
    if (problem !== undefined) problems.set(field, problem)
    return value
  }
  const rows = <Row extends { readonly key: number }, Value>(
    list: string,
    of: readonly Row[],
    read: (row: Row) => Read<readonly Value[]>
  ): Value[] =>
    of.flatMap((row) => {
      const values = note(`${list}:${row.key}`, read(row)) ?? []
      origins.set(list, [...(origins.get(list) ?? []), ...values.map(() => row.key)])
      return values
    })

  const ports = new Map(draft.ports.map((row) => [row.key, readPorts(row).value ?? []]))
  const plain = Object.fromEntries(runFieldNames.map((name) => [name, readField(name, draft, note, rows)]))
  const options: RunOptions = {
    ...emptyRunOptions,
    ...(plain as Partial<RunOptions>),
    image: note('image', readImage(draft.image)) ?? '',
    name: note('name', readName(draft.name)) ?? '',
    entrypoint: draft.noEntrypoint ? '' : draft.entrypoint === '' ? undefined : draft.entrypoint,
    command: [...(note('command', readCommand(draft.command)) ?? [])],
    ports: rows('ports', draft.ports, readPorts),
    environment: rows('environment', draft.environment, readVariable),
    mounts: rows('mounts', draft.mounts, readMount),
    networks: rows('networks', draft.networks, readNetwork),
    restart: readRestart(draft, note),
    healthcheck: readHealthcheck(draft.healthcheck, note)
  }
  const notes = new Map<string, Problem>()
  for (const { path, problem, refused } of conflictsOf(options)) {
    const field = fieldAt(path, origins)
    const into = refused ? problems : notes
    if (!problems.has(field)) into.set(field, problem)
  }
  return { options, problems, notes, ports, origins }
}

/** `ports.0` of the options as the form names the row. */
export function fieldAt(path: string, origins: Validated['origins']): string {
  const [list = '', index = ''] = path.split('.')
  const key = /^\d+$/.test(index) ? origins.get(list)?.[Number(index)] : undefined
  if (key !== undefined) return `${list}:${key}`
  return list === 'healthcheck' ? path : list
}

function readImage(text: string): Read<string> {
  const image = text.trim()
  if (image === '') return { problem: { key: 'run.problem.image-missing', missing: true } }
  // An id, or its beginning, names an image that is there.
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return { value: image }
  const parsed = parseReference(image)
  if (parsed.ok) return { value: image }
  const keys = {
    'invalid reference format': 'run.problem.image-format',
    'repository name must be lowercase': 'run.problem.image-lowercase',
    'repository name must not be longer than 255 characters': 'run.problem.image-long',
    'cannot specify 64-byte hexadecimal strings': 'run.problem.image-format'
  } as const
  return { value: image, problem: { key: keys[parsed.problem] } }
}

function readName(text: string): Read<string> {
  const name = text.trim()
  return name === '' || namePattern.test(name) ? { value: name } : { problem: { key: 'run.problem.name' } }
}

function readCommand(text: string): Read<readonly string[]> {
  const tokens = tokenize(text)
  if (tokens.kind === 'unclosed')
    return { problem: { key: problemKey('command-unclosed'), values: { quote: tokens.quote } } }
  const value = tokens.words.map((word) => word.text)
  return tokens.rest === ''
    ? { value }
    : { value, problem: { key: problemKey('command-shell'), values: { rest: tokens.rest } } }
}
