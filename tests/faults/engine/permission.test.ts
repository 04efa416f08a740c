/** A socket that one may not use, a stopped engine, and a name that leads nowhere: each is told apart. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import { systemFailure } from '../../../electron/engine/failures/system-failure'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'

let daemon: ThrowawayEngine
beforeAll(async () => {
  daemon = await throwawayEngine()
})
afterAll(() => daemon?.stop())

/** Connects as user nobody, in a process of its own, and gives the error that the system gave. */
function connectAsNobody(path: string): Error {
  const script = `process.setgid(65534); process.setuid(65534); require('net').connect(process.argv[1])
    .on('connect', () => { console.log('{}'); process.exit() })
    .on('error', ({ code, message, syscall }) => console.log(JSON.stringify({ code, message, syscall })))`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, path], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const fields = JSON.parse(stdout) as { message?: string }
  return Object.assign(new Error(fields.message), fields)
}

const stateOf = async (address: string): Promise<unknown> => {
  const engine = createConnection('x', parseEndpoint(address))
  engine.start()
  await expect.poll(() => engine.state.kind).toBe('unreachable')
  const { state } = engine
  engine.dispose()
  return state
}

describe('what stands between us and an engine', () => {
  it('is a socket without permission', () => {
    expect(systemFailure(connectAsNobody(daemon.socketPath))).toMatchObject({
      kind: 'permission-denied',
      subject: 'socket'
    })
  })

  it('is a socket that nobody listens on, or none at all', async () => {
    await daemon.kill()
    expect(await stateOf(daemon.host)).toMatchObject({ failure: { kind: 'engine-unreachable', reason: 'refused' } })
    expect(await stateOf(`${daemon.host}-not-there`)).toMatchObject({
      failure: { kind: 'engine-unreachable', reason: 'no-socket' }
    })
    await daemon.start()
  })

  it('is a host without an engine, or none of that name', async () => {
    expect(await stateOf('tcp://127.0.0.1:1')).toMatchObject({
      failure: { kind: 'engine-unreachable', reason: 'refused' }
    })
    expect(await stateOf('tcp://no-such-host.invalid:2375')).toMatchObject({
      failure: { kind: 'engine-unreachable', reason: 'name-not-found' }
    })
  })

  it('is a transport that is not there yet: said, and not tried again', async () => {
    expect(await stateOf('ssh://me@far')).toMatchObject({ failure: { kind: 'unsupported' }, retryAt: undefined })
  })
})
