/** Hints on what a container starts: CMD, ENTRYPOINT, and the two together. */
import { advice, warning, type Edit, type Hint } from './hint'
import { execForm, type Dockerfile, type Instruction } from './read'

/** The shell form as JSON, where no shell is needed: nothing to be expanded, chained or redirected. */
function asExec(instruction: Instruction, source: string): readonly Edit[] | undefined {
  const { text, textFrom, to } = instruction
  if (text === '' || /["'`$\\|&;<>()*?[\]{}~#=\n]/.test(source.slice(textFrom, to))) return undefined
  const insert = `[${text
    .split(/\s+/)
    .map((word) => JSON.stringify(word))
    .join(', ')}]`
  return [{ from: textFrom, to, insert }]
}

export function startHints({ stages }: Dockerfile, source: string): readonly Hint[] {
  const last = stages.at(-1)
  if (last === undefined) return []
  // Only the last of each counts.
  const command = last.instructions.findLast(({ keyword }) => keyword === 'CMD')
  const entry = last.instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT')
  const isShell = (one: Instruction): boolean => one.text !== '' && execForm(one) === undefined
  const mended = (one: Instruction) => {
    const mend = asExec(one, source)
    return mend === undefined ? {} : { mend }
  }
  if (command === undefined && entry === undefined)
    return last.image === 'scratch' && last.instructions.length > 0 ? [advice('nothing-starts', last.from)] : []
  const hints: Hint[] = []
  if (entry !== undefined && isShell(entry)) {
    if (command !== undefined) hints.push(warning('entrypoint-ignores-cmd', entry, mended(entry)))
    else hints.push(advice('entrypoint-shell', entry, mended(entry)))
  } else if (entry !== undefined && command !== undefined && isShell(command))
    hints.push(warning('cmd-after-entrypoint', command, mended(command)))
  else if (entry !== undefined && entry.text !== '' && command === undefined && execForm(entry)?.length === 1)
    hints.push(advice('entrypoint-alone', entry))
  if (entry === undefined && command !== undefined && isShell(command))
    hints.push(advice('cmd-shell', command, mended(command)))
  return hints
}
