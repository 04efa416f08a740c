/** Tells an engine to read its settings again, or to begin anew, by whoever has it: and what it last said. */
import { open } from 'node:fs/promises'
import type { CommandWords, Way } from '../../../contract/engine-settings/place'
import { beforeAnother, commandsOf, effectHere, type Effect } from '../../../contract/engine-settings/steps'
import { runAsAdministrator, type RightsEnd } from '../../platform/rights/run-as-administrator'
import { runProgram, type ProgramEnd } from '../../platform/programs/run-program'

export interface Control {
  /** Resolves with why it was not done, in a program's own words; undefined: it was. */
  perform(effect: Effect): Promise<string | undefined>
  /** The engine's last words; empty where nobody keeps them. */
  words(): Promise<string>
  /** What a start that failed leaves in the way of the next one. */
  clear(): Promise<void>
  /** Nothing of this computer does that: the file is written, and the person does the rest. */
  byHand(effect: Effect): boolean
}

/** Milliseconds: containers are given time to end, an engine to begin, a virtual machine to come up. */
const commandLimit = 240_000
const keptLines = 20

export const lastLines = (text: string, count = keptLines): string =>
  text.trimEnd().split('\n').slice(-count).join('\n')

/** What went wrong, where any line says that something did; else the last lines. */
function tellingLines(text: string): string {
  const telling = text.split('\n').filter((line) => /level=(error|fatal|panic)|failed to|^panic:|unable to/i.test(line))
  return lastLines(telling.length > 0 ? telling.slice(-6).join('\n') : text)
}

/** Why a program did not do what it was told; undefined: it did. */
export function whyNot(end: ProgramEnd | RightsEnd, program: string): string | undefined {
  switch (end.kind) {
    case 'ended':
      return end.code === 0
        ? undefined
        : lastLines(`${end.stderr}\n${end.stdout}`.trim()) || `${program}: exit code ${end.code ?? '?'}`
    case 'missing':
      return `${program}: command not found`
    case 'refused':
      return end.message
    case 'no-rights':
      return `${program}: ${end.why}`
    case 'timed-out':
    case 'cancelled':
      return lastLines(`${end.stderr}\n${program}: ${end.kind}`.trim())
  }
}

export interface ControlParts {
  readonly way: Way
  /** The file that dockerd writes its words to, where there is one. */
  readonly log?: string
  readonly rights: boolean
  readonly env?: NodeJS.ProcessEnv
}

export function controlOf({ way, log, rights, env = process.env }: ControlParts): Control {
  const run = async ([program = '', ...words]: CommandWords, withRights = rights): Promise<string | undefined> => {
    const options = { limit: commandLimit, env }
    return whyNot(
      withRights ? await runAsAdministrator(program, words, options) : await runProgram(program, words, options),
      program
    )
  }
  return {
    byHand: (effect) => commandsOf(way, effectHere(way, effect)) === undefined,
    async perform(effect) {
      for (const command of commandsOf(way, effectHere(way, effect)) ?? []) {
        const why = await run(command)
        if (why !== undefined) return why
      }
      return undefined
    },
    async clear() {
      // Where nothing had failed it has nothing to do, and says so by failing.
      for (const command of beforeAnother(way)) await run(command)
    },
    async words() {
      if (way.kind === 'systemd') {
        const unit = way.user ? ['--user-unit', way.unit] : ['-u', way.unit]
        const end = await runProgram('journalctl', [...unit, '-n', String(keptLines), '-o', 'cat', '--no-pager'], {
          env
        })
        return end.kind === 'ended' ? tellingLines(end.stdout) : ''
      }
      return log === undefined ? '' : tellingLines(await tailOf(log))
    }
  }
}

const tailBytes = 32 * 1024
async function tailOf(path: string): Promise<string> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const start = Math.max(0, size - tailBytes)
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.min(size, tailBytes)),
        0,
        tailBytes > size ? size : tailBytes,
        start
      )
      return buffer.subarray(0, bytesRead).toString('utf8')
    } finally {
      await file.close()
    }
  } catch {
    // A log that is gone or another's has no words for us.
    return ''
  }
}
