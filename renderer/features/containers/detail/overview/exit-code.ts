/** What an exit code says, by the conventions of docker and of shells. */

/** Locale key under `containers.exit`, and the signal's name where one ended it. */
export interface ExitMeaning {
  readonly key:
    | 'done'
    | 'error'
    | 'out-of-memory'
    | 'not-run'
    | 'not-executable'
    | 'not-found'
    | 'killed'
    | 'stopped'
    | 'interrupted'
    | 'crashed'
    | 'lost'
    | 'signal'
  readonly signal?: string
}

/** Numbers as Linux has them on the processors that Docker runs on (signal(7)). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS'
}
const crashes = new Set([4, 6, 7, 8, 11])

/** Codes from 129 to 192 say the signal that ended the program; 125 to 127 are docker's and the shell's own. */
export function exitMeaning(code: number, outOfMemory: boolean): ExitMeaning {
  if (outOfMemory) return { key: 'out-of-memory' }
  if (code === 0) return { key: 'done' }
  if (code === 125) return { key: 'not-run' }
  if (code === 126) return { key: 'not-executable' }
  if (code === 127) return { key: 'not-found' }
  // What containerd says where nobody was left to see the end; a program may also say it itself.
  if (code === 255) return { key: 'lost' }
  const number = code - 128
  if (number < 1 || number > 64) return { key: 'error' }
  const signal = signals[number] ?? String(number)
  if (signal === 'SIGKILL') return { key: 'killed', signal }
  if (signal === 'SIGTERM') return { key: 'stopped', signal }
  if (signal === 'SIGINT') return { key: 'interrupted', signal }
  return { key: crashes.has(number) ? 'crashed' : 'signal', signal }
}
