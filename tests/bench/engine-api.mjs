/** What the bench asks of its engine: a thousand containers, renames, and the engine's own account of them. */
import { request } from 'node:http'

/** @typedef {{ readonly socketPath: string }} Address */

/** How many containers are created side by side. */
const atOnce = 8
/** The smallest archive: two empty blocks. The containers are never started, so they need no program. */
const emptyTar = Buffer.alloc(1024)

/**
 * @param {Address} address
 * @param {string} method
 * @param {string} path
 * @param {{ readonly type: string, readonly content: Buffer | string }} [body]
 * @returns {Promise<string>} the answer's text; rejects where the engine refuses
 */
export function ask(address, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = {
      Host: 'docker',
      ...(body ? { 'Content-Type': body.type, 'Content-Length': Buffer.byteLength(body.content) } : {})
    }
    const asked = request({ ...address, method, path, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part))
      answer.on('error', reject).on('end', () => {
        if ((answer.statusCode ?? 500) < 400) resolve(text)
        else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`))
      })
    })
    asked.on('error', reject).end(body?.content)
  })
}

/**
 * Creates containers that are never started.
 * @param {Address} address
 * @param {readonly string[]} names
 */
export async function createContainers(address, names) {
  await ask(address, 'POST', '/images/create?fromSrc=-&repo=busybox&tag=latest', {
    type: 'application/x-tar',
    content: emptyTar
  })
  const content = JSON.stringify({
    Image: 'busybox',
    Cmd: ['sh', '-c', 'sleep infinity'],
    Labels: { 'app.escale.bench': 'yes' }
  })
  const rest = [...names]
  const work = async () => {
    for (let name = rest.shift(); name !== undefined; name = rest.shift())
      await ask(address, 'POST', `/containers/create?name=${name}`, { type: 'application/json', content })
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/**
 * @param {Address} address
 * @param {string} from
 * @param {string} to
 */
export const rename = (address, from, to) => ask(address, 'POST', `/containers/${from}/rename?name=${to}`)

/**
 * @param {string} line of /events: `{"Action":"rename","Actor":{"Attributes":{"name":"web",…}},"timeNano":1763700000123456789}`
 * @returns {{ readonly name: string, readonly at: number }} `at` in milliseconds since 1970, with their fractions
 */
export function readRename(line) {
  /** @type {{ Actor?: { Attributes?: { name?: string } } }} */
  const { Actor } = JSON.parse(line)
  // Nanoseconds are beyond what a number holds exactly: read from the text.
  const [, nanoseconds] = /"timeNano":(\d+)/.exec(line) ?? []
  if (nanoseconds === undefined) throw new Error(`an event without its time: ${line}`)
  return { name: Actor?.Attributes?.name ?? '', at: Number(BigInt(nanoseconds) / 1_000n) / 1_000 }
}

/**
 * Listens to the engine's renames.
 * @param {Address} address
 * @returns {Promise<{ readonly events: ReturnType<typeof readRename>[], readonly close: () => void }>} once the engine tells
 */
export function watchRenames(address) {
  const filters = encodeURIComponent(JSON.stringify({ event: ['rename'] }))
  /** @type {ReturnType<typeof readRename>[]} */
  const events = []
  return new Promise((resolve, reject) => {
    const asked = request(
      { ...address, path: `/events?filters=${filters}`, headers: { Host: 'docker' }, agent: false },
      (answer) => {
        let rest = ''
        answer.setEncoding('utf8').on('data', (part) => {
          const lines = `${rest}${part}`.split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines) if (line !== '') events.push(readRename(line))
        })
        // Cut by close(): whoever misses an event counts them.
        answer.on('error', () => undefined)
        resolve({ events, close: () => asked.destroy() })
      }
    )
    asked.on('error', reject).end()
  })
}
