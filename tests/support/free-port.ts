/** A port of this computer that was free a moment ago. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below those that systems give to whoever asks for any: a connection of another test would take it meanwhile. */
const [lowest, highest] = [12_000, 30_000]

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })

export async function freePort(): Promise<number> {
  for (let turn = 0; turn < 100; turn++) {
    const port = randomInt(lowest, highest)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}
