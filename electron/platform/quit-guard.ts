/** Quitting while something is under way that must not be cut: a person is asked first, and what runs comes to its end. */

export interface Unfinished {
  /** Of its task: `prerequisites.installRun`. */
  readonly name: string
  /** Asks it to end as soon as that does no harm. */
  cancel(): void
  readonly ended: Promise<void>
}
/** `wait`: quit once it has ended by itself. `cancel`: end it, and quit then. */
export type QuitChoice = 'stay' | 'wait' | 'cancel'

export interface QuitGuardParts {
  readonly unfinished: () => Unfinished | undefined
  readonly ask: (unfinished: Unfinished) => Promise<QuitChoice>
  readonly quit: () => void
}

export interface QuitGuard {
  /** False: not now; somebody is being asked, and quits later if that was the answer. */
  mayQuit(): boolean
}

export function createQuitGuard({ unfinished, ask, quit }: QuitGuardParts): QuitGuard {
  let isAsking = false
  /** Whoever answers last is right: one who wanted to wait may want to cancel after all, or to stay. */
  let turn = 0

  const askAbout = async (about: Unfinished): Promise<void> => {
    const mine = ++turn
    const choice = await ask(about).finally(() => (isAsking = false))
    if (choice === 'stay') return
    if (choice === 'cancel') about.cancel()
    await about.ended
    // Another may have begun meanwhile: then it is asked about that one.
    if (mine === turn) quit()
  }

  return {
    mayQuit() {
      const about = unfinished()
      if (about === undefined) return true
      if (!isAsking) {
        isAsking = true
        void askAbout(about)
      }
      return false
    }
  }
}
