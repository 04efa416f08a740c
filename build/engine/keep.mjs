/** Starts an engine in a folder, with a keeper that ends it whatever happens to this process. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { makeBridge } from './bridge.mjs'
import { createDaemon } from './daemon.mjs'
import { reap } from './reap.mjs'
import { ownerOf, readRecord, writeRecord } from './record.mjs'
import { allowWithin } from './rules.mjs'

const keeperProgram = fileURLToPath(new URL('./keeper.mjs', import.meta.url))

/**
 * @param {string} folder
 * @param {{ readonly keepData: boolean, readonly second?: number } & Omit<import('./daemon.mjs').DaemonSettings, 'bridge'>} settings
 * @returns the engine, and `close`, which ends it and takes away what it put on the machine
 */
export async function keepEngine(folder, { keepData, second: wish, ...settings }) {
  writeRecord(folder, { keepData, owners: [ownerOf()] })
  const keeper = spawn(process.execPath, [keeperProgram, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/'
  })
  await new Promise((resolve, reject) => keeper.once('spawn', () => resolve(undefined)).once('error', reject))
  keeper.unref()
  keeper.stdin.on('error', () => undefined) // a keeper that was killed: the next run cleans up
  if ('unref' in keeper.stdin && typeof keeper.stdin.unref === 'function') keeper.stdin.unref()
  const owners = [ownerOf(), ownerOf(keeper.pid)]
  writeRecord(folder, { keepData, owners })

  const close = async () => {
    await reap(folder, keepData)
    if (!keeper.stdin.destroyed) keeper.stdin.end('done')
  }
  try {
    const { second, ...bridge } = await makeBridge(wish)
    writeRecord(folder, { keepData, owners, second, firewall: settings.firewall })
    if (!settings.firewall) await allowWithin(bridge.name, `10.${second}.0.0/16`)
    const daemon = createDaemon(folder, { ...settings, bridge })
    await daemon.start()
    return { daemon, second, close }
  } catch (error) {
    if (readRecord(folder)) await close()
    throw error
  }
}
