/**
 * A terminal in the window beside docker's own: from a key to its echo, and 50 MB that are printed. `docker exec -it` gets its
 * terminal from util-linux's `script`; both type into `cat` in the same container, in turns.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasProgram, mustRun } from '../../build/tools/run.mjs'
import { note, Told } from '../../build/tools/step.mjs'
import { ask } from './engine-api.mjs'
import { median, percentile } from './statistics.mjs'
import { memory } from './usage.mjs'
import { makeFolder } from './windows.mjs'

/** What a key may take beyond docker's own, milliseconds. */
const echoLimit = 20
/** What is kept while it prints, beyond what the window took before, bytes. */
const memoryLimit = 200_000_000
const printed = 50_000_000
const name = 'bench-terminal'

/** An image of this machine's own busybox, and a container of it that waits. @param {{ readonly socketPath: string }} address */
async function startContainer(address) {
  if (!hasProgram('busybox')) throw new Told('The bench of the terminal needs busybox.')
  const { path, remove } = makeFolder()
  mkdirSync(join(path, 'bin'))
  cpSync('/bin/busybox', join(path, 'bin/busybox'))
  const libraries = await mustRun('sh', ['-c', "ldd /bin/busybox 2>/dev/null | grep -o '/[^ ]*' || true"])
  for (const library of libraries.split('\n').filter(Boolean))
    cpSync(library, join(path, library), { dereference: true })
  for (const applet of ['sh', 'cat', 'head', 'yes', 'sleep']) symlinkSync('busybox', join(path, 'bin', applet))
  const tar = join(path, 'image.tar')
  await mustRun('tar', ['-C', path, '--exclude=image.tar', '-cf', tar, '.'])
  await ask(address, 'POST', `/images/create?fromSrc=-&repo=${name}&tag=latest`, {
    type: 'application/x-tar',
    content: readFileSync(tar)
  })
  remove()
  const content = JSON.stringify({ Image: name, Cmd: ['sleep', '100000'], HostConfig: { Init: true } })
  const { Id } = JSON.parse(
    await ask(address, 'POST', `/containers/create?name=${name}`, { type: 'application/json', content })
  )
  await ask(address, 'POST', `/containers/${Id}/start`)
  return /** @type {string} */ (Id)
}

/** docker's own, in a terminal. @param {string} host @param {string} command */
function dockerExec(host, command) {
  const child = spawn('script', ['-q', '-f', '-e', '-c', `docker exec -it ${name} ${command}`, '/dev/null'], {
    env: { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: '/nonexistent' },
    stdio: ['pipe', 'pipe', 'ignore']
  })
  /** @type {((text: string) => void) | undefined} */
  let listener
  child.stdout.setEncoding('utf8').on('data', (text) => listener?.(text))
  return {
    /** Milliseconds until it comes back. @param {string} key @returns {Promise<number>} */
    echo: (key) =>
      new Promise((resolve) => {
        const began = performance.now()
        listener = (text) => text.includes(key) && resolve(performance.now() - began)
        child.stdin.write(key)
      }),
    ended: new Promise((resolve) => child.once('close', () => resolve(undefined))),
    close: () => child.kill()
  }
}

/** In the page: opens `cat`, and keeps what times a key. @param {{ readonly connection: string, readonly container: { id: string, name: string } }} request */
async function openInPage(request) {
  const { escale } = /** @type {any} */ (window)
  const options = { user: '', folder: '', environment: [], privileged: false, tty: true, command: ['cat'] }
  const { value } = await escale.call('containers.exec', { ...request, options })
  /** @type {((text: string) => void) | undefined} */
  let listener
  const stream = escale.open('containers.terminal', value, (/** @type {any} */ message) => {
    if (message.kind !== 'items') return
    const items = JSON.parse(message.items)
    for (const { text } of items) {
      listener?.(text)
      escale.write(stream, { kind: 'shown', characters: text.length })
    }
  })
  Object.assign(window, {
    benchEcho: (/** @type {string} */ key) =>
      new Promise((resolve) => {
        const began = performance.now()
        listener = (text) => text.includes(key) && resolve(performance.now() - began)
        escale.write(stream, { kind: 'text', text: key })
      }),
    benchClose: () => {
      escale.close(stream)
      return escale.call('containers.closeTerminal', value)
    }
  })
}

/** In the page: the connection that is shown. */
const connectionOf = () =>
  new Promise((resolve) => {
    const { escale } = /** @type {any} */ (window)
    const stream = escale.open('connections.watch', {}, (/** @type {any} */ message) => {
      if (message.kind !== 'items') return
      escale.close(stream)
      resolve(JSON.parse(message.items).at(-1).current)
    })
  })

/** In the page: notes frames and long tasks until it is read. */
export function watchFrames() {
  /** @type {number[]} */
  const frames = []
  /** @type {number[]} */
  const tasks = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })
  let last = performance.now()
  let on = true
  const frame = () => {
    const now = performance.now()
    frames.push(now - last)
    last = now
    if (on) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  Object.assign(window, {
    benchFrames: () => {
      on = false
      tasks.push(...observer.takeRecords().map(({ duration }) => duration))
      observer.disconnect()
      return { frames, tasks }
    }
  })
}

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly host: string, readonly keys: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureTerminal(windows, { address, host, keys }) {
  if (!hasProgram('script')) throw new Told('The bench of the terminal needs script, of util-linux.')
  const id = await startContainer(address)
  const { page, pid, close } = await windows.drive(windows.escale)
  await page.getByRole('row').nth(2).waitFor()
  const connection = await page.evaluate(connectionOf)
  await page.evaluate(openInPage, { connection, container: { id, name } })
  const other = dockerExec(host, 'cat')
  await sleep(1_500)
  /** @type {number[]} */
  const own = []
  /** @type {number[]} */
  const against = []
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  for (let turn = 0; turn < keys; turn++) {
    const key = letters.charAt(turn % letters.length)
    own.push(await page.evaluate((key) => /** @type {any} */ (window).benchEcho(key), key))
    against.push(await other.echo(key))
    await sleep(30 + (turn % 7) * 10)
  }
  other.close()
  await page.evaluate(() => /** @type {any} */ (window).benchClose())

  const flood = `yes 0123456789012345678901234567890123456789012345678901234567890123456789 | head -c ${printed}`
  const began = performance.now()
  await dockerExec(host, `sh -c '${flood}'`).ended
  const docker = performance.now() - began

  await page.evaluate((id) => (location.hash = `#/containers/${id}/terminal`), id)
  await page.locator('form button[type=submit]').click()
  const rows = page.locator('.xterm-rows')
  await rows.waitFor()
  await page.locator('.xterm-helper-textarea').focus()
  const before = memory(pid)
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, memory(pid))), 250)
  await page.evaluate(watchFrames)
  await page.keyboard.type(`${flood}; echo the-$((1))-end`)
  const started = performance.now()
  await page.keyboard.press('Enter')
  await rows.getByText('the-1-end').waitFor({ timeout: 180_000 })
  const took = performance.now() - started
  clearInterval(watch)
  const { frames, tasks } = await page.evaluate(() => /** @type {any} */ (window).benchFrames())
  await close()
  if (tasks.length > 0)
    note(`Long tasks: ${tasks.map((/** @type {number} */ each) => `${each.toFixed(0)} ms`).join(', ')}.`)
  const information = { ratio: null, limit: null }
  return [
    { name: 'key to echo: median', value: median(own), unit: 'ms', against: median(against), ...information },
    {
      name: 'key to echo: beyond docker exec',
      value: median(own.map((each, index) => each - (against[index] ?? 0))),
      unit: 'ms',
      against: null,
      ratio: null,
      limit: echoLimit
    },
    {
      name: 'key to echo: p95',
      value: percentile(own, 0.95),
      unit: 'ms',
      against: percentile(against, 0.95),
      ...information
    },
    { name: '50 MB printed: time', value: took, unit: 'ms', against: docker, ratio: took / docker, limit: null },
    {
      name: '50 MB printed: memory beyond idle',
      value: peak - before,
      unit: 'bytes',
      against: null,
      ratio: null,
      limit: memoryLimit
    },
    { name: '50 MB printed: tasks over 50 ms', value: tasks.length, unit: 'tasks', against: null, ...information },
    { name: '50 MB printed: longest frame', value: Math.max(...frames), unit: 'ms', against: null, ...information }
  ]
}
