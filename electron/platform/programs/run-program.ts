/** Runs a program of this computer to its end: without a shell, with a time limit, and never with more output than is asked for. */
import { spawn } from 'node:child_process'
import { decodeOutput } from './decode-output'
import { endProgram } from './end-program'

export interface ProgramOptions {
  /** Milliseconds; 10,000 where nothing is said. */
  readonly limit?: number
  readonly signal?: AbortSignal
  /** The whole environment; this process's where nothing is said. */
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** What it reads; nothing where nothing is said. */
  readonly input?: string
  /** Milliseconds that it has, once it is cancelled, to end as after Ctrl-C: what must not be cut is brought to its end. */
  readonly gentle?: number
  /** Bytes of each output that are kept: the first ones; 1 MiB where nothing is said. The rest is read and forgotten. */
  readonly keep?: number
  /** Hears what it writes as it comes, both outputs, in the order of their arrival. */
  readonly onOutput?: (text: string, from: 'stdout' | 'stderr') => void
}

interface Output {
  readonly stdout: string
  readonly stderr: string
}

export type ProgramEnd =
  /** `code` is undefined where a signal ended it. */
  | ({ readonly kind: 'ended'; readonly code: number | undefined } & Output)
  /** There is no such program on the PATH. */
  | { readonly kind: 'missing' }
  /** The system does not let it run; its words. */
  | { readonly kind: 'refused'; readonly message: string }
  | ({ readonly kind: 'timed-out' } & Output)
  | ({ readonly kind: 'cancelled' } & Output)

const usualLimit = 10_000
const usualKeep = 1024 * 1024

/** Keeps the first bytes of a stream. */
function keeper(keep: number) {
  const pieces: Buffer[] = []
  let size = 0
  return {
    take(piece: Buffer): void {
      const kept = piece.subarray(0, keep - size)
      if (kept.length === 0) return
      pieces.push(kept)
      size += kept.length
    },
    text: () => decodeOutput(Buffer.concat(pieces))
  }
}

/** Never rejects: how it ended is its answer. The program, and what it started, has ended then. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: ProgramOptions = {}
): Promise<ProgramEnd> {
  const { limit = usualLimit, signal, env = process.env, cwd, input, keep = usualKeep, onOutput, gentle } = options
  return new Promise((resolve) => {
    const outputs = { stdout: keeper(keep), stderr: keeper(keep) }
    if (signal?.aborted === true) return resolve({ kind: 'cancelled', stdout: '', stderr: '' })
    const child = start(program, words, { env, cwd })
    if (child instanceof Error) return resolve({ kind: 'refused', message: child.message })
    let why: 'timed-out' | 'cancelled' | undefined
    const end = (reason: 'timed-out' | 'cancelled'): void => {
      why ??= reason
      endProgram(child)
    }
    const timer = setTimeout(() => end('timed-out'), limit)
    const cancel = (): void => {
      why ??= 'cancelled'
      endProgram(child, gentle)
    }
    signal?.addEventListener('abort', cancel, { once: true })
    const settle = (result: ProgramEnd): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      resolve(result)
    }
    for (const from of ['stdout', 'stderr'] as const) {
      const decoder = new TextDecoder()
      child[from].on('data', (piece: Buffer) => {
        outputs[from].take(piece)
        onOutput?.(decoder.decode(piece, { stream: true }), from)
      })
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ENOENT' ? { kind: 'missing' } : { kind: 'refused', message: error.message })
    )
    // It may have ended before it has read its input.
    child.stdin.on('error', () => undefined)
    child.once('close', (code) => {
      const output = { stdout: outputs.stdout.text(), stderr: outputs.stderr.text() }
      settle(why === undefined ? { kind: 'ended', code: code ?? undefined, ...output } : { kind: why, ...output })
    })
    child.stdin.end(input)
  })
}

/** Node throws some refusals (a word with a zero byte) and tells of others by an event. */
function start(program: string, words: readonly string[], { env, cwd }: Pick<ProgramOptions, 'env' | 'cwd'>) {
  try {
    return spawn(program, words, {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      detached: process.platform !== 'win32',
      env,
      cwd
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
