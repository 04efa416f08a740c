/**
 * What it takes to build with a large context, against `docker build` itself with the same builder, in turns. The engine's data
 * and the files lie in memory: on a disk its own writing of so many files is nearly all of the time, whoever sends them. Of
 * BuildKit's time more than half is its own copying and exporting even so: its step of taking the files is compared by itself too.
 */
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startThrowaway } from '../../build/engine/throwaway.mjs'
import { note } from '../../build/tools/step.mjs'
import { interleave, median, pairedRatio } from './statistics.mjs'
import { createWindows, makeFolder } from './windows.mjs'

const execute = promisify(execFile)
const few = 5_000
const many = 50_000
const perFolder = 100
/** Ten times the files may take this share more than ten times as long. */
const growthLimit = 1.1
const programs = ['docker', '/usr/bin/docker']
/** A folder in memory, where the machine has one. */
const memory = '/dev/shm'

/**
 * Small files, and a Dockerfile that takes all of them with BuildKit, which asks for no others; with the classic builder,
 * which is always sent all, one: its own copying is none of our doing.
 * @param {number} files
 * @param {'buildkit' | 'classic'} builder
 */
function makeContext(files, builder) {
  const folder = makeFolder(existsSync(memory) ? memory : undefined)
  for (let index = 0; index < files; index++) {
    const inner = join(folder.path, `folder-${Math.floor(index / perFolder)}`)
    if (index % perFolder === 0) mkdirSync(inner)
    writeFileSync(join(inner, `file-${index % perFolder}.txt`), `${index}\n`.repeat(20))
  }
  const copied = builder === 'classic' ? 'folder-0/file-0.txt' : '.'
  writeFileSync(join(folder.path, 'Dockerfile'), `FROM scratch\nCOPY ${copied} /x/\n`)
  let changes = 0
  /** Makes each file one that BuildKit has not had yet: it asks for all of them again. */
  const touch = () => {
    const time = Date.now() / 1000 + ++changes
    for (let index = 0; index < files; index++)
      utimesSync(
        join(folder.path, `folder-${Math.floor(index / perFolder)}`, `file-${index % perFolder}.txt`),
        time,
        time
      )
  }
  return { ...folder, touch }
}

/**
 * @param {string} host
 * @param {'buildkit' | 'classic'} builder
 */
function dockerThatBuilds(host, builder) {
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' }
  const program = programs.find(
    (name) => spawnSync(name, ['build', '-q', '-'], { env, input: 'FROM scratch\nLABEL a=b\n' }).status === 0
  )
  return program === undefined
    ? undefined
    : /** @param {string} folder */ async (folder) => {
        const started = performance.now()
        const said = builder === 'classic' ? '-q' : '--progress=plain'
        const { stderr } = await execute(program, ['build', said, '--no-cache', folder], { env, maxBuffer: 2 ** 26 })
        return { took: performance.now() - started, sent: sentIn(stderr) }
      }
}

/**
 * @typedef {{ readonly took: number, readonly sent: number }} Built milliseconds of all, and of the step that takes the files
 *
 * @param {string} text BuildKit's plain progress: `#4 [internal] load build context`, then `#4 DONE 2.9s`
 * @returns {number} milliseconds; NaN where it says nothing of it
 */
function sentIn(text) {
  const [, step = ''] = /^#(\d+) \[internal\] load build context$/m.exec(text) ?? []
  return Number(new RegExp(`^#${step} DONE ([\\d.]+)s$`, 'm').exec(text)?.[1]) * 1000
}

/**
 * In the page: builds, and follows the build to its end.
 * @param {{ readonly id: string, readonly path: string, readonly builder: string, readonly empty: object }} wanted
 * @returns {Promise<Built>}
 */
async function buildInPage({ id, path, builder, empty }) {
  const { escale } = /** @type {any} */ (window)
  /** @param {string} name @param {object} request @returns {Promise<any>} */
  const first = (name, request) =>
    new Promise((resolve) => {
      const stream = escale.open(name, request, (/** @type {any} */ message) => {
        if (message.kind !== 'items') return
        escale.close(stream)
        resolve(JSON.parse(message.items)[0])
      })
    })
  const { current } = await first('connections.watch', {})
  await escale.call('app.chooseOpen', { kind: 'folder' })
  const began = performance.now()
  const options = { ...empty, context: { kind: 'folder', path }, builder, noCache: true }
  const started = await escale.call('builds.start', { connection: current, id, options })
  if (!started.ok) throw new Error(JSON.stringify(started.failure))
  const took = await new Promise((resolve, reject) => {
    escale.open('builds.history', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      for (const change of JSON.parse(message.items)) {
        const build =
          change.kind === 'snapshot' ? change.builds.find((/** @type {any} */ one) => one.id === id) : change.build
        if (build?.id !== id) continue
        if (build.outcome.kind === 'done') resolve(performance.now() - began)
        if (build.outcome.kind === 'failed') reject(new Error(JSON.stringify(build.outcome)))
      }
    })
  })
  const { steps } = await first('builds.follow', { id })
  const step = steps.find((/** @type {any} */ { name }) => name === '[internal] load build context')
  return { took, sent: step?.duration ?? NaN }
}

/** What the form begins with: nothing given. */
const empty = {
  dockerfile: { kind: 'default' },
  tags: [],
  buildArguments: [],
  target: '',
  platform: '',
  pull: false,
  cacheFrom: [],
  labels: [],
  network: '',
  extraHosts: [],
  secrets: [],
  cpuSet: '',
  memorySet: '',
  ulimits: [],
  securityOptions: [],
  cacheTo: [],
  ssh: [],
  outputs: [],
  cgroupParent: '',
  isolation: '',
  squash: false,
  forceRemove: false,
  compress: false,
  quiet: false
}

/**
 * @param {{ readonly executable: string, readonly app?: string, readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureBuild({ executable, app, rounds }) {
  const engine = await startThrowaway({ diskSize: '6g' })
  const windows = createWindows({ executable, dockerHost: engine.host, app })
  const { page, electron, close } = await windows.drive(windows.escale)
  try {
    /** @param {string} path @param {'buildkit' | 'classic'} builder */
    const own = async (path, builder) => {
      await electron.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      }, path)
      return page.evaluate(buildInPage, { id: randomUUID(), path, builder, empty })
    }
    const results = []
    for (const builder of /** @type {const} */ (['classic', 'buildkit'])) {
      const docker = dockerThatBuilds(engine.host, builder)
      if (docker === undefined) {
        note(`No docker here builds with the ${builder} builder: nothing to measure against.`)
        continue
      }
      const [small, large] = [makeContext(few, builder), makeContext(many, builder)]
      /** @param {typeof large} folder @param {(path: string) => Promise<Built>} build */
      const anew = (folder, build) => {
        folder.touch()
        return build(folder.path)
      }
      /** @param {string} path */
      const ours = (path) => own(path, builder)
      // Once before: the files in the machine's memory.
      await anew(small, docker)
      await anew(small, ours)
      /** @type {number[]} */
      const tenth = []
      /** @type {{ readonly values: number[], readonly against: number[] }} */
      const sent = { values: [], against: [] }
      const whole = await interleave(
        rounds,
        async () => {
          tenth.push(10 * (await anew(small, ours)).took)
          const built = await anew(large, ours)
          sent.values.push(built.sent)
          return built.took
        },
        async () => {
          const built = await anew(large, docker)
          sent.against.push(built.sent)
          return built.took
        }
      )
      results.push(resultOf(`build of 50,000 files, ${builder}`, whole.values, whole.against, 1))
      if (builder === 'buildkit')
        results.push(resultOf('50,000 files sent to BuildKit, its own step', sent.values, sent.against, 1))
      results.push(
        resultOf(`build of 50,000 files, against ten of 5,000, ${builder}`, whole.values, tenth, growthLimit)
      )
      small.remove()
      large.remove()
    }
    return results
  } finally {
    await close()
    await engine.kill()
    await engine.stop()
  }
}

/**
 * @param {string} name
 * @param {number[]} values
 * @param {number[]} against
 * @param {number} limit
 * @returns {import('./report.mjs').Result}
 */
const resultOf = (name, values, against, limit) => ({
  name,
  value: median(values),
  unit: 'ms',
  against: median(against),
  ratio: pairedRatio(values, against),
  limit
})
