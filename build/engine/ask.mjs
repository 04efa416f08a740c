/** A small client of the Docker API: enough for the scripts, which must work before any package is installed. */
import { request } from 'node:http'

/** @typedef {{ readonly socketPath: string } | { readonly host: string, readonly port: number }} Address */

/**
 * One request; its answer as text. Rejects where nothing answers in time.
 * @param {Address} address
 * @param {string} method
 * @param {string} path
 * @param {number} [timeout] milliseconds
 * @returns {Promise<{ status: number, text: string, headers: import('node:http').IncomingHttpHeaders }>}
 */
export function ask(address, method, path, timeout = 30_000) {
  return new Promise((resolve, reject) => {
    const asked = request({ ...address, method, path, headers: { Host: 'docker' }, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
      answer.on('error', reject)
    })
    asked.setTimeout(timeout, () => asked.destroy(new Error(`no answer within ${timeout / 1000} s`)))
    asked.on('error', reject)
    asked.end()
  })
}

/**
 * The names of what an engine holds, as a list of ids.
 * @param {Address} address
 * @param {string} path a path that answers with an array of objects
 * @returns {Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>}
 */
export async function askList(address, path) {
  const { status, text } = await ask(address, 'GET', path)
  const value = status === 200 ? JSON.parse(text) : undefined
  if (!Array.isArray(value)) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`)
  return value
}

/**
 * Whether a Docker engine answers there.
 * @param {Address} address
 * @param {number} [timeout] milliseconds
 */
export async function answers(address, timeout = 2_000) {
  try {
    return (await ask(address, 'GET', '/_ping', timeout)).status === 200
  } catch {
    return false
  }
}
