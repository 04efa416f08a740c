/** Who changes the file: this process where it may, else a script that the system runs with rights, once it has asked one single time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandWords } from '../../../contract/engine-settings/place'
import type { Effect, StepName } from '../../../contract/engine-settings/steps'
import { FailureError } from '../../engine/failure-error'
import { runAsAdministrator } from '../../platform/rights/run-as-administrator'
import { lastLines, whyNot, type Control } from './control'
import { administratorScript } from './script'
import {
  besideOf,
  keepBackup,
  pruneBackups,
  putBack,
  removeSettings,
  writeSettings,
  type ReadFile
} from './settings-file'

export interface Work {
  readonly file: ReadFile
  /** `backup`: what was kept takes its place again, which needs no room on the disk. `none`: there was no file before. */
  readonly fresh:
    | { readonly kind: 'bytes'; readonly bytes: Buffer }
    | { readonly kind: 'backup'; readonly path: string }
    | { readonly kind: 'none' }
  readonly backup: string | undefined
  /** Undefined: the file alone. */
  readonly effect: Effect | undefined
  /** A start has failed before: what that left in the way goes first. */
  readonly afterFailure: boolean
}

export interface Hands {
  /**
   * Resolves with why the engine was not told; undefined: it was. Throws FailureError where the file could not be written: it is then as
   * it was, and the engine was told nothing.
   */
  bringIn(work: Work, at: (step: StepName) => void): Promise<string | undefined>
}

export const ownHands = (control: Control): Hands => ({
  async bringIn({ file, fresh, backup, effect, afterFailure }, at) {
    if (backup !== undefined) {
      at('backup')
      await keepBackup(file, backup)
    }
    at('write')
    if (fresh.kind === 'none') await removeSettings(file.path)
    else if (fresh.kind === 'backup') await putBack(fresh.path, file.path)
    else await writeSettings(file.path, fresh.bytes, file)
    await pruneBackups(file.path)
    if (effect === undefined) return undefined
    at(effect)
    if (afterFailure) await control.clear()
    return control.perform(effect)
  }
})

export interface RightsParts {
  /** What tells the engine, in this order; empty: nothing does. */
  readonly commands: (effect: Effect) => readonly CommandWords[]
  /** Goes before them after a start that failed. */
  readonly clear?: readonly CommandWords[]
  readonly run?: typeof runAsAdministrator
  readonly platform?: NodeJS.Platform
}

/** Milliseconds, the time to read the question included. */
const limit = 300_000

export const rightsHands = ({
  commands,
  clear = [],
  run = runAsAdministrator,
  platform = process.platform
}: RightsParts): Hands => ({
  async bringIn({ file, fresh, backup, effect, afterFailure }, at) {
    // Nobody else reads what may hold a proxy's password.
    const folder = await mkdtemp(join(tmpdir(), 'escale-settings-'))
    try {
      const waiting = join(folder, 'daemon.json')
      if (fresh.kind === 'bytes') await writeFile(waiting, fresh.bytes, { mode: 0o600 })
      const script = administratorScript(
        {
          path: file.path,
          fresh: fresh.kind === 'bytes' ? waiting : undefined,
          restored: fresh.kind === 'backup' ? fresh.path : undefined,
          beside: besideOf(file.path),
          backup,
          mode: file.mode.toString(8),
          owner: file.uid === undefined || file.gid === undefined ? undefined : { uid: file.uid, gid: file.gid },
          effect,
          clear: afterFailure ? clear : [],
          commands: effect === undefined ? [] : commands(effect)
        },
        platform
      )
      let told: string | undefined
      let wrote = ''
      const onOutput = (text: string): void => {
        wrote += text
        for (const [, step = ''] of wrote.matchAll(/^escale-step (backup|write|reload|restart)$/gm)) {
          if (step === told) continue
          told = step
          at(step as StepName)
        }
      }
      at(backup === undefined ? 'write' : 'backup')
      const end = await run(script.program, script.words, { limit, onOutput })
      const why = whyNot(end, script.program)
      if (why === undefined) return undefined
      const steps = [...('stdout' in end ? end.stdout : '').matchAll(/^escale-step (\w+)\r?$/gm)]
      const last = steps.at(-1)?.[1]
      // The file is in its place by then.
      if (last === 'reload' || last === 'restart') return why.replaceAll(/^escale-step \w+\r?\n?/gm, '').trim()
      if (end.kind === 'no-rights')
        throw new FailureError({ kind: 'permission-denied', subject: 'file', message: end.why })
      throw new FailureError(failureOf(lastLines(why)))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
})

/** The script speaks English: LC_ALL is C in it. */
const failureOf = (message: string) =>
  /No space left on device|Disk quota exceeded/.test(message)
    ? ({ kind: 'disk-full', here: true, message } as const)
    : ({ kind: 'permission-denied', subject: 'file', message } as const)
