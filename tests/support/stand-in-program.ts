/**
 * Programs that this computer need not have (`colima`, `wsl`): executables in a folder of their own, to be put first in PATH. Each keeps
 * what it was called with, and answers as it was recorded from the real one, or as that is documented.
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface StandInAnswer {
  /** The first words that it is called with; none: whatever it is called with. The first answer that fits is given. */
  readonly words: readonly string[]
  /** Only while its state is so. */
  readonly when?: Readonly<Record<string, string>>
  /** `%cpus%` stands for what its state has under that name. */
  readonly stdout?: string
  readonly stderr?: string
  readonly code?: number
  /** What its state is afterwards. */
  readonly sets?: Readonly<Record<string, string>>
  /** What its state takes from its words: `{ cpus: '--cpu' }` is the word after `--cpu`, where it is given. */
  readonly takes?: Readonly<Record<string, string>>
  /** Milliseconds between the lines that it writes to stderr. */
  readonly pause?: number
  /** Never ends by itself. */
  readonly hangs?: boolean
}

export interface StandIns {
  /** To be put first in PATH. */
  readonly folder: string
  /** `PATH` with the folder first, and what the tests' own machine has after it; alone where nothing of that is to be found. */
  readonly path: (alone?: boolean) => string
  make(name: string, answers: readonly StandInAnswer[], state?: Readonly<Record<string, string>>): Promise<void>
  /** The words of each call so far, the oldest first. */
  calls(name: string): Promise<readonly (readonly string[])[]>
  remove(): Promise<void>
}

/** Read by the program itself, with its folder and name before its own words. */
const program = `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
const [folder, name, ...words] = process.argv.slice(2)
const base = folder + '/.' + name
appendFileSync(base + '.calls', JSON.stringify(words) + '\\n')
const { answers } = JSON.parse(readFileSync(base + '.answers', 'utf8'))
const state = JSON.parse(readFileSync(base + '.state', 'utf8'))
const fits = ({ words: first, when = {} }) =>
  first.every((word, at) => words[at] === word) && Object.entries(when).every(([key, value]) => state[key] === value)
const found = answers.find(fits) ?? { stderr: name + ': no such answer: ' + words.join(' ') + '\\n', code: 97 }
const filled = (text = '') => text.replace(/%(\\w+)%/g, (_, key) => state[key] ?? '')
Object.assign(state, found.sets)
for (const [key, flag] of Object.entries(found.takes ?? {})) {
  const at = words.indexOf(flag)
  if (at >= 0) state[key] = words[at + 1]
}
async function go() {
  for (const line of filled(found.stderr).split(/(?<=\\n)/)) {
    process.stderr.write(line)
    if (found.pause) await new Promise((resolve) => setTimeout(resolve, found.pause))
  }
  process.stdout.write(filled(found.stdout))
  if (found.hangs) await new Promise(() => setInterval(() => 0, 1000))
  // One that only looks must not undo what another changed meanwhile.
  if (found.sets || found.takes) writeFileSync(base + '.state', JSON.stringify(state))
  process.exitCode = found.code ?? 0
}
go()
`

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export async function standIns(): Promise<StandIns> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-programs-'))
  const script = join(folder, '.program.cjs')
  await writeFile(script, program)
  return {
    folder,
    path: (alone = false) => (alone ? folder : `${folder}:${process.env['PATH'] ?? ''}`),
    async make(name, answers, state = {}) {
      await writeFile(join(folder, `.${name}.answers`), JSON.stringify({ answers }))
      await writeFile(join(folder, `.${name}.state`), JSON.stringify(state))
      const file = join(folder, name)
      const line = [process.execPath, script, folder, name].map(quoted).join(' ')
      await writeFile(file, `#!/bin/sh\nexec ${line} "$@"\n`)
      await chmod(file, 0o755)
    },
    async calls(name) {
      const text = await readFile(join(folder, `.${name}.calls`), 'utf8').catch(() => '')
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as string[])
    },
    remove: () => rm(folder, { recursive: true, force: true })
  }
}
