/**
 * Images against the docker CLI in turns: pulled from and pushed to a registry on loopback, saved and loaded; and the layers of
 * 1 GB read, against `docker save > /dev/null`, with the memory that it takes.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { note } from '../../build/tools/step.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'
import { ask } from './engine-api.mjs'
import { interleave, median, pairedRatio } from './statistics.mjs'
import { memory } from './usage.mjs'

/** Files of the large image and of the small one; each has this many bytes. */
const large = 16_000
const small = 2_500
const fileSize = 64 * 1024
const memoryLimit = 150_000_000

/** A file's head in a tar (ustar). @param {string} path @param {number} size */
function header(path, size) {
  const block = Buffer.alloc(512)
  /** @param {number} value @param {number} length */
  const octal = (value, length) => value.toString(8).padStart(length - 1, '0')
  block.write(path, 0)
  block.write(octal(0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(1_700_000_000, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7
    )}\0 `,
    148
  )
  return block
}

/**
 * Makes an image of one layer, its files streamed: the bench holds none of it.
 * @param {{ readonly socketPath: string }} address
 * @param {string} name
 * @param {number} files
 */
async function makeImage(address, name, files) {
  const content = randomBytes(fileSize)
  await new Promise((resolve, reject) => {
    const asked = request(
      {
        ...address,
        method: 'POST',
        path: `/images/create?fromSrc=-&repo=${name}&tag=latest`,
        headers: { Host: 'docker', 'Content-Type': 'application/x-tar' }
      },
      (answer) => answer.resume().once('end', resolve).once('error', reject)
    ).once('error', reject)
    let file = 0
    const write = () => {
      while (file < files) {
        content.writeUInt32LE(file, 0)
        const path = `usr/share/part-${file % 100}/file-${file++}`
        asked.write(header(path, fileSize))
        // Copied: the next file changes it while this one may still wait.
        if (!asked.write(Buffer.from(content))) return asked.once('drain', write)
      }
      return asked.end(Buffer.alloc(1024))
    }
    write()
  })
}

/** A registry of its own (Debian's docker-registry). @param {string} folder */
async function startRegistry(folder) {
  const port = await new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(free))
    })
  })
  const config = join(folder, 'registry.yml')
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${folder}/registry } }\nhttp: { addr: 127.0.0.1:${port} }\n`
  )
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/v2/`).then(
      ({ ok }) => ok,
      () => false
    )
  if (!(await waitUntil(answers, 15_000))) throw new Error('the registry never answered')
  return { address: `127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') }
}

/** Milliseconds that docker's own takes. @param {string} host @param {readonly string[]} args */
function docker(host, args) {
  const began = performance.now()
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: '/nonexistent' }
  const child = spawn('docker', args, { env, stdio: 'ignore' })
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

/**
 * In the page: a task from its start to its end.
 * @param {{ readonly name: string, readonly request: unknown }} wanted
 * @returns {Promise<number>} milliseconds
 */
async function runTask({ name, request: wish }) {
  const { escale } = /** @type {any} */ (window)
  const began = performance.now()
  const connection = /** @type {any} */ (window).benchConnection
  const started = await escale.call(name, { connection, .../** @type {object} */ (wish) })
  if (!started.ok) throw new Error(`${name}: ${JSON.stringify(started.failure)}`)
  return new Promise((resolve, reject) => {
    const id = escale.open('tasks.watch', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      for (const change of JSON.parse(message.items))
        for (const task of change.kind === 'snapshot' ? change.tasks : change.kind === 'upsert' ? [change.task] : []) {
          if (task.id !== started.value.task || task.state.kind === 'running') continue
          escale.close(id)
          if (task.state.kind === 'done') resolve(performance.now() - began)
          else reject(new Error(`${name}: ${JSON.stringify(task.state)}`))
        }
    })
  })
}

/** In the page: the connection that it shows, for the requests. */
function findConnection() {
  const { escale } = /** @type {any} */ (window)
  return new Promise((resolve) => {
    const id = escale.open('connections.watch', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      const { current } = JSON.parse(message.items).at(-1)
      if (current === undefined) return
      ;/** @type {any} */ (window).benchConnection = current
      escale.close(id)
      resolve(current)
    })
  })
}

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly host: string, readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureImages(windows, { address, host, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-bench-images-'))
  const registry = await startRegistry(folder)
  const { page, pid, electron, close } = await windows.drive(windows.escale)
  /** @type {import('./report.mjs').Result[]} */
  const results = []
  /** @param {string} name @param {unknown} wish */
  const task = (name, wish) => page.evaluate(runTask, { name, request: wish })
  /** @param {string} path */
  const remove = (path) => ask(address, 'DELETE', `/images/${path}?force=1`).catch(() => undefined)
  /**
   * @param {string} name
   * @param {number} limit
   * @param {(round: number) => Promise<number>} ours
   * @param {(round: number) => Promise<number>} theirs
   */
  const compare = async (name, limit, ours, theirs) => {
    // Once before, for the files of both in the machine's memory.
    await theirs(-2)
    await ours(-1)
    const { values, against } = await interleave(rounds, ours, theirs)
    note(`${name}: ${[values, against].map((each) => each.map(Math.round).join(' ')).join(' | ')}`)
    results.push({
      name,
      value: median(values),
      unit: 'ms',
      against: median(against),
      ratio: pairedRatio(values, against),
      limit
    })
  }
  try {
    await page.getByRole('row').nth(2).waitFor()
    await page.evaluate(findConnection)
    await makeImage(address, 'bench-small', small)
    await makeImage(address, 'bench-large', large)

    const tar = join(folder, 'small.tar')
    await electron.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, tar)
    const choose = () =>
      page.evaluate(() => /** @type {any} */ (window).escale.call('app.chooseSave', { suggestion: 'x', filters: [] }))
    const open = () =>
      page.evaluate(() => /** @type {any} */ (window).escale.call('app.chooseOpen', { kind: 'file', filters: [] }))
    const image = { id: 'bench-small', reference: 'bench-small:latest' }
    await compare(
      'save of 164 MB, against docker save -o',
      1.05,
      async () => {
        await choose()
        return task('images.save', { images: [image], path: tar })
      },
      () => docker(host, ['save', '-o', join(folder, 'theirs.tar'), 'bench-small'])
    )
    await compare(
      'load of 164 MB, against docker load -i',
      1.05,
      async () => {
        await remove('bench-small')
        await open()
        return task('images.load', { path: tar })
      },
      async () => {
        await remove('bench-small')
        return docker(host, ['load', '-q', '-i', tar])
      }
    )
    // A registry of its own each time: the engine knows what it has sent to one, and does not send it again.
    /** @param {(reference: string) => Promise<number>} push */
    const pushed = async (push) => {
      const own = mkdtempSync(join(folder, 'push-'))
      const fresh = await startRegistry(own)
      try {
        await ask(address, 'POST', `/images/bench-small/tag?repo=${fresh.address}/bench/small&tag=latest`)
        return await push(`${fresh.address}/bench/small:latest`)
      } finally {
        fresh.stop()
        await remove(`${fresh.address}/bench/small:latest`)
        rmSync(own, { recursive: true, force: true })
      }
    }
    await compare(
      'push of 164 MB, against docker push',
      1.05,
      () => pushed((reference) => task('images.push', { reference })),
      () => pushed((reference) => docker(host, ['push', '-q', reference]))
    )
    const pulled = `${registry.address}/bench/small:latest`
    await ask(address, 'POST', `/images/bench-small/tag?repo=${registry.address}/bench/small&tag=latest`)
    await docker(host, ['push', '-q', pulled])
    /** The layer goes only with its last name. */
    const forget = async () => {
      const { RepoTags = [], RepoDigests = [] } = await ask(address, 'GET', '/images/bench-small/json').then(
        (text) => JSON.parse(text),
        () => ({})
      )
      for (const name of [...RepoTags, ...RepoDigests, pulled]) await remove(name)
    }
    await compare(
      'pull of 164 MB, against docker pull',
      1.05,
      async () => {
        await forget()
        await remove(pulled)
        return task('images.pull', { reference: pulled })
      },
      async () => {
        await forget()
        await remove(pulled)
        return docker(host, ['pull', '-q', pulled])
      }
    )

    await sleep(3_000)
    const idle = memory(pid)
    // Under an id of its own each time: what was read is kept by it.
    /** @param {number} round */
    const read = (round) =>
      task('images.readLayers', {
        image: { id: `sha256:${String(round + 2).padStart(64, '0')}`, reference: 'bench-large:latest' }
      })
    await compare('layers of 1 GB read, against docker save > /dev/null', 1.5, read, () =>
      docker(host, ['save', 'bench-large'])
    )
    // Apart from the times: the kernel walks through all pages to tell.
    let peak = 0
    const watch = setInterval(() => (peak = Math.max(peak, memory(pid))), 250)
    await read(rounds).finally(() => clearInterval(watch))
    results.push({
      name: 'layers of 1 GB: memory at its most beyond idle',
      value: peak - idle,
      unit: 'bytes',
      against: null,
      ratio: null,
      limit: memoryLimit
    })
    return results
  } finally {
    await close()
    registry.stop()
    for (const name of ['bench-small', 'bench-large']) await remove(name)
    rmSync(folder, { recursive: true, force: true })
  }
}
