import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FailureError } from '../../engine/failure-error'
import { webRequest, type ProxyOf, type WebRequest } from './request'
import { WebError } from './web-error'

type Answerer = (asked: IncomingMessage, answer: ServerResponse) => void
const closers: Array<() => void> = []
async function serve(answerer: Answerer): Promise<URL> {
  const server = createServer(answerer)
  server.on('connect', (asked, socket) => {
    const [host = '', port = ''] = (asked.url ?? '').split(':')
    if (asked.headers['proxy-authorization'] === undefined) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const out = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      out.pipe(socket)
      socket.pipe(out)
    })
    out.on('error', () => socket.destroy())
    socket.on('error', () => out.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}
afterAll(() => closers.forEach((close) => close()))

const straight: ProxyOf = () => undefined
const ask = (url: URL, request: Partial<WebRequest> = {}, proxyOf = straight) =>
  webRequest(url, { timeLimit: 5_000, sizeLimit: 1_000_000, ...request }, proxyOf)
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error
  )

describe('a web request', () => {
  let base: URL
  let other: URL
  const seen: IncomingMessage[] = []
  beforeAll(async () => {
    other = await serve((asked, answer) => answer.end(JSON.stringify(asked.headers)))
    base = await serve((asked, answer) => {
      seen.push(asked)
      const path = asked.url ?? ''
      if (path.endsWith('/packed')) {
        answer.writeHead(200, { 'content-encoding': 'gzip', 'set-cookie': ['a=1', 'b=2'] })
        return void answer.end(asked.method === 'HEAD' ? undefined : gzipSync('hello'))
      }
      if (path === '/bomb')
        return void answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(3_000_000)))
      if (path === '/away') return void answer.writeHead(302, { location: other.href }).end()
      if (path === '/round') return void answer.writeHead(302, { location: '/round' }).end()
      if (path === '/half') {
        answer.writeHead(200, { 'content-length': '100' })
        answer.write('half', () => asked.socket.destroy())
        return
      }
      if (path === '/silent') return
      answer.end(`${asked.method} ${path}`)
    })
  })

  it('gives the answer whole, unpacked, whatever its status', async () => {
    const { status, headers, body } = await ask(new URL('/packed', base))
    expect([status, String(body), headers['set-cookie']]).toEqual([200, 'hello', 'a=1, b=2'])
    expect((await ask(new URL('/packed', base), { method: 'HEAD' })).body).toHaveLength(0)
  })

  it('follows where it is sent when it may, and takes no secret to another host', async () => {
    const headers = { Authorization: 'Bearer secret', 'X-Kept': 'yes' }
    expect((await ask(new URL('/away', base), { headers })).status).toBe(302)
    const there = await ask(new URL('/away', base), { headers, redirects: 1 })
    expect(there.url.host).toBe(other.host)
    expect(JSON.parse(String(there.body))).toMatchObject({ 'x-kept': 'yes', host: other.host })
    expect(String(there.body)).not.toContain('secret')
    expect((await ask(new URL('/round', base), { redirects: 3 })).status).toBe(302)
  })

  it('stops at its size, packed or not, at its time, and when nobody wants it', async () => {
    expect(await errorOf(ask(new URL('/bomb', base)))).toMatchObject({ kind: 'too-long', host: base.host })
    expect(await errorOf(ask(new URL('/silent', base), { timeLimit: 50 }))).toMatchObject({ kind: 'timed-out' })
    const abort = new AbortController()
    const asked = errorOf(ask(new URL('/silent', base), { signal: abort.signal }))
    setTimeout(() => abort.abort(), 30)
    const failure = await asked
    expect(failure).toBeInstanceOf(FailureError)
    expect((failure as FailureError).failure.kind).toBe('cancelled')
  })

  it('says why there is no answer', async () => {
    expect(await errorOf(ask(new URL('/half', base)))).toMatchObject({ kind: 'lost' })
    expect(await errorOf(ask(new URL('http://127.0.0.1:1/')))).toMatchObject({ kind: 'refused', host: '127.0.0.1:1' })
    expect(await errorOf(ask(new URL(`https://${base.host}/`)))).toMatchObject({ kind: 'tls' })
    expect(await errorOf(ask(new URL('http://nobody.invalid/')))).toBeInstanceOf(WebError)
  })

  it('goes through a proxy: by its whole address, or by a tunnel where it is encrypted', async () => {
    const answer = await ask(new URL('http://hub.test/packed'), {}, () => new URL(`http://me:p%40ss@${base.host}`))
    expect(String(answer.body)).toBe('hello')
    const asked = seen.at(-1)
    expect(asked?.url).toBe('http://hub.test/packed')
    expect(asked?.headers['host']).toBe('hub.test')
    expect(asked?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
    // The tunnel stands: what is at its end speaks no TLS.
    const target = new URL(`https://${other.host}/`)
    expect(await errorOf(ask(target, {}, () => new URL(`http://me:x@${base.host}`)))).toMatchObject({ kind: 'tls' })
    const refused = await errorOf(ask(target, {}, () => base))
    expect(refused).toMatchObject({ kind: 'proxy', message: expect.stringContaining('407') })
  })

  it('asks no address that it must not', async () => {
    const checkAddress = (address: string): void => {
      if (address.startsWith('127.') || address === '::1') throw new WebError(address, 'refused', 'not asked')
    }
    const before = seen.length
    expect(await errorOf(ask(base, { checkAddress }))).toMatchObject({ message: 'not asked' })
    expect(await errorOf(ask(new URL(`http://localhost:${base.port}/`), { checkAddress }))).toMatchObject({
      message: 'not asked'
    })
    expect(seen).toHaveLength(before)
  })
})
