/** When a person may be asked: once for each time that they wanted the connection, or that it had stood; not at each try. */
import type { Ask } from './asking'

export interface AskingTurns {
  readonly ask: Ask
  /** False: what was asked led nowhere, and it is for a person to try again. */
  readonly mayAsk: boolean
  /** A person wants it, or it stands. */
  allow(): void
  /** A try begins. */
  begin(): void
  /** It led nowhere. */
  failed(): void
}

export function createAskingTurns(person: Ask | undefined): AskingTurns {
  let mayAsk = true
  let hasAsked = false
  return {
    async ask(asked, signal) {
      if (!mayAsk || person === undefined) return undefined
      hasAsked = true
      return person(asked, signal)
    },
    get mayAsk() {
      return mayAsk
    },
    allow: () => void (mayAsk = true),
    begin: () => void (hasAsked = false),
    failed: () => void (mayAsk &&= !hasAsked)
  }
}
