/** Starts the system's ssh: its words kept, its end told once, and nothing of it left behind. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { endProgram } from '../../platform/programs/end-program'
import keeper from './keeper.sh?raw'

/** Characters of what it says that are kept: the last ones. */
const kept = 16_384

export interface SshEnd {
  readonly code: number | undefined
  /** There is no such program. */
  readonly missing: boolean
}

export interface SshProgram {
  /** What it has said so far, on its standard error. */
  said(): string
  /** Resolves once it has ended and all it said has come; never rejects. */
  readonly ended: Promise<SshEnd>
  end(): void
}

export interface PipedSsh extends SshProgram {
  readonly input: Writable
  readonly output: Readable
}

export interface SshProgramParts {
  /** `ssh`, from the PATH, where nothing is said. */
  readonly program?: string
  readonly env: NodeJS.ProcessEnv
  readonly onSaid?: (text: string) => void
}

const windows = process.platform === 'win32'

function watch(child: ChildProcess, onSaid: SshProgramParts['onSaid']): SshProgram {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-kept)
    onSaid?.(text)
  })
  const ended = new Promise<SshEnd>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      said += error.message
      resolve({ code: undefined, missing: error.code === 'ENOENT' })
    })
    child.once('close', (code) => resolve({ code: code ?? undefined, missing: code === 127 && !windows }))
  })
  return { said: () => said, ended, end: () => endProgram(child) }
}

/**
 * One that stays. Its end follows ours: on Windows a child goes with who started it, elsewhere a shell's few lines see
 * to it, with the words as its arguments, never as its text.
 */
export function startLasting(words: readonly string[], parts: SshProgramParts): SshProgram {
  const { program = 'ssh', env, onSaid } = parts
  const [name, all] = windows ? [program, [...words]] : ['/bin/sh', ['-c', keeper, 'ssh-keeper', program, ...words]]
  const child = spawn(name, all, { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true, detached: !windows, env })
  child.stdin?.on('error', () => undefined)
  return watch(child, onSaid)
}

/** One whose input and output are a connection: it ends with its input. */
export function startPiped(words: readonly string[], { program = 'ssh', env, onSaid }: SshProgramParts): PipedSsh {
  const child = spawn(program, [...words], { stdio: 'pipe', windowsHide: true, detached: !windows, env })
  child.stdin.on('error', () => undefined)
  const watched = watch(child, onSaid)
  return {
    ...watched,
    ended: watched.ended.then(({ code, missing }) => ({ code, missing: missing && child.pid === undefined })),
    input: child.stdin,
    output: child.stdout
  }
}
