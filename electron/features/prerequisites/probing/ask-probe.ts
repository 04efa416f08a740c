/** Asks this computer one thing: reads only, within a time limit, and whatever happens is an answer. */
import { open } from 'node:fs/promises'
import type { Answer, Probe } from '../../../../contract/prerequisites/checks/check'
import { runProgram, type ProgramEnd } from '../../../platform/programs/run-program'
import { facts } from '../facts/facts'
import type { FactContext } from '../facts/fact'
import { probeEnvironment } from './probe-environment'

/** Milliseconds that each question has. */
const usualLimit = 5_000
/** PowerShell alone takes some seconds to start on a computer that has just been switched on. */
const slowLimit = 20_000
const slow = ['powershell.exe', 'powershell', 'pwsh']
/** Bytes of a file or an output that are read. */
const mostRead = 512 * 1024

export interface AskOptions extends Omit<FactContext, 'signal'> {
  readonly limit?: number
  readonly signal: AbortSignal
}

export async function askProbe(probe: Probe, options: AskOptions): Promise<Answer> {
  const isSlow = probe.kind === 'program' && slow.includes(probe.program)
  const { limit = isSlow ? slowLimit : usualLimit, signal } = options
  const timed = AbortSignal.any([signal, AbortSignal.timeout(limit)])
  switch (probe.kind) {
    case 'program':
      return answerOf(
        await runProgram(probe.program, probe.words, {
          limit,
          signal,
          keep: mostRead,
          env: probeEnvironment(options.surroundings)
        })
      )
    case 'file':
      return within(timed, readFile(probe.path))
    case 'fact': {
      const fact = facts.get(probe.name)
      return fact === undefined ? { kind: 'missing' } : within(timed, fact({ ...options, signal: timed }))
    }
  }
}

function answerOf(end: ProgramEnd): Answer {
  switch (end.kind) {
    case 'ended':
      // One that a signal ended has said nothing that counts.
      return { kind: 'answered', text: end.stdout + end.stderr, code: end.code ?? 128 }
    case 'missing':
    case 'refused':
      return end
    case 'timed-out':
      return { kind: 'timed-out' }
    case 'cancelled':
      return { kind: 'not-asked' }
  }
}

/** Never rejects; a file system that hangs is left behind. */
function within(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    const late = (): void => resolve({ kind: 'timed-out' })
    if (signal.aborted) return late()
    signal.addEventListener('abort', late, { once: true })
    answer
      .catch((error: unknown) => refusalOf(error))
      .then((given) => {
        signal.removeEventListener('abort', late)
        resolve(given)
      }, late)
  })
}

/** What the system says of what it does not give. */
function refusalOf(error: unknown): Answer {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'refused', message: message ?? '' }
}

/** Its first bytes: files of /proc have no size. */
async function readFile(path: string): Promise<Answer> {
  const file = await open(path)
  try {
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of file.createReadStream({ highWaterMark: 64 * 1024, autoClose: false })) {
      pieces.push(piece as Buffer)
      length += (piece as Buffer).length
      if (length >= mostRead) break
    }
    return { kind: 'answered', text: Buffer.concat(pieces).subarray(0, mostRead).toString('utf8') }
  } finally {
    await file.close()
  }
}
