/** The built app in a real window, driven by Playwright: its own settings folder, a named engine, gone afterwards. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { presentRuntime } from '../../build/electron/runtime.mjs'
import { projectFolder } from '../../build/tools/folders.mjs'
import { settingsVersion, type Settings } from '../../contract/settings/model'
import { asOrdinaryUser } from './ordinary-user'
import { isSeen } from './what-was-seen'

export interface LaunchOptions {
  /** `unix://…` of a throwaway engine. Nothing else is ever dialled: there is no default. */
  readonly dockerHost: string
  /** Dark and English unless told, whatever the machine's own are. */
  readonly settings?: Partial<Settings>
  /** The settings' folder of an earlier launch, to start again with it; whoever names it removes it. */
  readonly userData?: string
  /** As the user `nobody`, with Chromium's sandbox on; the engine's `group` must then be `nogroup`. */
  readonly ordinaryUser?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Further words of the command line. */
  readonly args?: readonly string[]
}

export interface LaunchedApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** What went wrong in the page so far: console errors, exceptions, a crash. A good test expects it empty at its end. */
  readonly errors: readonly string[]
  /** What the main process has written, both streams. */
  readonly output: () => string
  readonly close: () => Promise<void>
}

const closeTime = 10_000

/** Nothing of the machine's own Docker settings reaches the app, and no way out of the machine. */
function environment(options: LaunchOptions, home: string): Record<string, string> {
  const kept = ['PATH', 'DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'TMPDIR', 'LANG']
  const own = Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  )
  return {
    ...own,
    HOME: home,
    DOCKER_HOST: options.dockerHost,
    ESCALE_USER_DATA: home,
    ESCALE_CHECK_REPLIES: '1',
    ...options.env
  }
}

export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const runtime = presentRuntime()
  if (runtime === undefined) throw new Error('there is no Electron runtime: run `npm run -s electron-path` first')
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'escale-user-data-')))
  if (options.userData === undefined) {
    const settings = { theme: 'dark', language: 'en', ...options.settings }
    await writeFile(join(userData, 'settings.json'), JSON.stringify({ version: settingsVersion, settings }))
  }
  const env = environment(options, userData)
  if (options.ordinaryUser && env['XAUTHORITY']) {
    await copyFile(env['XAUTHORITY'], join(userData, 'authority'))
    env['XAUTHORITY'] = join(userData, 'authority')
  }
  const place = options.ordinaryUser
    ? await asOrdinaryUser({ dist: runtime.dist, executable: runtime.executable, app: projectFolder, userData })
    : { executable: runtime.executable, app: projectFolder, remove: async () => undefined }

  const remove = async (): Promise<void> => {
    await place.remove()
    if (options.userData === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  }
  const electron = await _electron
    .launch({
      executablePath: place.executable,
      args: [place.app, ...(options.args ?? [])],
      cwd: userData,
      env,
      chromiumSandbox: options.ordinaryUser ?? false
    })
    .catch(async (error: unknown) => {
      await remove()
      throw error
    })
  let output = ''
  const program = electron.process()
  for (const stream of [program.stdout, program.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const page = await electron.firstWindow()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('crash', () => errors.push('the page crashed'))
  await page.waitForLoadState('domcontentloaded')

  const goes = isSeen({ page, output: () => output })
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await goes()
    const timer = setTimeout(() => program.kill('SIGKILL'), closeTime)
    await electron.close().catch(() => undefined) // it has ended already: by the test, or by itself
    clearTimeout(timer)
    await remove()
  }
  return { electron, page, userData, errors, output: () => output, close: () => (closing ??= close()) }
}
