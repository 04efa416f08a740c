/** A container's files in bad weather: an engine that goes away under a download. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filesHandlers } from '../../../electron/features/containers/files/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { connection, connectTo, taskContext } from '../../support/on-engine'

let engine: ThrowawayEngine
let folder: string

beforeAll(async () => {
  engine = await throwawayEngine()
  folder = await mkdtemp(join(tmpdir(), 'escale-faults-files-'))
})
afterAll(async () => {
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})

it('leaves nothing on this computer where the engine is killed under a download', async () => {
  const docker = dockerOn(engine.host)
  const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000')
  await docker('exec', id, 'sh', '-c', 'mkdir /big; dd if=/dev/zero of=/big/one bs=1M count=300 2>/dev/null')
  const connected = connectTo(engine.socketPath)
  try {
    connected.chosen.add(folder)
    const files = filesHandlers(connected)
    let killing: Promise<void> | undefined
    const context = { ...taskContext(), report: () => void (killing ??= engine.kill()) }
    const container = { id, name: '' }
    await expect(
      files.unpackFiles({ connection, container, paths: ['/big'], target: folder }, context)
    ).rejects.toMatchObject({ failure: { kind: 'engine-unreachable' } })
    await killing
    expect(await readdir(folder)).toEqual([])

    await engine.start()
    killing = undefined
    const target = join(folder, 'big.tar')
    connected.chosen.add(target)
    await connected.engine.connected()
    await expect(
      files.saveFile({ connection, container, path: '/big', target, as: 'tar' }, context)
    ).rejects.toMatchObject({ failure: { kind: 'engine-unreachable' } })
    await killing
    expect(await readdir(folder)).toEqual([])
  } finally {
    connected.engine.dispose()
  }
})
