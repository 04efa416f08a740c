/** Escale's private engine: for a machine that has none. Its data stays for the next start; nothing else of it does. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dataFolder } from '../tools/folders.mjs'
import { isDockerd, processes } from '../tools/processes.mjs'
import { Told } from '../tools/step.mjs'
import { keepEngine } from './keep.mjs'
import { reap } from './reap.mjs'
import { isOwned, readRecord } from './record.mjs'

export const privateFolder = () => join(dataFolder(), 'engine')
const settingsPath = () => join(privateFolder(), 'private.json')

/** Whether one was made by an earlier start. */
export const hasPrivateEngine = () => existsSync(settingsPath())

function refuseWhileUsed() {
  if (isOwned(readRecord(privateFolder())))
    throw new Told('The private engine is in use by another Escale. Close that first.')
}

/** Removes it with all its containers, images and volumes. That it was made here stays known: the next one needs no installation. */
export async function removePrivateEngine() {
  refuseWhileUsed()
  await reap(privateFolder(), true) // what a killed start left running
  for (const name of readdirSync(privateFolder())) {
    if (name !== basename(settingsPath())) rmSync(join(privateFolder(), name), { recursive: true, force: true })
  }
}

/** Starts it, empty the first time. */
export async function startPrivateEngine() {
  const folder = privateFolder()
  refuseWhileUsed()
  if (join(folder, 'run', 'containerd.sock.ttrpc').length > 100)
    throw new Told(`${folder} is too long a path for an engine's socket.`)
  await reap(folder, true)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const second = hasPrivateEngine() ? JSON.parse(readFileSync(settingsPath(), 'utf8')).second : undefined
  // A starting dockerd empties the firewall chains of another: where one runs, this one goes without (see daemon.mjs).
  const alone = !processes().some(isDockerd)
  const engine = await keepEngine(folder, { keepData: true, firewall: alone, second })
  writeFileSync(settingsPath(), JSON.stringify({ second: engine.second }))
  return { socketPath: engine.daemon.address.socketPath, alone, close: engine.close }
}
