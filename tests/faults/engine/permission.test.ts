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

/** It may take a try or two: a killed process leaves its socket a moment after it has gone. */
async function expectState(address: string, state: object): Promise<void> {
  const engine = createConnection('x', parseEndpoint(address))
  engine.start()
  try {
    await expect.poll(() => engine.state, { timeout: 5_000 }).toMatchObject({ kind: 'unreachable', ...state })
  } finally {
    engine.dispose()
  }
}
const unreachable = (reason: string): object => ({ failure: { kind: 'engine-unreachable', reason } })

describe('what stands between us and an engine', () => {
  it('is a socket without permission', () => {
    expect(systemFailure(connectAsNobody(daemon.socketPath))).toMatchObject({
      kind: 'permission-denied',
      subject: 'socket'
    })
  })

  it('is a socket that nobody listens on, or none at all', async () => {
    await daemon.kill()
    await expectState(daemon.host, unreachable('refused'))
    await expectState(`${daemon.host}-not-there`, unreachable('no-socket'))
    await daemon.start()
  })

  it('is a host without an engine, or none of that name', async () => {
    await expectState('tcp://127.0.0.1:1', unreachable('refused'))
    await expectState('tcp://no-such-host.invalid:2375', unreachable('name-not-found'))
  })

  it('is a transport that nothing dials: said, and not tried again', async () => {
    await expectState('vsock://3:2375', { failure: { kind: 'unsupported' }, retryAt: undefined })
  })
})
