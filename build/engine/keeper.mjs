/**
 * Watches over an engine: once whoever started it is gone, however it went, the engine ends and is cleaned up.
 * Usage: node keeper.mjs FOLDER, with a pipe as standard input that closes when the owner ends.
 */
import { reap } from './reap.mjs'

const folder = process.argv[2]
if (!folder) throw new Error('which folder?')

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => undefined)
let said = ''
process.stdin.setEncoding('utf8').on('data', (text) => (said += text))
process.stdin.on('close', async () => {
  if (said !== 'done') await reap(folder)
  process.exit(0)
})
