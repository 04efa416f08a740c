/** An engine behind a real sshd on this computer: by a forwarded socket, and by the docker command over there. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { SshOptions } from '../../../electron/engine/ssh/context'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startSshServer, type SshServer } from '../../support/ssh-server'

let daemon: ThrowawayEngine
let server: SshServer
let engine: EngineConnection | undefined

beforeAll(async () => {
  daemon = await throwawayEngine()
  server = await startSshServer({ dockerHost: daemon.host })
})
afterEach(() => {
  engine?.dispose()
  engine = undefined
})
afterAll(async () => {
  await server?.stop()
  await daemon?.stop()
})

async function reach(address: string, options: SshOptions = {}): Promise<EngineConnection> {
  engine = createConnection('ssh', parseEndpoint(address), undefined, undefined, {
    configFile: server.configFile,
    ...options
  })
  await engine.connected(AbortSignal.timeout(15_000))
  return engine
}

describe('an engine over ssh', () => {
  it('answers', async () => {
    const found = await reach(server.address(daemon.socketPath))
    expect(found.state).toMatchObject({ kind: 'connected' })
    expect(await found.get({ path: '/containers/json' }, v.array(v.unknown()))).toEqual([])
  })
})
