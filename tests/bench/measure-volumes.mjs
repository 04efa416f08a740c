/**
 * The browser of a volume against docker's own, in turns: its opening, a folder of 100,000 files and a small one, and files that come
 * and go: 1 GB in one, and 20,000 small ones, against docker cp.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { note, Told } from '../../build/tools/step.mjs'
import { hasProgram, mustRun } from '../../build/tools/run.mjs'
import { ask } from './engine-api.mjs'
import { interleave, median, pairedRatio } from './statistics.mjs'

const name = 'bench-volume'
const image = 'bench-volume-image'
const many = 20_000
const pieces = 1_000
const openLimit = 300
const smallLimit = 5

/** This machine's own busybox as an image. @param {{ readonly socketPath: string }} address */
export async function makeImage(address) {
  if (!hasProgram('busybox')) throw new Told('The bench of volumes needs busybox.')
  const folder = mkdtempSync(join(tmpdir(), 'escale-bench-image-'))
  const root = join(folder, 'image')
  mkdirSync(join(root, 'bin'), { recursive: true })
  cpSync('/bin/busybox', join(root, 'bin/busybox'))
  const libraries = await mustRun('sh', ['-c', "ldd /bin/busybox 2>/dev/null | grep -o '/[^ ]*' || true"])
  for (const library of libraries.split('\n').filter(Boolean))
    cpSync(library, join(root, library), { dereference: true })
  for (const applet of ['sh', 'ls', 'mkdir', 'touch', 'seq', 'xargs', 'rm', 'sleep', 'du'])
    symlinkSync('busybox', join(root, 'bin', applet))
  const tar = join(folder, 'image.tar')
  await mustRun('tar', ['-C', root, '-cf', tar, '.'])
  await ask(address, 'POST', `/images/create?fromSrc=-&repo=${image}&tag=latest`, {
    type: 'application/x-tar',
    content: readFileSync(tar)
  })
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds that docker's own takes, its output read to the end. @param {string} host @param {readonly string[]} args */
export function docker(host, args) {
  const began = performance.now()
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: '/nonexistent' }
  const child = spawn('docker', args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.resume()
  return /** @type {Promise<number>} */ (
    new Promise((resolve, reject) =>
      child
        .once('error', reject)
        .once('close', (code) =>
          code === 0 ? resolve(performance.now() - began) : reject(new Error(`docker ${args.join(' ')}: ${code}`))
        )
    )
  )
}

/** In the page: a stream until an item of the kind, and how many lines its rows had. @param {{ name: string, wish: object, until: string, keep: boolean }} wanted */
async function readStream({ name: operation, wish, until, keep }) {
  const page = /** @type {any} */ (window)
  const began = performance.now()
  let lines = 0
  return new Promise((resolve, reject) => {
    const id = page.escale.open(
      operation,
      { connection: page.benchConnection, ...wish },
      (/** @type {any} */ message) => {
        if (message.kind !== 'items') return reject(new Error(`${operation}: ${JSON.stringify(message)}`))
        for (const item of JSON.parse(message.items)) {
          // As the window reads them: each line becomes an entry.
          if (item.kind === 'rows')
            lines += item.rows.split('\n').map((/** @type {string} */ row) => row.split(' ')).length - 1
          if (item.kind !== until) continue
          if (keep) page.benchStream = id
          else page.escale.close(id)
          resolve({ time: performance.now() - began, lines })
        }
      }
    )
  })
}

/** In the page: a task from its start to its end. @param {{ name: string, wish: object }} wanted */
async function runTask({ name: operation, wish }) {
  const page = /** @type {any} */ (window)
  const began = performance.now()
  const started = await page.escale.call(operation, { connection: page.benchConnection, ...wish })
  if (!started.ok) throw new Error(`${operation}: ${JSON.stringify(started.failure)}`)
  return new Promise((resolve, reject) => {
    const id = page.escale.open('tasks.watch', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      for (const change of JSON.parse(message.items))
        for (const task of change.kind === 'snapshot' ? change.tasks : change.kind === 'upsert' ? [change.task] : []) {
          if (task.id !== started.value.task || task.state.kind === 'running') continue
          page.escale.close(id)
          if (task.state.kind === 'done') resolve(performance.now() - began)
          else reject(new Error(`${operation}: ${JSON.stringify(task.state)}`))
        }
    })
  })
}

/** In the page: the connection that it shows, for the requests. */
export function findConnection() {
  const page = /** @type {any} */ (window)
  return new Promise((resolve) => {
    const id = page.escale.open('connections.watch', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      const { current } = JSON.parse(message.items).at(-1)
      if (current === undefined) return
      page.benchConnection = current
      page.escale.close(id)
      resolve(current)
    })
  })
}

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly host: string, readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureVolumes(windows, { address, host, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-bench-volumes-'))
  const { page, electron, close } = await windows.drive(windows.escale)
  /** @type {import('./report.mjs').Result[]} */
  const results = []
  /** @param {string} operation @param {object} wish @param {string} until */
  const stream = async (operation, wish, until, keep = false) =>
    /** @type {{ time: number, lines: number }} */ (
      await page.evaluate(readStream, { name: operation, wish: { volume: name, ...wish }, until, keep })
    )
  /** @param {string} operation @param {object} wish */
  const task = (operation, wish) => page.evaluate(runTask, { name: operation, wish: { volume: name, ...wish } })
  /** @param {string} path */
  const choose = async (path) => {
    await electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, path)
    await page.evaluate(() =>
      /** @type {any} */ (window).escale.call('app.chooseSave', { suggestion: 'x', filters: [] })
    )
  }
  /** @param {string} title @param {number} limit @param {() => Promise<number>} ours @param {() => Promise<number>} theirs */
  const compare = async (title, limit, ours, theirs) => {
    await theirs()
    await ours()
    const { values, against } = await interleave(rounds, ours, theirs)
    note(`${title}: ${[values, against].map((each) => each.map(Math.round).join(' ')).join(' | ')}`)
    results.push({
      name: title,
      value: median(values),
      unit: 'ms',
      against: median(against),
      ratio: pairedRatio(values, against),
      limit
    })
  }
  /** @param {string} title @param {readonly number[]} values @param {number} limit */
  const alone = (title, values, limit) => {
    note(`${title}: ${values.map((value) => value.toFixed(1)).join(' ')}`)
    results.push({ name: title, value: median(values), unit: 'ms', against: null, ratio: null, limit })
  }
  const mount = `${name}:/v`
  try {
    await page.getByRole('row').nth(2).waitFor()
    await page.evaluate(findConnection)
    await makeImage(address)
    const fill =
      'mkdir -p /v/many /v/small && cd /v/many && seq 1 100000 | xargs touch && cd ../small && seq 1 25 | xargs touch'
    await docker(host, ['run', '--rm', '-v', mount, image, 'sh', '-c', fill])
    await docker(host, ['run', '-d', '--init', '--name', name, '-v', mount, image, 'sleep', '100000'])

    // Its image is brought once.
    const times = []
    for (let round = -1; round < rounds; round++) {
      const { time } = await stream('volumes.browse', {}, 'opened', true)
      if (round >= 0) times.push(time)
      if (round === rounds - 1) break
      await page.evaluate(() => /** @type {any} */ (window).escale.close(/** @type {any} */ (window).benchStream))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
    alone('a volume opened', times, openLimit)
    await compare(
      '100,000 files listed, against docker run ls -la',
      0.3,
      async () => {
        const { time, lines } = await stream('volumes.listFolder', { path: '/many' }, 'listed')
        if (lines !== 100_000) throw new Error(`${lines} files were listed`)
        return time
      },
      () => docker(host, ['run', '--rm', '-v', mount, image, 'ls', '-la', '/v/many'])
    )
    const small = []
    for (let round = 0; round < 20; round++)
      small.push((await stream('volumes.listFolder', { path: '/small' }, 'listed')).time)
    alone('a small folder listed', small, smallLimit)

    const large = join(folder, 'large')
    const piece = randomBytes(1_000_000)
    for (let index = 0; index < pieces; index++) writeFileSync(large, piece, { flag: 'a' })
    const tree = join(folder, 'tree')
    for (let index = 0; index < many; index++) {
      if (index % 100 === 0) mkdirSync(join(tree, String(index / 100)), { recursive: true })
      writeFileSync(join(tree, String(Math.floor(index / 100)), `file-${index}`), piece.subarray(0, 1024))
    }
    for (const path of [large, tree]) await choose(path)
    let turn = 0
    /** @type {{ here: string, there: string }[]} */
    let places = []
    /** What both bring down. */
    let came = ''
    /**
     * Each turn has a place of its own, in the volume and here. What is large goes again with the next turn; small files stay to the end:
     * ext4 does not give the inode of a file that was just removed to another one, and passes over tens of thousands of them, one by one,
     * for each file that is made.
     * @param {boolean} isLarge
     */
    const freshPlace = async (isLarge) => {
      const [kept, past] = [true, false].map((keep) =>
        places.filter(({ there }) => came.startsWith(`${there}/`) === keep)
      )
      for (const { here, there } of isLarge ? (past ?? []) : []) {
        rmSync(here, { recursive: true, force: true })
        await docker(host, ['exec', name, 'rm', '-rf', `/v${there}`])
      }
      turn++
      const place = { here: join(folder, `turn-${turn}`), there: `/turn-${turn}` }
      places = [...(kept ?? []), place]
      mkdirSync(place.here)
      await docker(host, ['exec', name, 'mkdir', `/v${place.there}`])
      return place
    }
    for (const [title, source, own] of /** @type {const} */ ([
      ['a file of 1 GB', large, 'large'],
      ['20,000 files of 1 KiB', tree, 'tree']
    ])) {
      const isLarge = own === 'large'
      await compare(
        `${title} up, against docker cp`,
        1,
        async () => {
          const { there } = await freshPlace(isLarge)
          came = `${there}/${own}`
          return task('volumes.uploadFiles', { folder: there, sources: [source], overwrite: false })
        },
        async () => {
          const { there } = await freshPlace(isLarge)
          return docker(host, ['cp', source, `${name}:/v${there}/theirs`])
        }
      )
      await compare(
        `${title} down, against docker cp`,
        1,
        async () => {
          const { here } = await freshPlace(isLarge)
          const target = isLarge ? join(here, own) : here
          await choose(target)
          return isLarge
            ? task('volumes.saveFile', { path: came, target, as: 'file' })
            : task('volumes.unpackFiles', { paths: [came], target })
        },
        async () => {
          const { here } = await freshPlace(isLarge)
          return docker(host, ['cp', `${name}:/v${came}`, join(here, own)])
        }
      )
    }
    return results
  } finally {
    await close()
    await docker(host, ['rm', '-f', name]).catch(() => undefined)
    await docker(host, ['volume', 'rm', '-f', name]).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}
