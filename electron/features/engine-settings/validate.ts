/** dockerd's own judgement of a file, before any engine reads it. From 23.0 on. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../platform/programs/run-program'

/** Resolves with what is wrong, in dockerd's words; undefined where nothing is, or where there is no dockerd that can tell. */
export type Validate = (bytes: Buffer, signal: AbortSignal) => Promise<string | undefined>

export const validateByDockerd =
  (words: readonly string[], env: NodeJS.ProcessEnv = process.env): Validate =>
  async (bytes, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'escale-validate-'))
    try {
      const path = join(folder, 'daemon.json')
      await writeFile(path, bytes, { mode: 0o600 })
      const end = await runProgram('dockerd', ['--validate', '--config-file', path, ...flagsOf(words)], { env, signal })
      if (end.kind !== 'ended' || end.code === 0 || end.code === undefined) return undefined
      // An older dockerd beside a newer engine does not know the question.
      if (/unknown flag: --validate/.test(end.stderr)) return undefined
      return end.stderr.trim().replaceAll(path, 'daemon.json')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

/** What it was started with counts: a setting in both is refused. The file and the listening sockets are left out. */
function flagsOf(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const before = words[index - 1]
    return !word.startsWith('--config-file') && before !== '--config-file'
  })
}
