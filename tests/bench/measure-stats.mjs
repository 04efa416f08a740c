/** What it costs to show the stats of fifty running containers, against `docker stats` itself over the same seconds. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { note } from '../../build/tools/step.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'
import { ask } from './engine-api.mjs'
import { median } from './statistics.mjs'
import { processorTime, spent } from './usage.mjs'

const containers = 50
/** Of them, those that work a little: their figures change each second. */
const busy = 10
const atOnce = 4
const prefix = 'stats-'

/**
 * A container's program: it sleeps, or wakes ten times a second. The image is made of the machine's own busybox.
 * @param {number} index
 */
const program = (index) =>
  index < busy ? ['/busybox', 'sh', '-c', 'while :; do /busybox usleep 100000; done'] : ['/busybox', 'sleep', '100000']

/**
 * @param {{ readonly socketPath: string }} address
 * @param {string} image with busybox in it
 */
async function startContainers(address, image) {
  const rest = Array.from({ length: containers }, (_, index) => index)
  const work = async () => {
    for (let index = rest.shift(); index !== undefined; index = rest.shift()) {
      const name = `${prefix}${index}`
      const content = JSON.stringify({ Image: image, Cmd: program(index), HostConfig: { NetworkMode: 'none' } })
      await ask(address, 'POST', `/containers/create?name=${name}`, { type: 'application/json', content })
      await ask(address, 'POST', `/containers/${name}/start`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** @param {{ readonly socketPath: string }} address */
async function removeContainers(address) {
  for (let index = 0; index < containers; index++)
    await ask(address, 'DELETE', `/containers/${prefix}${index}?force=1&v=1`).catch(() => undefined)
}

/** The smallest archive with one program in it. */
export function archiveOfBusybox() {
  const content = readFileSync('/bin/busybox')
  const header = Buffer.alloc(512)
  header.write('busybox', 0)
  header.write('0000755\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\0' + '00', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, content, Buffer.alloc(1024 + ((512 - (content.length % 512)) % 512))])
}

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly dockerHost: string, readonly rounds: number, readonly seconds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureStats(windows, { address, dockerHost, rounds, seconds }) {
  await ask(address, 'POST', '/images/create?fromSrc=-&repo=stats&tag=latest', {
    type: 'application/x-tar',
    content: archiveOfBusybox()
  })
  await startContainers(address, 'stats')
  const { page, pid, close } = await windows.drive(windows.escale)
  try {
    /** @param {string} hash */
    const goTo = (hash) => page.evaluate((to) => void (location.hash = to), hash)
    /** Seconds of processor time. */
    const cost = async () => {
      const before = processorTime(pid)
      await sleep(seconds * 1_000)
      return spent(before, processorTime(pid))
    }
    const figures = () =>
      page
        .locator('[role=gridcell]')
        .filter({ hasText: /^\d+[.,]\d\d\s?%$/ })
        .count()
    /** @type {number[]} */
    const ours = []
    /** @type {number[]} */
    const theirs = []
    /** @type {number[]} */
    const idle = []
    for (let round = 0; round < rounds; round++) {
      await goTo('/settings')
      await sleep(7_000)
      idle.push(await cost())
      await goTo('/containers/stats')
      if (!(await waitUntil(async () => (await figures()) > 10, 20_000))) throw new Error('no figures came')
      await sleep(3_000)
      const cli = spawn('docker', ['stats'], {
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_HOST: dockerHost },
        stdio: ['ignore', 'ignore', 'inherit']
      })
      const gone = new Promise((resolve) => cli.once('exit', resolve))
      await sleep(3_000)
      const before = processorTime(cli.pid ?? 0)
      ours.push(await cost())
      theirs.push(spent(before, processorTime(cli.pid ?? 0)))
      cli.kill('SIGKILL')
      await gone
    }
    const beyond = ours.map((value, round) => Math.max(0, value - (idle[round] ?? 0)))
    const share = (/** @type {readonly number[]} */ values) => median(values.map((value) => value / seconds))
    const percent = (/** @type {readonly number[]} */ values) => `${(share(values) * 100).toFixed(2)} %`
    note(
      `Stats of ${containers} (${busy} at work), ${seconds} s: the whole app ${percent(ours)} of a core, at rest ${percent(idle)}, docker stats ${percent(theirs)}.`
    )
    return [
      {
        name: `stats of ${containers} running: beyond the app at rest`,
        value: share(beyond),
        unit: 'share of a core',
        against: share(theirs),
        ratio: median(beyond.map((value, round) => value / (theirs[round] ?? 1))),
        limit: 1
      }
    ]
  } finally {
    await close()
    await removeContainers(address)
  }
}
