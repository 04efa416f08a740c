/** Opens the app and stays until it is closed. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from '../tools/folders.mjs'
import { note } from '../tools/step.mjs'

/** What Chromium and its kin say on a machine without a session bus or a graphics card; it means nothing to anybody. */
const noise =
  /dbus|Failed to connect to the bus|viz_main_impl|gpu_process|gl_surface|ContextResult|vaapi|libva|va_|MESA|angle_|egl_|gl_display|Exiting GPU process/i

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} args handed on to the app
 */
export function launch(executable, env, args) {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  if (root) note("Warning: as root, Chromium's sandbox is off (--no-sandbox). Run Escale as another user to have it.")
  // Out of the terminal's own group: Ctrl-C comes to this process, which then closes the app in good order.
  const child = spawn(executable, [...(root ? ['--no-sandbox'] : []), projectFolder, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
    detached: process.platform !== 'win32'
  })
  child.stderr.setEncoding('utf8')
  let rest = ''
  child.stderr.on('data', (text) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '' && !noise.test(line)) process.stderr.write(`${line}\n`)
  })
  /** @type {Promise<number>} */
  const closed = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 0))
  })
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  process.once('exit', kill)
  return {
    closed,
    /** Asks it to close, and insists after 5 seconds. */
    async close() {
      child.kill('SIGTERM')
      await Promise.race([closed, sleep(5_000, undefined, { ref: false })])
      kill()
    }
  }
}
