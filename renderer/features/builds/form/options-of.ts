/** From what was typed to what is built; what is wrong with it is said at its field. And back, from options to the form. */
import { buildFieldNames, buildFields, type BuildFieldName } from '../../../../contract/builds/fields'
import {
  emptyBuildOptions,
  type BuildContext,
  type BuildOptions,
  type DockerfileSource
} from '../../../../contract/builds/options'
import { buildFieldNumber, buildFieldProblem, buildNumberText } from '../../../../contract/builds/values'
import { problemMessage } from '../../../../contract/command/problem'
import { parseReference } from '../../../../contract/images/reference'
import { argumentRow, emptyDraft, emptyFields, textRow, type BuildDraft, type TextRow } from './draft'

interface Problem {
  /** A locale key. */
  readonly key: string
  readonly values?: Readonly<Record<string, string>>
  /** It is not there yet: said once one has tried. */
  readonly missing?: true
}
export interface ReadDraft {
  readonly options: BuildOptions
  /** By field: `folder`, `memory`; of a row its list's name and its key, `tags:KEY`. */
  readonly problems: ReadonlyMap<string, Problem>
}
type Note = (field: string, problem: Problem) => void

const addressPattern = /^(https?:\/\/|git:\/\/|git@|ssh:\/\/|github\.com\/)./

export function optionsOf(draft: BuildDraft): ReadDraft {
  const problems = new Map<string, Problem>()
  const note: Note = (field, problem) => void problems.set(field, problem)
  const fields = Object.fromEntries(buildFieldNames.map((name) => [name, readField(name, draft, note)]))
  const context = readContext(draft, note)
  return {
    options: {
      ...emptyBuildOptions,
      ...(fields as Partial<BuildOptions>),
      context,
      dockerfile: readSource(draft, note),
      tags: draft.tags.flatMap((row) => readTag(row, note)),
      buildArguments: draft.buildArguments.flatMap(({ key, name, value, secret }) => {
        const trimmed = name.trim()
        if (trimmed === '' && value === '') return []
        if (trimmed === '' || trimmed.includes('=')) {
          note(`buildArguments:${key}`, { key: 'builds.problem.argument-name' })
          return []
        }
        return [{ name: trimmed, value, secret }]
      }),
      builder: draft.builder
    },
    problems
  }
}

function readContext(draft: BuildDraft, note: Note): BuildContext {
  switch (draft.place) {
    case 'folder':
      if (draft.folder === '') note('folder', { key: 'builds.problem.no-folder', missing: true })
      return { kind: 'folder', path: draft.folder || '.' }
    case 'address': {
      const address = draft.address.trim()
      if (address === '') note('address', { key: 'builds.problem.no-address', missing: true })
      else if (!addressPattern.test(address)) note('address', { key: 'builds.problem.address' })
      return { kind: 'address', address }
    }
    default:
      return { kind: 'none' }
  }
}

/** Whether the editor holds something else than the file does: it is then the text that is built. */
export const isChanged = ({ place, text, saved }: BuildDraft): boolean =>
  place === 'none' || (place === 'folder' && text !== (saved ?? ''))

function readSource(draft: BuildDraft, note: Note): DockerfileSource {
  if (draft.place !== 'address' && draft.text.trim() === '')
    note('text', { key: 'builds.problem.no-text', missing: true })
  if (isChanged(draft)) return { kind: 'text', text: draft.text }
  const file = draft.file.trim()
  return file === '' || file === 'Dockerfile' || isPlain(draft) ? { kind: 'default' } : { kind: 'file', path: file }
}
/** `Dockerfile` at the folder's top is what docker takes by itself. */
const isPlain = ({ place, folder, file }: BuildDraft): boolean =>
  place === 'folder' && [`${folder}/Dockerfile`, `${folder}\\Dockerfile`].includes(file.trim())

function readTag({ key, text }: TextRow, note: Note): readonly string[] {
  const tag = text.trim()
  if (tag === '') return []
  const parsed = parseReference(tag)
  if (parsed.ok && parsed.reference.digest === undefined) return [tag]
  note(
    `tags:${key}`,
    parsed.ok
      ? { key: 'builds.problem.tag-digest' }
      : parsed.problem === 'repository name must be lowercase'
        ? { key: 'images.reference-lowercase' }
        : { key: 'images.reference-invalid', values: { words: parsed.problem } }
  )
  return []
}

function readField(name: BuildFieldName, draft: BuildDraft, note: Note): unknown {
  const value = draft.fields[name]
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string')
    return value.flatMap((row) => {
      const text = row.text.trim()
      return text === '' || !isGood(name, text, `${name}:${row.key}`, note) ? [] : [text]
    })
  const text = value.trim()
  const { kind } = buildFields[name]
  if (text === '') return kind === 'text' ? '' : undefined
  if (!isGood(name, text, name, note)) return kind === 'text' ? '' : undefined
  return kind === 'text' ? text : buildFieldNumber(name, text)
}
function isGood(name: BuildFieldName, text: string, field: string, note: Note): boolean {
  const problem = buildFieldProblem(name, text)
  if (problem !== undefined) note(field, problemMessage(problem))
  return problem === undefined
}

/** The form filled with options, of a pasted command or a past build. */
export function draftOf(options: BuildOptions): BuildDraft {
  const { context, dockerfile } = options
  const isText = dockerfile.kind === 'text'
  return {
    ...emptyDraft(),
    place: context.kind,
    folder: context.kind === 'folder' && context.path !== '.' ? context.path : '',
    address: context.kind === 'address' ? context.address : '',
    file: dockerfile.kind === 'file' ? dockerfile.path : '',
    text: isText ? dockerfile.text : '',
    tags: options.tags.length === 0 ? [textRow()] : options.tags.map((tag) => textRow(tag)),
    buildArguments: options.buildArguments.map(({ name, value = '', secret }) => argumentRow(name, value, secret)),
    builder: options.builder,
    fields: Object.assign(
      emptyFields(),
      Object.fromEntries(buildFieldNames.map((name) => [name, fieldText(name, options)]))
    )
  }
}
function fieldText(name: BuildFieldName, options: BuildOptions): unknown {
  const value = options[name]
  if (value === undefined) return ''
  if (typeof value === 'number') return buildNumberText(name, value)
  return typeof value === 'object' ? value.map((text) => textRow(text)) : value
}
