/**
 * Files and folders that the person chose in the system's own dialog or dropped on the window: the only ones that the window may have read or
 * written. A compromised page can name any path; it cannot choose one.
 */
import { resolve } from 'node:path'
import { FailureError } from '../engine/failure-error'

export interface ChosenFiles {
  add(path: string): void
  /** The path, absolute, where it was chosen since the app started. Throws FailureError: permission-denied. */
  check(path: string): string
}

export function createChosenFiles(): ChosenFiles {
  const chosen = new Set<string>()
  return {
    add: (path) => void chosen.add(resolve(path)),
    check(path) {
      const whole = resolve(path)
      if (chosen.has(whole)) return whole
      throw new FailureError({
        kind: 'permission-denied',
        subject: 'file',
        message: `Not chosen in a dialog: ${whole}`
      })
    }
  }
}
