/** Runs one program with an administrator's rights: the system asks its own question first. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeOutput } from '../programs/decode-output'
import { runProgram, type ProgramEnd, type ProgramOptions } from '../programs/run-program'
import { asAdministrator } from './as-administrator'
import { canAskRights, thisRights, type RightsSurroundings } from './can-ask-rights'
import { refusalOf, type Refusal } from './refusal'

export type RightsEnd = ProgramEnd | { readonly kind: 'no-rights'; readonly why: Refusal | 'nobody-asks' }

/**
 * Never rejects. `limit` counts from the question on: leave time to read it. Output comes as it is written where the system lets it
 * through (Linux), and at the end elsewhere. A cancel ends it where this person may end what another runs.
 */
export async function runAsAdministrator(
  program: string,
  words: readonly string[],
  options: ProgramOptions = {},
  surroundings: RightsSurroundings = thisRights()
): Promise<RightsEnd> {
  const { run = runProgram, platform } = surroundings
  const way = await canAskRights(surroundings)
  if (way === 'none') return { kind: 'no-rights', why: 'nobody-asks' }
  if (way === 'root') return run(program, words, options)
  const folder = way === 'uac' ? await mkdtemp(join(tmpdir(), 'escale-rights-')) : undefined
  try {
    const output = folder === undefined ? undefined : join(folder, 'output')
    const started = asAdministrator(program, words, platform, false, {
      sudo: way === 'sudo',
      ...(output === undefined ? {} : { output })
    })
    const end = await run(started.program, started.words, options)
    const why = refusalOf(end, platform)
    if (why !== undefined) return { kind: 'no-rights', why }
    if (output === undefined || end.kind !== 'ended') return end
    const [stdout, stderr] = await Promise.all([read(`${output}.out`), read(`${output}.err`)])
    if (stdout !== '') options.onOutput?.(stdout, 'stdout')
    if (stderr !== '') options.onOutput?.(stderr, 'stderr')
    return { ...end, stdout, stderr: stderr === '' ? end.stderr : stderr }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function read(path: string): Promise<string> {
  try {
    return decodeOutput(await readFile(path))
  } catch {
    // It never started: its starter's own words say why.
    return ''
  }
}
