/**
 * Everything behind the window: engines, tasks, history, and the handlers that answer. Loaded once the window is under
 * way, so that what takes longest, Chromium's own start, does not wait for it.
 */
import { join } from 'node:path'
import { app, BrowserWindow, clipboard, dialog, Menu, powerMonitor } from 'electron'
import { contract } from '../contract'
import { keep } from '../contract/volumes/keep/api'
import { watchStore } from './engine/contexts/watch-store'
import { configFolder } from './engine/discovery/contexts'
import { machineSurroundings } from './engine/discovery/surroundings'
import { createEngines } from './engine/engines'
import { appHandlers } from './features/app/handlers'
import { createBuilds } from './features/builds/builds'
import { connectionsHandlers } from './features/connections/handlers'
import { createPrompts } from './features/connections/prompts/prompts'
import { listHandlers } from './features/containers/list/handlers'
import { readAhead } from './features/containers/read-ahead'
import { terminalsOf } from './features/containers/terminal/terminals'
import { fileNotes, mendAllSettings } from './features/engine-settings/notes'
import { historyHandlers } from './features/history/handlers'
import { thisWorld } from './features/machines/world'
import { prerequisitesHandlers } from './features/prerequisites/handlers'
import { watchFirstRun } from './features/prerequisites/install/first-run'
import { thisComputer } from './features/prerequisites/install/this-computer'
import { settingsHandlers } from './features/settings/handlers'
import { tasksHandlers } from './features/tasks/handlers'
import { fileStore } from './features/volumes/keep/backup-store'
import { createBackups } from './features/volumes/keep/backups'
import { createHistory } from './history/history'
import { listenToWindows } from './ipc/bridge'
import type { Handlers } from './ipc/handlers'
import { lazyHandlers } from './ipc/lazy-handlers'
import { createRouter } from './ipc/router'
import { createStreams } from './ipc/streams'
import { toFailure } from './ipc/to-failure'
import { announceConnection } from './platform/announce'
import { createChosenFiles } from './platform/chosen-files'
import { createFileDialogs } from './platform/file-dialogs'
import type { Language } from './platform/language'
import { logError, logWarning } from './platform/log'
import { appMenu } from './platform/menu'
import { openExternal } from './platform/open-external'
import type { Unfinished } from './platform/quit-guard'
import type { SettingsStore } from './platform/settings-store'
import { showFolder } from './platform/show-folder'
import { systemVault } from './platform/vault'
import { proxyFor } from './platform/web/proxy'
import type { ProxyOf } from './platform/web/request'
import { openRegistries } from './registries/open-registries'
import { systemTrust } from './registries/registry-trust'
import { createTasks } from './tasks/tasks'

/** Milliseconds after the start. */
const backupDelay = 10_000
/** And those after which the start is over although no list was painted. */
const startTime = 5_000

type AllHandlers = { readonly [Feature in keyof typeof contract]: Handlers<(typeof contract)[Feature]> }

/** What must not be cut: half of it would leave a computer worse than none. */
const uncuttable = ['prerequisites.installRun', 'engineSettings.apply'] as const

export interface Services {
  /** What is under way and must come to its end before the app does. */
  unfinished(): Unfinished | undefined
  /** Ends what is under way in good order, then everything else. */
  stop(): Promise<void>
}

export interface ServicesParts {
  readonly settings: SettingsStore
  readonly language: () => Language
  /** Says on the terminal what happens, for a machine without a display. */
  readonly announces: boolean
}

export function startServices({ settings, language, announces }: ServicesParts): Services {
  const failureOf = (error: unknown, operation: string) => toFailure(error, operation, logError)
  const proxyOf: ProxyOf = (target) =>
    proxyFor(target, { kind: settings.current.proxy, url: settings.current.proxyUrl }, process.env)
  const surroundings = machineSurroundings()
  const dockerFolder = configFolder(surroundings)
  const registries = openRegistries({
    // Who has no home keeps what docker would have kept there with the app's own files.
    configFolder: dockerFolder ?? join(app.getPath('userData'), 'docker'),
    userData: app.getPath('userData'),
    places: { platform: process.platform, home: surroundings.home, environment: process.env },
    proxyOf,
    sealer: systemVault(),
    warn: logWarning
  })
  const prompts = createPrompts()
  const engines = createEngines({
    preferred: settings.current.connection,
    warn: logWarning,
    surroundings,
    watchStore: (onChange) => (dockerFolder === undefined ? () => undefined : watchStore(dockerFolder, onChange)),
    registryAuth: (registry) => registries.signIns.header(registry),
    askerFor: prompts.askerFor
  })
  readAhead(engines)
  /** What earlier runs have left on an engine is put in order, but not before the list that somebody waits for. */
  const tidy = once(() => {
    clearTimeout(startOver)
    Promise.all([import('./features/volumes/helper/sweep-helpers'), import('./features/volumes/keep/mend')]).then(
      ([{ sweepAll }, { mendAll }]) => {
        sweepAll(engines, logWarning)
        mendAll(engines, logWarning)
      },
      (error: unknown) => logError('What earlier runs have left stays', error)
    )
  })
  const startOver = setTimeout(tidy, startTime)
  const history = createHistory({ cliOf: engines.cliOf, failureOf })
  const tasks = createTasks({ history, failureOf })
  const chosen = createChosenFiles()
  const backups = createBackups({
    engines,
    store: fileStore(app.getPath('userData'), logWarning),
    warn: logWarning,
    perform: (on, work) =>
      new Promise<void>((done) => {
        tasks.start('volumes.backUp', keep.backUp, on, (_, context) => work(context).finally(done))
      })
  })
  // What was missed runs once the start is over.
  const missed = setTimeout(() => backups.wake(), backupDelay)
  powerMonitor.on('resume', () => backups.wake())
  const builds = createBuilds(app.getPath('userData'), logWarning)

  const settingsNotes = fileNotes(join(app.getPath('userData'), 'engine-settings'))
  void mendAllSettings(settingsNotes, logWarning)

  const handlers: AllHandlers = {
    app: appHandlers({
      version: app.getVersion(),
      locale: () => app.getLocale(),
      openLink: openExternal,
      copyText: (text) => clipboard.writeText(text),
      paste: () => BrowserWindow.getAllWindows()[0]?.webContents.paste(),
      streams: () => streams.count,
      choose: createFileDialogs(chosen),
      showFolder,
      ready: () => {
        if (announces) process.stdout.write('The list is painted\n')
        Menu.setApplicationMenu(appMenu(language()))
        tidy()
      }
    }),
    builds: lazyHandlers(contract.builds, async () =>
      (await import('./features/builds/handlers')).buildsHandlers({ engines, chosen, builds, cliOf: engines.cliOf })
    ),
    connections: connectionsHandlers({
      engines,
      prompts,
      surroundings,
      chosen,
      remember: (connection) => settings.update({ connection })
    }),
    // The list is what a start is for; the rest waits until it is asked for.
    containers: {
      ...lazyHandlers(contract.containers, async () =>
        (await import('./features/containers/handlers')).containersHandlers({ engines, chosen })
      ),
      ...listHandlers({ engines })
    },
    engineSettings: lazyHandlers(contract.engineSettings, async () =>
      (await import('./features/engine-settings/handlers')).engineSettingsHandlers({
        engines,
        endpointOf: (connection) => engines.snapshot().connections.find(({ id }) => id === connection)?.endpoint ?? '',
        retry: engines.retry,
        notes: settingsNotes,
        surroundings: machineSurroundings()
      })
    ),
    history: historyHandlers(history, async (suggestion) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath('documents'), suggestion)
      })
      return canceled ? undefined : filePath
    }),
    hub: lazyHandlers(contract.hub, async () =>
      (await import('./features/hub/handlers')).hubHandlers({
        engines,
        baseUrl: () => settings.current.hubUrl,
        proxyOf,
        systemTrust,
        credentials: () => registries.signIns.credentials('docker.io'),
        openRegistry: (signal) => registries.client.open('docker.io', undefined, signal)
      })
    ),
    images: lazyHandlers(contract.images, async () =>
      (await import('./features/images/handlers')).imagesHandlers({ engines, chosen })
    ),
    machines: lazyHandlers(contract.machines, async () =>
      (await import('./features/machines/handlers')).machinesHandlers({
        engines,
        world: thisWorld(machineSurroundings())
      })
    ),
    networks: lazyHandlers(contract.networks, async () =>
      (await import('./features/networks/handlers')).networksHandlers({ engines })
    ),
    prerequisites: prerequisitesHandlers({
      engines,
      endpointOf: (connection) => engines.snapshot().connections.find(({ id }) => id === connection)?.endpoint,
      surroundings,
      install: thisComputer({
        surroundings,
        downloads: () => app.getPath('downloads'),
        discover: () => engines.discover()
      })
    }),
    registries: lazyHandlers(contract.registries, async () =>
      (await import('./features/registries/handlers')).registriesHandlers({ engines, chosen, ...registries })
    ),
    settings: settingsHandlers(settings),
    system: lazyHandlers(contract.system, async () =>
      (await import('./features/system/handlers')).systemHandlers({ engines })
    ),
    tasks: tasksHandlers(tasks),
    volumes: lazyHandlers(contract.volumes, async () =>
      (await import('./features/volumes/handlers')).volumesHandlers({ engines, chosen, backups })
    )
  }
  const checkReplies = process.env['ESCALE_CHECK_REPLIES'] === '1'
  const router = createRouter({ handlers, tasks, history, log: logError, checkReplies })
  const streams = createStreams(router)
  listenToWindows(router, streams, chosen.add)
  const notFirst = watchFirstRun(engines, {
    isFirst: () => settings.current.firstRun,
    end: () => void settings.update({ firstRun: false })
  })
  const silence = announces ? announceConnection(engines) : () => undefined

  return {
    unfinished: () => tasks.underWay(uncuttable),
    async stop() {
      silence()
      notFirst()
      clearTimeout(missed)
      clearTimeout(startOver)
      await Promise.all([tasks.stop(), backups.stop(), terminalsOf(engines).stop()])
      await builds.flush()
      prompts.dispose()
      engines.dispose()
    }
  }
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
