/**
 * `npm run bench`: measures the built app against a bare Electron window and the docker CLI, with a thousand containers on a
 * throwaway engine. Prints a table, writes results.json beside this file, and ends with 1 where a limit is broken.
 * `--quick`: fewer and shorter rounds. Words after it measure only that: start, memory, idle, scroll, change, terminal, logs,
 * stats, build, images, volumes, folders, many.
 * `--app=FOLDER`: another clone's app, built there.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { provideRuntime } from '../../build/electron/runtime.mjs'
import { startThrowaway, whyNoThrowaway } from '../../build/engine/throwaway.mjs'
import { provideBuilt } from '../../build/steps/built.mjs'
import { hasDisplay } from '../../build/steps/libraries.mjs'
import { main, note, step, Told } from '../../build/tools/step.mjs'
import { startDisplay } from '../../build/tools/virtual-display.mjs'
import { createContainers } from './engine-api.mjs'
import { measureBuild } from './measure-build.mjs'
import { measureChange, renamedRows } from './measure-change.mjs'
import { measureFolders } from './measure-folders.mjs'
import { measureImages } from './measure-images.mjs'
import { measureLogs } from './measure-logs.mjs'
import { measureMany } from './measure-many.mjs'
import { measureIdle, measureMemory } from './measure-rest.mjs'
import { measureScroll } from './measure-scroll.mjs'
import { measureStart } from './measure-start.mjs'
import { measureStats } from './measure-stats.mjs'
import { measureTerminal } from './measure-terminal.mjs'
import { measureVolumes } from './measure-volumes.mjs'
import { isBroken, report } from './report.mjs'
import { rowName } from './sightings.mjs'
import { createWindows } from './windows.mjs'

const resultsFile = fileURLToPath(new URL('./results.json', import.meta.url))
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const app = words.find((word) => word.startsWith('--app='))?.slice('--app='.length)
const only = words.filter((word) => !word.startsWith('-'))

/** Podman Desktop's, measured once on such a machine with the same runtime, where the bare window took 430 ms and 254 MB. */
const podmanDesktop = {
  'start: spawn to the list painted': '13.6 s',
  'second start, same settings': '8.6–10.2 s',
  'idle: beyond the bare window': '1.4 %',
  'memory of all processes (PSS)': '960 MB'
}

await main(async () => {
  const reason = whyNoThrowaway()
  if (reason) throw new Told(`The bench cannot run: ${reason}.`)
  const [load = 0] = loadavg()
  if (load > availableParallelism() / 2)
    note(
      `Warning: the machine is busy (load ${load.toFixed(1)} on ${availableParallelism()} cores). Times and long tasks will look worse than they are.`
    )
  const { executable } = await step('Electron', provideRuntime)
  if (app === undefined) await step('App', provideBuilt)
  if (!hasDisplay()) Object.assign(process.env, (await startDisplay()).env)
  const engine = await step('Engine', async () => [await startThrowaway(), 'a throwaway one'])
  const end = async () => {
    // Its containers never ran: without dockerd there is nothing to remove one by one.
    await engine.kill()
    await engine.stop()
  }
  // The windows and the display go as the process ends.
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(name, () => void end().finally(() => process.exit(130)))
  try {
    return await measure(executable, engine)
  } finally {
    await end()
  }
})

/**
 * @param {string} executable
 * @param {import('../../build/engine/throwaway.mjs').ThrowawayEngine} engine
 */
async function measure(executable, { socketPath, host }) {
  const address = { socketPath }
  await step('Containers', async () => {
    const others = Array.from(
      { length: 1000 - renamedRows },
      (_, index) => `container-${String(index).padStart(4, '0')}`
    )
    // The youngest: at the top by age as well as by name.
    await createContainers(address, others)
    await createContainers(
      address,
      Array.from({ length: renamedRows }, (_, row) => rowName(row, 0))
    )
    return [undefined, '1,000 created']
  })
  const windows = createWindows({ executable, dockerHost: host, app })
  /** @type {Readonly<Record<string, () => Promise<import('./report.mjs').Result[]>>>} */
  const measurements = {
    start: () => measureStart(windows, { rounds: quick ? 3 : 7, dockerHost: host }),
    memory: () => measureMemory(windows, { rounds: quick ? 3 : 5 }),
    idle: () => measureIdle(windows, { parts: 5, seconds: quick ? 2 : 12, before: quick ? 5 : 10 }),
    scroll: () => measureScroll(windows, { rounds: quick ? 2 : 6, seconds: quick ? 4 : 6 }),
    change: () => measureChange(windows, { address, quiet: quick ? 10 : 40, seconds: quick ? 3 : 10 }),
    terminal: () => measureTerminal(windows, { address, host, keys: quick ? 40 : 150 }),
    logs: () => measureLogs(windows, { address, host, rounds: quick ? 2 : 5 }),
    stats: () => measureStats(windows, { address, dockerHost: host, rounds: quick ? 1 : 3, seconds: quick ? 15 : 30 }),
    build: () => measureBuild({ executable, app, rounds: quick ? 1 : 3 }),
    images: () => measureImages(windows, { address, host, rounds: quick ? 2 : 5 }),
    volumes: () => measureVolumes(windows, { address, host, rounds: quick ? 2 : 5 }),
    folders: () => measureFolders(windows, { address, host, rounds: quick ? 2 : 5 }),
    // The last one: what it adds to the engine stays there.
    many: () => measureMany(windows, { address, there: 1000, rounds: quick ? 3 : 5 })
  }
  const chosen = Object.entries(measurements).filter(([name]) => only.length === 0 || only.includes(name))
  if (chosen.length === 0) throw new Told(`There is ${Object.keys(measurements).join(', ')} to measure.`)
  const results = []
  for (const [name, work] of chosen)
    results.push(...(await step(`Measuring ${name}`, async () => [await work(), 'done'])))

  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`)
  note(`\n${report(results, podmanDesktop, 'Podman Desktop')}\n`)
  note(
    'Against: a bare Electron window (or docker ps), measured in turns; each ratio is the median of the turns. Podman'
  )
  note(
    "Desktop's figures are from one measurement on another day, for information. A limit holds the ratio where there is one."
  )
  const broken = results.filter(isBroken)
  note(broken.length === 0 ? 'Every limit holds.' : `Broken: ${broken.map(({ name }) => name).join('; ')}.`)
  return broken.length === 0 ? 0 : 1
}
