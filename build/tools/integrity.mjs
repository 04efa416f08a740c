/** Whether a file is the one that was meant: Subresource Integrity, as package-lock.json has it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/**
 * @param {string} path
 * @param {string} integrity `sha512-…` in base64
 */
export async function hasIntegrity(path, integrity) {
  const [algorithm = '', expected = ''] = integrity.split(/-(.*)/s)
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  const found = hash.digest()
  const wanted = Buffer.from(expected, 'base64')
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}
