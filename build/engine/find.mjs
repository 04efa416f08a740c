/** Whether an engine can be reached, where the docker command and the usual products have it. The app itself looks again, and deeper. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { answers } from './ask.mjs'

/** @typedef {{ readonly host: string, readonly from: string }} Place */

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // not there, or broken: then it names no engine
  }
}

/**
 * The endpoint of the docker command's current context.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @returns {Place[]}
 */
function contextPlace(env, home) {
  const folder = env['DOCKER_CONFIG'] || join(home, '.docker')
  const name = env['DOCKER_CONTEXT'] || readJson(join(folder, 'config.json'))?.currentContext
  if (!name || name === 'default') return []
  const id = createHash('sha256').update(name).digest('hex')
  const host = readJson(join(folder, 'contexts', 'meta', id, 'meta.json'))?.Endpoints?.docker?.Host
  return typeof host === 'string' && host !== '' ? [{ host, from: `the docker context ${name}` }] : []
}

/**
 * Where to look, first things first. What DOCKER_HOST names is the only place: whoever sets it means it.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @param {NodeJS.Platform} platform
 * @returns {Place[]}
 */
export function placesToLook(env, home, platform) {
  if (env['DOCKER_HOST']) return [{ host: env['DOCKER_HOST'], from: 'DOCKER_HOST' }]
  const runtime = env['XDG_RUNTIME_DIR']
  const sockets =
    platform === 'win32'
      ? [
          'npipe:////./pipe/docker_engine',
          'npipe:////./pipe/dockerDesktopLinuxEngine',
          'npipe:////./pipe/podman-machine-default'
        ]
      : [
          '/var/run/docker.sock',
          ...(runtime ? [`${runtime}/docker.sock`] : []),
          `${home}/.docker/run/docker.sock`,
          `${home}/.docker/desktop/docker.sock`,
          `${home}/.orbstack/run/docker.sock`,
          `${home}/.colima/default/docker.sock`,
          `${home}/.rd/docker.sock`,
          ...(runtime ? [`${runtime}/podman/podman.sock`] : []),
          '/run/podman/podman.sock'
        ].map((path) => `unix://${path}`)
  return [...contextPlace(env, home), ...sockets.map((host) => ({ host, from: 'its usual place' }))]
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
const listens = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const end = (/** @type {boolean} */ result) => {
      socket.destroy()
      resolve(result)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })

/** @param {string} host `unix://`, `npipe://`, `tcp://`, `http(s)://` or `ssh://`, or a bare address as docker takes it */
async function reachable(host) {
  const [, scheme, rest = ''] = /^(\w+):\/\/(.*)$/.exec(host) ?? [undefined, 'tcp', host]
  if (scheme === 'unix') return existsSync(rest) && (await answers({ socketPath: rest }))
  if (scheme === 'npipe') return answers({ socketPath: rest.replaceAll('/', '\\') })
  // Whether a login works is for the app to find out; it is somebody's choice of an engine in any case.
  if (scheme === 'ssh') return true
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined
  return url !== undefined && listens(url.hostname, Number(url.port) || 2375)
}

/** @returns {Promise<Place | undefined>} the first that can be reached */
export async function findEngine() {
  const all = placesToLook(process.env, homedir(), process.platform)
  const found = await Promise.all(all.map(({ host }) => reachable(host)))
  return all.find((_, index) => found[index])
}
