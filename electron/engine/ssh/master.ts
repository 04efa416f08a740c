/** The one ssh that a link's connections share: it signs in, and waits for what is asked of it at its control socket. */
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../../platform/programs/run-program'
import { refusalFault, type SshContext } from './context'
import { connectFault, sshFailure } from './faults'
import { startLasting } from './program'
import { forwardWords, masterWords } from './words'

export interface Master {
  readonly control: string
  /** Resolves with its last words once it has ended. */
  readonly ended: Promise<string>
  /** What it has said since the last call. */
  news(): string
  /** Resolves when it says something that fits, or after `limit` milliseconds. */
  hears(pattern: RegExp, limit: number): Promise<void>
  /** Makes a socket here lead to one there; its path here, or undefined where ssh does not do it. */
  forward(name: string, remote: string): Promise<string | undefined>
  end(): void
}

/** Milliseconds for a word with the master, which is on this computer. */
const wordLimit = 5_000

/** Throws FailureError; it has ended then. */
export function openMaster(context: SshContext, limit: number, signal: AbortSignal): Promise<Master> {
  const { address, folder, options, env } = context
  const control = join(folder, 'control')
  const listeners = new Set<() => void>()
  let news = ''
  const words = masterWords(address, control, { configFile: options.configFile, limit })
  const program = startLasting(words, {
    program: options.program,
    env,
    onSaid(text) {
      news += text
      context.onSaid(text)
      for (const listener of listeners) listener()
    }
  })
  const master: Master = {
    control,
    ended: program.ended.then(() => program.said()),
    news() {
      const said = news
      news = ''
      return said
    },
    hears: (pattern, patience) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (pattern.test(news)) done()
        }
        const done = (): void => {
          clearTimeout(timer)
          listeners.delete(look)
          resolve()
        }
        const timer = setTimeout(done, patience)
        listeners.add(look)
        look()
      }),
    async forward(name, remote) {
      const local = join(folder, name)
      const end = await runProgram(options.program ?? 'ssh', forwardWords(control, local, remote), {
        limit: wordLimit,
        env
      })
      return end.kind === 'ended' && end.code === 0 ? local : undefined
    },
    end: program.end
  }

  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!existsSync(control)) return
      tidy()
      context.asking.keep()
      resolve(master)
    }
    const fail = (error: unknown): void => {
      tidy()
      program.end()
      reject(error as Error)
    }
    const stop = (): void => fail(signal.reason)
    // What was refused is not asked a second time: ssh itself would try with nothing.
    const unlisten = context.onRefusal(() => fail(refusalFault(context)))
    // It makes its socket once it is let in.
    const watcher = watch(folder, look)
    const tidy = (): void => {
      unlisten()
      watcher.close()
      signal.removeEventListener('abort', stop)
    }
    watcher.on('error', fail)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    void program.ended.then(({ missing }) =>
      fail(missing ? sshFailure('ssh-missing', address, '') : connectFault(address, program.said()))
    )
    look()
  })
}
