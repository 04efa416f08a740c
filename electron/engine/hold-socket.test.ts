import { once } from 'node:events'
import { createServer, connect, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdSocket, letSocketGoOn } from './hold-socket'

let server: Server
let theirs: Socket
let ours: Socket
let text = ''

beforeEach(async () => {
  text = ''
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  ours = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  ours.setEncoding('utf8').on('data', (piece) => (text += piece))
  const came = once(server, 'connection') as Promise<[Socket]>
  ;[theirs] = await came
})
afterEach(() => {
  ours.destroy()
  theirs.destroy()
  server.close()
})

/** Sends it, and waits until the system has it. */
const send = (piece: string) => new Promise<void>((resolve) => theirs.write(piece, () => resolve()))
/** A piece on a connection of its own, that comes after all that was sent before. */
async function somethingElseCame(): Promise<void> {
  const address = server.address()
  const other = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  const [at] = (await once(server, 'connection')) as [Socket]
  at.end('x')
  await once(other.resume(), 'end')
}
const cameTo = async (wanted: string): Promise<void> => {
  while (text !== wanted) await once(ours, 'data')
}

describe('a socket that is held', () => {
  it('reads nothing, not even into its own buffer, and loses nothing', async () => {
    await send('one ')
    await cameTo('one ')
    await new Promise(setImmediate)
    holdSocket(ours)
    const before = ours.bytesRead
    await send('two ')
    await send('three')
    await somethingElseCame()
    expect(ours.bytesRead).toBe(before)
    expect(text).toBe('one ')
    letSocketGoOn(ours)
    await cameTo('one two three')
  })

  it('is held once however often that is said, and goes on at once', async () => {
    await send('one ')
    await cameTo('one ')
    await new Promise(setImmediate)
    holdSocket(ours)
    holdSocket(ours)
    letSocketGoOn(ours)
    letSocketGoOn(ours)
    await send('two')
    await cameTo('one two')
  })

  it('is left alone where it has ended', async () => {
    ours.destroy()
    await once(ours, 'close')
    expect(() => {
      holdSocket(ours)
      letSocketGoOn(ours)
    }).not.toThrow()
  })

  it('tells its end once it goes on', async () => {
    await send('one')
    await cameTo('one')
    await new Promise(setImmediate)
    holdSocket(ours)
    theirs.end()
    const end = once(ours, 'end')
    letSocketGoOn(ours)
    await end
  })
})
