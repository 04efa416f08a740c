/** Ends a program and all that it started. */
import { spawn, type ChildProcess } from 'node:child_process'

/** Milliseconds that a program has to end by itself. */
const patience = 3_000

/**
 * Asks it to end, with all that it started, and does not ask twice. It was started with `detached` on systems other than Windows: it
 * leads a group there, and the group is what is ended. `gentle`: milliseconds in which it may bring to its end, after what Ctrl-C
 * sends, what must not be cut.
 */
export function endProgram(program: ChildProcess, gentle = 0): void {
  const { pid } = program
  if (pid === undefined || program.exitCode !== null || program.signalCode !== null) return
  if (gentle > 0) {
    // Windows has no such word that reaches a program without a console: there it is only waited for.
    if (process.platform !== 'win32') signalGroup(pid, 'SIGINT')
    const later = setTimeout(() => endProgram(program), gentle)
    program.once('close', () => clearTimeout(later))
    return
  }
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
    return
  }
  signalGroup(pid, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), patience)
  program.once('close', () => clearTimeout(timer))
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name)
  } catch (error) {
    // It has ended meanwhile; or it has an administrator's rights by now, and is not this person's to signal.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
