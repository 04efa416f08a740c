/** Who answers ssh's questions, and what an answer is good for. */
import type { SshQuestion } from '../../../contract/connections/prompts/model'
import { pipeAskpass } from './askpass-pipe'
import { posixAskpass, type Askpass } from './askpass-posix'
import { questionOf } from './question'

export interface Asked {
  readonly question: SshQuestion
  /** ssh's own words. */
  readonly text: string
  /** It was asked before, and the answer was not right. */
  readonly again: boolean
}

/** Resolves with the answer; undefined refuses, and the connection fails. The signal: it is no longer asked. */
export type Ask = (asked: Asked, signal: AbortSignal) => Promise<string | undefined>

export interface Asking extends Askpass {
  /** Whether somebody is being asked now: time does not run meanwhile. */
  readonly isWaiting: boolean
  /** What was answered let us in: further connections of this link need not ask again. It is forgotten with the link. */
  keep(): void
  forget(): void
}

export interface AskingParts {
  readonly folder: string
  readonly ask: Ask
  /** What ssh has said so far. */
  readonly heard: () => string
  readonly onRefused: () => void
}

export async function openAsking({ folder, ask, heard, onRefused }: AskingParts): Promise<Asking> {
  let waiting = 0
  const given = new Map<string, string>()
  let good: ReadonlyMap<string, string> = new Map()

  const onQuestion = async (text: string, hint: string, signal: AbortSignal): Promise<string | undefined> => {
    const known = good.get(text)
    if (known !== undefined) return known
    waiting += 1
    try {
      const question = questionOf(text, hint, heard())
      const said = await ask({ question, text, again: given.has(text) }, signal)
      if (said === undefined) {
        if (!signal.aborted) onRefused()
        return undefined
      }
      given.set(text, said)
      return said
    } finally {
      waiting -= 1
    }
  }
  const askpass = await (process.platform === 'win32' ? pipeAskpass : posixAskpass)(folder, onQuestion)
  return {
    // Since OpenSSH 8.4 the first is enough; before, a display must be named, and no terminal be there.
    env: { ...askpass.env, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: process.env['DISPLAY'] || ':0' },
    get isWaiting() {
      return waiting > 0
    },
    keep: () => void (good = new Map(given)),
    forget() {
      given.clear()
      good = new Map()
    },
    dispose() {
      given.clear()
      good = new Map()
      askpass.dispose()
    }
  }
}
