/** What a person fills in to run a program in a container, and what becomes of it. */
import { tokenize } from '../../../../../contract/command/tokenize'
import type { ExecOptions } from '../../../../../contract/containers/terminal/model'

export interface ExecDraft {
  /** A shell's name, or `other` for the program below. */
  shell: string
  program: string
  user: string
  folder: string
  /** `NAME=value`, one a line. */
  environment: string
  privileged: boolean
  tty: boolean
}

export const emptyDraft = (): ExecDraft => ({
  shell: '',
  program: '',
  user: '',
  folder: '',
  environment: '',
  privileged: false,
  tty: true
})

/** Locale keys of what is wrong, by field. */
export type ExecErrors = Partial<Readonly<Record<'program' | 'environment' | 'folder', string>>>

export type ReadDraft =
  { readonly kind: 'options'; readonly options: ExecOptions } | { readonly kind: 'errors'; readonly errors: ExecErrors }

const secretName = /PASSW|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL/i

export function readDraft(draft: ExecDraft): ReadDraft {
  const command = draft.shell === 'other' ? wordsOf(draft.program) : draft.shell === '' ? [] : [draft.shell]
  const environment = variablesOf(draft.environment)
  const errors: ExecErrors = {
    ...(typeof command === 'string' ? { program: command } : {}),
    ...(command.length === 0 ? { program: 'containers-terminal.error.no-program' } : {}),
    ...(environment === undefined ? { environment: 'containers-terminal.error.environment' } : {})
  }
  if (Object.keys(errors).length > 0 || typeof command === 'string' || environment === undefined)
    return { kind: 'errors', errors }
  const { user, folder, privileged, tty } = draft
  return {
    kind: 'options',
    options: { user: user.trim(), folder: folder.trim(), environment, privileged, tty, command: [...command] }
  }
}

/** As a shell would split them; nothing of it is run here, and no variable is filled in. A locale key where it cannot be. */
function wordsOf(program: string): readonly string[] | string {
  const tokens = tokenize(program)
  if (tokens.kind === 'unclosed') return 'containers-terminal.error.unclosed'
  if (tokens.rest !== '') return 'containers-terminal.error.needs-shell'
  return tokens.words.map(({ text }) => text)
}

/** Undefined where a line has no `=` or no name. */
function variablesOf(text: string): ExecOptions['environment'] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  if (lines.some((line) => line.trimStart().indexOf('=') < 1)) return undefined
  return lines.map((line) => {
    const entry = line.trimStart()
    const at = entry.indexOf('=')
    const name = entry.slice(0, at)
    return { name, value: entry.slice(at + 1), secret: secretName.test(name) }
  })
}
