/** A network bridge of an engine's own, on a subnet that nothing else on the machine uses. */
import { readFileSync } from 'node:fs'
import { mustRun, run } from '../tools/run.mjs'

/**
 * One engine's part of 10.x: its own bridge, and a pool for the networks that are made on it.
 * @typedef {{ readonly name: string, readonly subnet: string, readonly pool: string }} Bridge
 */

/**
 * @param {number} second the second number of its addresses
 * @returns {Bridge}
 */
export const bridgeOf = (second) => ({
  name: `escale${second}`,
  subnet: `10.${second}.0.0/17`,
  pool: `10.${second}.128.0/17`
})

/**
 * Whether the machine already sends a part of 10.N.0.0/16 somewhere.
 * @param {string} routes the text of /proc/net/route
 * @param {number} second
 * @param {boolean} [wide] whether a route to more than that counts too (a company's network may own all of 10.x)
 */
export function isRouted(routes, second, wide = true) {
  const wanted = (10 << 24) | (second << 16)
  return routes
    .trim()
    .split('\n')
    .slice(1)
    .some((line) => {
      // Iface Destination Gateway Flags RefCnt Use Metric Mask …, numbers in hexadecimal with their bytes reversed
      const [, destination = '0', , , , , , mask = '0'] = line.trim().split(/\s+/)
      const to = Buffer.from(destination, 'hex').readInt32LE(0)
      const bits = Buffer.from(mask, 'hex').readInt32LE(0)
      // A default route holds everything, and stands in nobody's way.
      if (bits === 0 || (!wide && (bits & 0xffff0000) !== (0xffff0000 | 0))) return false
      return (to & bits & 0xffff0000) === (wanted & bits & 0xffff0000)
    })
}

/**
 * Makes a bridge, with an address, up. Whoever makes the link first has its subnet.
 * @param {number} [wish] the one to take where it is free
 * @returns {Promise<Bridge & { readonly second: number }>}
 */
export async function makeBridge(wish) {
  const routes = readFileSync('/proc/net/route', 'latin1')
  const start = 200 + (process.pid % 50)
  const numbers = [
    ...(wish === undefined ? [] : [wish]),
    ...Array.from({ length: 50 }, (_, step) => 200 + ((start + step) % 50))
  ]
  const order = [true, false].flatMap((wide) => numbers.filter((second) => !isRouted(routes, second, wide)))
  let reason = 'every subnet from 10.200 to 10.249 is in use'
  for (const second of order) {
    const bridge = bridgeOf(second)
    const made = await run('ip', ['link', 'add', bridge.name, 'type', 'bridge'])
    if (made.code !== 0) {
      reason = made.stderr.trim()
      continue
    }
    await mustRun('ip', ['addr', 'add', bridge.subnet.replace('.0.0/', '.0.1/'), 'dev', bridge.name])
    await mustRun('ip', ['link', 'set', bridge.name, 'up'])
    return { ...bridge, second }
  }
  throw new Error(`no bridge could be made: ${reason}`)
}

/**
 * Removes links by their names; one that is not there is no failure.
 * @param {readonly string[]} names
 */
export async function removeLinks(names) {
  for (const name of names) await run('ip', ['link', 'delete', name])
}
