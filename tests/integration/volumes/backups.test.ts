/** Backups of volumes on a schedule, on a real engine: written, tested, turned over, missed, and restored. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BackupPlan, BackupState } from '../../../contract/volumes/keep/backups'
import type { KeepProgress } from '../../../contract/volumes/keep/model'
import { createBackups, type Backups } from '../../../electron/features/volumes/keep/backups'
import { memoryStore, type BackupStore } from '../../../electron/features/volumes/keep/backup-store'
import { keepHandlers } from '../../../electron/features/volumes/keep/handlers'
import { leaveVolume } from '../../../electron/features/volumes/helper/volume-browsers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const volume = `backups-${process.pid}`
const on = { connection, volume }
const hour = 3_600_000
let folder: string
let made: Backups[] = []

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  await docker('volume', 'create', volume)
  await inVolume('echo one > file; mkdir sub')
})
afterEach(async () => {
  for (const backups of made.splice(0)) await backups.stop()
  await rm(folder, { recursive: true, force: true })
})
afterAll(async () => {
  await leaveVolume(engine, volume)
  await docker('volume', 'rm', '-f', volume)
  engine.dispose()
})

const inVolume = (script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
/** Backups of a moment, with the clock that the test sets. */
async function open(clock: { now: number }, store: BackupStore = memoryStore()) {
  folder = await mkdtemp(join(tmpdir(), 'escale-backups-'))
  chosen.add(folder)
  const backups = createBackups({ engines, store, now: () => clock.now })
  made = [...made, backups]
  return { backups, handlers: keepHandlers({ engines, chosen, backups }), store }
}
const planIn = (keep = 3): BackupPlan => ({
  on: true,
  folder,
  format: 'tar.gz',
  keep,
  schedule: { kind: 'interval', hours: 6 }
})
const states = (backups: Backups) => collect<BackupState>((context) => backups.watch(on, context.signal))

describe('a backup', () => {
  it('is written, read back, and the oldest goes for the newest', async () => {
    const clock = { now: Date.parse('2026-03-01T10:00:00Z') }
    const { handlers } = await open(clock)
    await handlers.setBackup({ ...on, plan: planIn(2) }, callContext())
    for (let round = 0; round < 3; round++) {
      clock.now += hour
      const backup = await handlers.backUp(on, taskContext<KeepProgress>())
      expect(backup).toMatchObject({ files: 1, folders: 1, bytes: 4 })
    }
    const stream = collect<BackupState>((context) => handlers.backups(on, context))
    const [state] = await stream.until((all) => all.length > 0)
    await stream.close()
    expect(state?.records).toHaveLength(2)
    expect(state?.records.every(({ failure, gone }) => failure === undefined && !gone)).toBe(true)
    expect(state?.next).toBe(clock.now + 6 * hour)
    expect((await readdir(folder)).sort()).toEqual(
      state?.records.map(({ path }) => path?.slice(folder.length + 1)).sort()
    )
  })

  it('that is due comes by itself, and one that was missed at the next start', async () => {
    const clock = { now: Date.parse('2026-03-01T10:00:00Z') }
    const { backups, store } = await open(clock)
    backups.set(on, planIn())
    backups.wake()
    // Nothing is due yet.
    const first = states(backups)
    expect((await first.until((all) => all.length > 0)).at(-1)?.records).toEqual([])
    clock.now += 7 * hour
    backups.wake()
    await first.until((all) => all.at(-1)?.records.length === 1)
    await first.close()
    await backups.stop()
    // Escale was not there for two days: one is missed, not eight.
    clock.now += 48 * hour
    const again = createBackups({ engines, store, now: () => clock.now })
    made.push(again)
    again.wake()
    const second = states(again)
    await second.until((all) => all.at(-1)?.records.length === 2 && all.at(-1)?.running === undefined)
    await second.close()
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('that fails says why, leaves the older ones, and is tried again at the next start', async () => {
    const clock = { now: Date.parse('2026-03-01T10:00:00Z') }
    const { backups, store } = await open(clock)
    backups.set(on, planIn(1))
    await backups.run(on, taskContext<KeepProgress>())
    const [whole] = await readdir(folder)
    await rm(folder, { recursive: true })
    await writeFile(folder, 'in the way')
    clock.now += 7 * hour
    backups.wake()
    const stream = states(backups)
    await stream.until((all) => all.at(-1)?.records[0]?.failure !== undefined)
    await stream.close()
    expect(stream.items.at(-1)?.records[1]).toMatchObject({ path: join(folder, whole ?? ''), gone: true })
    // Not again and again.
    expect(stream.items.at(-1)?.next).toBe(clock.now + 6 * hour)
    const again = createBackups({ engines, store, now: () => clock.now })
    made.push(again)
    const after = states(again)
    await after.until((all) => all.length > 0)
    await after.close()
    expect(after.items.at(-1)?.next).toBeLessThan(clock.now)
  })

  it('is restored, compared and removed as a file of this computer', async () => {
    const clock = { now: Date.now() }
    const { handlers } = await open(clock)
    await handlers.setBackup({ ...on, plan: planIn() }, callContext())
    const { path } = await handlers.backUp(on, taskContext<KeepProgress>())
    await inVolume('echo changed > file; echo more > more')
    await handlers.openBackup({ ...on, path }, callContext())
    const other = { kind: 'archive', path } as const
    const compared = collect((context) => handlers.compareVolume({ ...on, other, sums: true }, context))
    await compared.ended
    expect(compared.items.at(-1)).toMatchObject({ kind: 'compared', added: 1, removed: 0, changed: 1, same: 1 })
    await handlers.replaceVolume({ ...on, path }, taskContext<KeepProgress>())
    expect(await inVolume('cat file; ls')).toBe('one\nfile\nsub')
    await handlers.removeBackup({ ...on, path }, callContext())
    expect(existsSync(path)).toBe(false)
    await expect(handlers.openBackup({ ...on, path }, callContext())).rejects.toThrow('No backup')
  })

  it('goes to no folder that was not chosen', async () => {
    const { handlers } = await open({ now: 0 })
    const plan = { ...planIn(), folder: tmpdir() }
    await expect(handlers.setBackup({ ...on, plan }, callContext())).rejects.toThrow('Not chosen')
  })
})
