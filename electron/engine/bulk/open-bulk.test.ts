import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FailureError } from '../failure-error'
import { padding, tarEnd, tarHeader } from '../tar-writer'
import { onAbort } from '../on-abort'
import { openBulk } from './open-bulk'

const windows = process.platform === 'win32'
let folder = ''
let path = ''
let server: Server
let onConnection: (socket: Socket, head: string) => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-bulk-'))
  path = windows ? `\\\\.\\pipe\\${folder.replace(/^.*\\/, '')}` : join(folder, 'engine.sock')
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (head) => onConnection(socket, head.toString()))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const open = (signal?: AbortSignal): ReturnType<typeof openBulk> =>
  openBulk(path, '/v1.41/large', { Host: 'docker' }, (stop) => onAbort([signal], stop))
const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )
async function readAll(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

describe('openBulk', () => {
  it('asks as HTTP does, and gives what comes, in order and whole', async () => {
    const content = Buffer.alloc(5_000_000, 'a log line of some length\n')
    let asked = ''
    onConnection = (socket, head) => {
      asked = head
      socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${content.length}\r\n\r\n`), content]))
    }
    const { status, body } = await open()
    expect(status).toBe(200)
    expect((await readAll(body)).equals(content)).toBe(true)
    expect(asked).toBe('GET /v1.41/large HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n')
  })

  it('gathers what comes line by line', async () => {
    const lines = 20_000
    onConnection = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      for (let line = 0; line < lines; line++) socket.write('5\r\nline\n\r\n')
      socket.end('0\r\n\r\n')
    }
    const { body } = await open()
    let pieces = 0
    let length = 0
    for await (const piece of body as AsyncIterable<Buffer>) {
      pieces += 1
      length += piece.length
    }
    expect(length).toBe(5 * lines)
    expect(pieces).toBeLessThan(lines / 100)
  })

  it('reads no further ahead than a few megabytes of who takes it', async () => {
    const total = 64 * 1024 * 1024
    let sent = 0
    onConnection = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${total}\r\n\r\n`)
      const piece = Buffer.alloc(64 * 1024)
      const more = (): void => {
        while (sent < total) {
          sent += piece.length
          if (!socket.write(piece)) return void socket.once('drain', more)
        }
        socket.end()
      }
      more()
    }
    const { body } = await open()
    const pieces = body[Symbol.asyncIterator]()
    await pieces.next()
    // It has come to rest once nothing more is sent in a while.
    for (let before = -1; before !== sent;) {
      before = sent
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(sent).toBeLessThan(8 * 1024 * 1024)
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next());
    expect(sent).toBe(total)
  })

  it('fails where the answer is cut, and not before what had come is given', async () => {
    onConnection = (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
    const { body } = await open()
    expect(await failureOf(readAll(body))).toMatchObject({ kind: 'engine-unreachable', reason: 'lost' })
  })

  it('gives a refusal with its words', async () => {
    onConnection = (socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 21\r\n\r\n{"message":"no such"}')
    const { status, body } = await open()
    expect([status, (await readAll(body)).toString()]).toEqual([404, '{"message":"no such"}'])
  })

  it('says where nobody listens', async () => {
    path = `${path}-other`
    expect(await failureOf(open())).toMatchObject({ kind: 'engine-unreachable' })
  })

  it('fails on what is no HTTP', async () => {
    onConnection = (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n')
    expect(await failureOf(open())).toBeDefined()
  })

  it('closes the connection when it is aborted, before the answer and after, and when its body is left', async () => {
    const closed: Array<Promise<unknown>> = []
    onConnection = (socket) => void closed.push(new Promise((resolve) => socket.once('close', resolve)))
    const before = new AbortController()
    const waiting = failureOf(open(before.signal))
    while (closed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    before.abort()
    expect(await waiting).toMatchObject({ kind: 'cancelled' })
    await closed[0]

    onConnection = (socket) => {
      closed.push(new Promise((resolve) => socket.once('close', resolve)))
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
    }
    const after = new AbortController()
    const { body } = await open(after.signal)
    const reading = failureOf(readAll(body))
    after.abort()
    expect(await reading).toMatchObject({ kind: 'cancelled' })
    await closed[1]

    const left = await open()
    left.body.destroy()
    await closed[2]
  })

  it('serves several at once', async () => {
    onConnection = (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`)
    const answers = await Promise.all(Array.from({ length: 8 }, () => open()))
    const bodies = await Promise.all(answers.map(({ body }) => readAll(body)))
    expect(bodies.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 100_000))
  })
  it('sends what is put, files as they are on the disk, and says how much has gone', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, Buffer.alloc(3_000_000, 'f'))
    const parts: Buffer[] = []
    onConnection = (socket, head) => {
      parts.push(Buffer.from(head))
      const answer = (): void => {
        if (Buffer.concat(parts).length >= head.indexOf('\r\n\r\n') + 4 + 3_000_010)
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      }
      socket.on('data', (part: Buffer) => {
        parts.push(part)
        answer()
      })
    }
    let sent = 0
    const pieces = [Buffer.from('begin'), { path: file, size: 3_000_000 }, Buffer.from('ended')]
    const onSent = (count: number): void => void (sent += count)
    const { status, body } = await openBulk(path, '/put', { Host: 'docker' }, () => () => undefined, {
      sent: { pieces, onSent }
    })
    await readAll(body)
    expect(status).toBe(200)
    expect(sent).toBe(3_000_000)
    const asked = Buffer.concat(parts).toString()
    expect(asked).toMatch(/^PUT \/put HTTP\/1\.1\r\n/)
    expect(asked).toContain('Content-Length: 3000010\r\n')
    expect(asked.endsWith(`\r\n\r\nbegin${'f'.repeat(3_000_000)}ended`)).toBe(true)
  })
  it('says of a file that is not there what the system says, and not that the engine is lost', async () => {
    onConnection = () => undefined
    const pieces = [{ path: join(folder, 'none'), size: 10 }]
    const opening = openBulk(path, '/put', { Host: 'docker' }, () => () => undefined, {
      sent: { pieces, onSent: () => undefined }
    })
    await expect(opening).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' })
  })

  describe('a file of this computer as the place of an answer', () => {
    const bytes = Buffer.alloc(3_000_000, 'what the file holds, ')
    const entry = (name: string): Buffer =>
      tarHeader({ path: Buffer.from(name), kind: 'file', size: bytes.length, mode: 0o644, changed: 0 })
    const answered = (tar: Buffer, piece = tar.length): void => {
      onConnection = (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
        for (let at = 0; at < tar.length; at += piece) {
          const part = tar.subarray(at, at + piece)
          socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]))
        }
        socket.end('0\r\n\r\n')
      }
    }
    const openOnto = async (
      target: string,
      onWritten: (count: number) => void = () => undefined,
      whole = false
    ): Promise<Buffer> => {
      const onto = { path: target, onWritten, whole }
      return readAll((await openBulk(path, '/archive', { Host: 'docker' }, () => () => undefined, { onto })).body)
    }
    const there = (): string => {
      const target = join(folder, 'target')
      writeFileSync(target, '')
      return target
    }

    it.each([
      ['a plain name', 'file', 3_100_000],
      ['an extended header, in pieces of any size', `é${'n'.repeat(200)}`, 777]
    ])('gets the first file of a tar whole: %s', async (_, name, piece) => {
      answered(Buffer.concat([entry(name), bytes, padding(bytes.length), tarEnd]), piece)
      const target = there()
      let written = 0
      expect(await openOnto(target, (count) => (written += count))).toHaveLength(0)
      expect(written).toBe(bytes.length)
      expect(readFileSync(target).equals(bytes)).toBe(true)
    })

    it('gets all of an answer, whatever that is', async () => {
      answered(bytes, 100_000)
      const target = there()
      let written = 0
      expect(await openOnto(target, (count) => (written += count), true)).toHaveLength(0)
      expect(written).toBe(bytes.length)
      expect(readFileSync(target).equals(bytes)).toBe(true)
    })

    it('is told of as broken where the tar ends too early, or begins with no file', async () => {
      for (const tar of [
        Buffer.concat([entry('file'), bytes.subarray(0, 1_000_000)]),
        tarEnd,
        Buffer.alloc(700, 'x')
      ]) {
        answered(tar)
        expect(await failureOf(openOnto(there()))).toMatchObject({ kind: 'engine-error' })
      }
    })

    it('says what the system says where it cannot be written', async () => {
      answered(Buffer.concat([entry('file'), bytes, padding(bytes.length), tarEnd]))
      await expect(openOnto(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' })
      if (process.platform === 'linux')
        await expect(openOnto('/dev/full')).rejects.toMatchObject({ code: 'ENOSPC', syscall: 'write' })
    })

    it('leaves a refusal to be read', async () => {
      onConnection = (socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone')
      const target = there()
      expect((await openOnto(target)).toString()).toBe('none')
      expect(readFileSync(target)).toHaveLength(0)
    })
  })
})
