import { createServer, request as sendRequest, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diallerOf, type Dialler } from './dial'

let server: Server
let dialled = 0
let dialler: Dialler
/** Milliseconds until a connection says its first word. */
const cost = 60

beforeEach(async () => {
  dialled = 0
  server = createServer((request, response) => {
    if (request.url === '/stream') response.write('first')
    else if (request.url !== '/never') response.end('OK')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const dial = () => {
    dialled += 1
    const socket = connect(port, '127.0.0.1')
    socket.cork()
    setTimeout(() => socket.uncork(), cost)
    socket.once('data', () => socket.emit('opened'))
    return socket
  }
  dialler = diallerOf(dial, {}, true)
})
afterEach(() => {
  dialler.dispose()
  server.closeAllConnections()
  server.close()
})

const ask = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    sendRequest({ agent: dialler.agent, path, host: 'engine' }, (response) => {
      response.once('data', (chunk: Buffer) => resolve(chunk.toString()))
      if (path !== '/stream') response.resume()
    })
      .once('error', reject)
      .end()
  })

describe('connections that cost a program each', () => {
  it('are few where many ask at once, and each is answered', async () => {
    expect(await Promise.all(Array.from({ length: 30 }, () => ask('/')))).toEqual(
      Array.from({ length: 30 }, () => 'OK')
    )
    expect(dialled).toBeLessThanOrEqual(8)
  })

  it('are as many as there are streams', async () => {
    expect(await Promise.all(Array.from({ length: 12 }, () => ask('/stream')))).toHaveLength(12)
    expect(await ask('/')).toBe('OK')
    expect(dialled).toBe(13)
  })

  it('do not wait for answers that take their time', async () => {
    const pending = Array.from({ length: 6 }, () => ask('/never').catch((error: unknown) => error))
    expect(await ask('/')).toBe('OK')
    dialler.dispose()
    expect(await Promise.all(pending)).toHaveLength(6)
  })

  it('end for those who wait, too', async () => {
    const asked = Array.from({ length: 10 }, () => ask('/never').catch((error: unknown) => error))
    dialler.dispose()
    const ends = await Promise.all(asked)
    expect(ends.every((end) => end instanceof Error)).toBe(true)
  })
})
