/** Windows to be measured: Escale's and the bare one, opened alike, and gone with the bench. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright'
import { projectFolder } from '../../build/tools/folders.mjs'
import { ended, signal } from '../../build/tools/processes.mjs'
import { tree } from './usage.mjs'

/**
 * @typedef {object} Program
 * @property {string} folder with the app's package.json
 * @property {string} line what it prints once a person sees it
 */

/** @type {Program} */
const bare = { folder: fileURLToPath(new URL('./bare', import.meta.url)), line: 'The page has loaded' }

const openTime = 60_000
const closeTime = 5_000

/** @type {Set<() => void>} */
const remains = new Set()
process.on('exit', () => {
  for (const remove of remains) remove()
})

/** A folder that goes with the bench at the latest. */
export function makeFolder(place = tmpdir()) {
  const path = mkdtempSync(join(place, 'escale-bench-'))
  const remove = () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    remains.delete(remove)
  }
  remains.add(remove)
  return { path, remove }
}

/**
 * @param {{ readonly executable: string, readonly dockerHost: string, readonly app?: string }} settings `app` is another
 *   clone's folder, built
 */
export function createWindows({ executable, dockerHost, app: folder = projectFolder }) {
  const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const nothing = makeFolder()
  /** @type {Program} */
  const escale = { folder, line: 'The list is painted' }

  /** Nothing of a person's own Docker settings reaches the app. @param {string} userData */
  const environment = (userData) => {
    const own = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(DOCKER_|ELECTRON_|ESCALE_)/.test(name))
    )
    return /** @type {Record<string, string>} */ ({
      ...own,
      DOCKER_HOST: dockerHost,
      DOCKER_CONFIG: nothing.path,
      ESCALE_USER_DATA: userData,
      ESCALE_ANNOUNCE: '1'
    })
  }

  /** @param {number} pid */
  const guard = (pid) => {
    const kill = () => {
      for (const each of tree(pid).reverse()) signal(each, 'SIGKILL')
      remains.delete(kill)
    }
    remains.add(kill)
    return kill
  }

  return {
    escale,
    bare,
    /**
     * Opens a window as a person does, without anything that looks into it.
     * @param {Program} program
     * @param {string} userData
     * @returns {Promise<{ readonly pid: number, readonly took: number, readonly close: () => Promise<void> }>} once a
     *   person sees it; `took` is milliseconds since the spawn
     */
    async open({ folder, line }, userData) {
      const started = performance.now()
      const child = spawn(executable, [...rootOnly, folder], {
        cwd: userData,
        env: environment(userData),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true
      })
      await new Promise((resolve, reject) => child.once('spawn', () => resolve(undefined)).once('error', reject))
      const pid = /** @type {number} */ (child.pid)
      const kill = guard(pid)
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (text) => (said = `${said}${text}`.slice(-2_000)))
      const took = await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${folder} never said "${line}":\n${output}${said}`)), openTime)
        let output = ''
        child.stdout.setEncoding('utf8').on('data', (text) => {
          output += text
          if (!output.includes(line)) return
          clearTimeout(timer)
          resolve(performance.now() - started)
        })
        child.once('exit', (code) => {
          clearTimeout(timer)
          reject(new Error(`${folder} ended with ${code} before it said "${line}":\n${output}${said}`))
        })
      }).catch((error) => {
        kill()
        throw error
      })
      return {
        pid,
        took,
        /** In good order, so that it leaves what a second start finds. */
        async close() {
          signal(pid, 'SIGTERM')
          await ended(pid, closeTime)
          kill()
        }
      }
    },

    /**
     * Opens a window that the bench looks into.
     * @param {Program} program
     */
    async drive({ folder }) {
      const userData = makeFolder()
      const app = await _electron.launch({
        executablePath: executable,
        args: [folder],
        cwd: userData.path,
        env: environment(userData.path),
        chromiumSandbox: rootOnly.length === 0
      })
      const kill = guard(/** @type {number} */ (app.process().pid))
      const page = await app.firstWindow()
      await page.waitForLoadState('load')
      return {
        page,
        electron: app,
        pid: /** @type {number} */ (app.process().pid),
        async close() {
          await Promise.race([app.close(), ended(/** @type {number} */ (app.process().pid), closeTime)])
          kill()
          userData.remove()
        }
      }
    }
  }
}

/** @typedef {ReturnType<typeof createWindows>} Windows */
