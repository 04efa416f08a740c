/** The ssh behind one connection: started once, asked once, and carrying every connection to the engine (docs/decisions/0021-ssh.md). */
import { rmSync } from 'node:fs'
import type { FailureError } from '../failure-error'
import type { SshAddress } from './address'
import { makeContext, type SshOptions } from './context'
import { sshFailure } from './faults'
import { openMaster, type Master } from './master'
import { findWay, type SshWay } from './way'

export interface SshLink {
  /** Resolves, with why, when it is cut. */
  readonly lost: Promise<FailureError>
  readonly isLost: boolean
  /** Looks for the engine over there; anew at each call. `limit`: milliseconds for each answer. Throws FailureError. */
  find(limit: number, signal: AbortSignal): Promise<SshWay>
  dispose(): void
}

/** ssh has its own limit for the connection; signing in, and what lies between, has some more. */
const patience = 2.5

/** Starts ssh, and resolves once it is let in. Throws FailureError; nothing is left then, nor when the signal aborts. */
export async function openLink(
  address: SshAddress,
  options: SshOptions,
  limit: number,
  signal: AbortSignal
): Promise<SshLink> {
  const { shares = process.platform !== 'win32' } = options
  const context = await makeContext(address, options)
  let master: Master | undefined
  let isLost = false
  const ways = findWay(context, () => master, limit)
  const dispose = (): void => {
    isLost = true
    ways.dispose()
    master?.end()
    context.asking.dispose()
    rmSync(context.folder, { recursive: true, force: true })
  }
  try {
    if (shares) master = await context.timed(limit * patience, signal, (stop) => openMaster(context, limit, stop))
  } catch (error) {
    dispose()
    throw error
  }
  const lost =
    master?.ended.then((said) => {
      isLost = true
      return sshFailure('ssh-lost', address, said)
    }) ?? new Promise<FailureError>(() => undefined)
  return {
    lost,
    get isLost() {
      return isLost
    },
    find: (answerLimit, stopFinding) =>
      context.timed(answerLimit * patience, stopFinding, (stop) => ways.find(answerLimit, stop)),
    dispose
  }
}
