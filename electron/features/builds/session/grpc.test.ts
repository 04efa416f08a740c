import { connect } from 'node:http2'
import { createServer, connect as connectSocket, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serveGrpc, type GrpcMethod } from './grpc'

let folder: string
let server: Server

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-grpc-'))
})
afterEach(() => {
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const framed = (text: string): Buffer => {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(Buffer.byteLength(text), 1)
  return Buffer.concat([head, Buffer.from(text)])
}

/** The engine's side of a connection that the app has opened, and serves. */
async function engineOf(methods: Readonly<Record<string, GrpcMethod>>): Promise<Socket> {
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'socket')
  const accepted = new Promise<Socket>((resolve) => (server = createServer(resolve)))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  serveGrpc(connectSocket(path), methods)
  return accepted
}

describe('serveGrpc', () => {
  it('loses nothing of what comes, however it is cut, and answers all of it', async () => {
    const heard: string[] = []
    const engine = await engineOf({
      '/test/Count': async ({ messages, send }) => {
        for await (const message of messages) {
          heard.push(message.toString())
          if (heard.length % 100 === 0) await send([Buffer.from(message)])
        }
      }
    })
    const client = connect('http://localhost', { createConnection: () => engine })
    const call = client.request({ ':method': 'POST', ':path': '/test/Count' })
    const answered: Buffer[] = []
    const status = new Promise((resolve) => call.once('trailers', (fields) => resolve(fields['grpc-status'])))
    const ended = new Promise((resolve) => call.once('close', resolve))
    call.on('data', (bytes: Buffer) => answered.push(bytes))
    for (let index = 0; index < 1_000; index++) {
      call.write(framed(`message ${index}`))
      // Each on its way by itself.
      if (index % 10 === 0) await new Promise(setImmediate)
    }
    call.end()
    expect(await status).toBe('0')
    await ended
    client.destroy()
    expect(heard).toEqual(Array.from({ length: 1_000 }, (_, index) => `message ${index}`))
    expect(Buffer.concat(answered)).toEqual(
      Buffer.concat(Array.from({ length: 10 }, (_, index) => framed(`message ${index * 100 + 99}`)))
    )
  })

  it('hears of the end of its connection', async () => {
    let begun: (message: string) => void = () => undefined
    let aborted: () => void = () => undefined
    const heard = new Promise<string>((resolve) => (begun = resolve))
    const ended = new Promise<void>((resolve) => (aborted = resolve))
    const engine = await engineOf({
      '/test/Wait': async ({ messages, signal }) => {
        signal.addEventListener('abort', aborted)
        for await (const message of messages) begun(message.toString())
      }
    })
    const client = connect('http://localhost', { createConnection: () => engine })
    client.on('error', () => undefined)
    const call = client.request({ ':method': 'POST', ':path': '/test/Wait' })
    call.on('error', () => undefined)
    call.write(framed('one'))
    expect(await heard).toBe('one')
    engine.destroy()
    await ended
  })
})
