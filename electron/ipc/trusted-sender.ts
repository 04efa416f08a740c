/** Who may speak to the main process: the top frame of a page of our own protocol, and nobody else. */
import { appOrigin } from '../platform/origin'

interface Frame {
  readonly origin: string
  readonly parent: unknown
}

export const isTrustedSender = (frame: Frame | null): boolean =>
  frame !== null && frame.parent === null && frame.origin === appOrigin
