/** A docker configuration of a test's own: docker's command in it, the app's handlers in it, and what its folder holds. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { machineSurroundings, type Surroundings } from '../../electron/engine/discovery/surroundings'
import { createEngines, type EngineList } from '../../electron/engine/engines'
import { watchStore } from '../../electron/engine/contexts/watch-store'
import { connectionsHandlers } from '../../electron/features/connections/handlers'
import { createPrompts } from '../../electron/features/connections/prompts/prompts'
import { createChosenFiles, type ChosenFiles } from '../../electron/platform/chosen-files'

const execute = promisify(execFile)
type Env = Readonly<Record<string, string>>

export interface TestStore {
  readonly home: string
  /** DOCKER_CONFIG: it is not there until somebody writes in it. */
  readonly folder: string
  docker(...args: readonly string[]): Promise<string>
  dockerWith(env: Env, ...args: readonly string[]): Promise<string>
  /** Mode and content of every file below, folders with their mode alone. */
  tree(): Promise<Readonly<Record<string, string>>>
  /** The app in it, as if it were started now. Nothing outside of the test's own folders is found. */
  app(env?: Env, more?: Partial<Surroundings>): TestApp
  remove(): Promise<void>
}
export interface TestApp {
  readonly engines: EngineList
  readonly handlers: ReturnType<typeof connectionsHandlers>
  readonly chosen: ChosenFiles
  readonly warnings: readonly string[]
}

export async function testStore(): Promise<TestStore> {
  const home = await mkdtemp(join(tmpdir(), 'escale-contexts-'))
  const folder = join(home, 'docker')
  const started: EngineList[] = []

  const dockerWith = async (env: Env, ...args: readonly string[]): Promise<string> => {
    const own = { PATH: process.env['PATH'] ?? '', HOME: home, DOCKER_CONFIG: folder, ...env }
    const { stdout } = await execute('docker', [...args], { env: own, cwd: home })
    return stdout.replace(/\n$/, '')
  }

  return {
    home,
    folder,
    dockerWith,
    docker: (...args) => dockerWith({}, ...args),
    async tree() {
      const found: Record<string, string> = {}
      const look = async (path: string): Promise<void> => {
        for (const name of (await readdir(join(folder, path))).sort()) {
          const inner = path === '' ? name : `${path}/${name}`
          const { mode } = await stat(join(folder, inner))
          const text = `${(mode & 0o777).toString(8)}`
          const isFolder = (await stat(join(folder, inner))).isDirectory()
          found[inner] = isFolder ? text : `${text} ${await readFile(join(folder, inner), 'utf8')}`
          if (isFolder) await look(inner)
        }
      }
      await look('')
      return found
    },
    app(env = {}, more = {}) {
      const machine = machineSurroundings()
      const surroundings: Surroundings = {
        ...machine,
        env: { DOCKER_CONFIG: folder, ...env },
        home,
        uid: undefined,
        // The engines of this machine are none of a test's business.
        exists: (path) => path.startsWith(tmpdir()) && machine.exists(path),
        ...more
      }
      const warnings: string[] = []
      const engines = createEngines({
        surroundings,
        warn: (what) => warnings.push(what),
        watchStore: (onChange) => watchStore(folder, onChange)
      })
      started.push(engines)
      const chosen = createChosenFiles()
      const prompts = createPrompts()
      const handlers = connectionsHandlers({ engines, surroundings, chosen, prompts, remember: () => undefined })
      return { engines, handlers, chosen, warnings }
    },
    async remove() {
      for (const engines of started) engines.dispose()
      await rm(home, { recursive: true, force: true })
    }
  }
}
