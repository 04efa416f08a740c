/** A pasted `docker exec` in the form of a terminal: nothing is run before a person says so. */
import { lastOf, isOn, valuesOf } from '../../../../../contract/command/object-words'
import { parseCommand } from '../../../../../contract/command/parse-command'
import { partText } from '../../../../../contract/command/quote'
import { emptyDraft, type ExecDraft } from './exec-draft'

/** Undefined where it is no `docker exec`. */
export function pastedExec(paste: string, shells: readonly string[]): ExecDraft | undefined {
  const command = parseCommand(paste)
  if (command.kind !== 'deed' || command.deed !== 'exec') return undefined
  const { given, names } = command
  const program = names.slice(1)
  const [only = ''] = program
  const isShell = program.length === 1 && shells.includes(only)
  return {
    ...emptyDraft(),
    shell: program.length === 0 ? (shells[0] ?? 'other') : isShell ? only : 'other',
    program: isShell ? '' : program.map((text) => partText({ text, kind: 'argument' }, 'posix')).join(' '),
    user: lastOf(given, 'user'),
    folder: lastOf(given, 'workdir'),
    environment: valuesOf(given, 'env').join('\n'),
    privileged: isOn(given, 'privileged'),
    tty: isOn(given, 'tty')
  }
}
