/**
 * A server that gives a registry's tokens out, on loopback: who asks with which password gets what for which time.
 * Protocol: distribution, spec/auth/token.md and spec/auth/jwt.md; the registry itself checks what it signs.
 */
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun } from '../../build/tools/run.mjs'

export interface TokenServer {
  /** What startRegistry's `token` takes. */
  readonly token: { readonly realm: string; readonly service: string; readonly issuer: string; readonly bundle: string }
  /** Every question, oldest first: who asked (empty: nobody), for what. */
  readonly asked: ReadonlyArray<{ readonly user: string; readonly scopes: readonly string[] }>
  /** Tokens given from now on ended this many seconds ago, although they say that they last; 0: they hold. */
  expireBy(seconds: number): void
  readonly stop: () => Promise<void>
}

export interface TokenOptions {
  /** Each with a password, and what they may do in any repository. */
  readonly users: Readonly<Record<string, { readonly password: string; readonly may: readonly string[] }>>
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export async function startTokenServer({ users }: TokenOptions): Promise<TokenServer> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-tokens-'))
  const [key, bundle] = [join(folder, 'key.pem'), join(folder, 'bundle.pem')]
  const subject = ['-days', '30', '-subj', '/CN=Escale test tokens']
  await mustRun('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    bundle,
    ...subject
  ])
  const privateKey = createPrivateKey(await readFile(key))
  const certificate = new X509Certificate(await readFile(bundle)).raw.toString('base64')
  const asked: { user: string; scopes: string[] }[] = []
  let expired = 0

  function tokenFor(user: string, service: string, scopes: readonly string[]): string {
    const may = users[user]?.may ?? []
    const now = Math.floor(Date.now() / 1000) - (expired === 0 ? 0 : 3_600 + expired)
    const access = scopes.map((scope) => {
      const [type = '', name = '', actions = ''] = scope.split(':')
      return { type, name, actions: actions.split(',').filter((action) => may.includes(action)) }
    })
    const claims = {
      iss: 'escale',
      sub: user,
      aud: service,
      jti: randomUUID(),
      nbf: now - 10,
      iat: now,
      exp: now + 3_600,
      access
    }
    const signed = `${encode({ typ: 'JWT', alg: 'RS256', x5c: [certificate] })}.${encode(claims)}`
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
  }

  const server = createServer((request, answer) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const { user, password } = readBasic(request)
    const scopes = searchParams.getAll('scope')
    asked.push({ user, scopes })
    if (user !== '' && users[user]?.password !== password) {
      answer.writeHead(401, { 'Content-Type': 'application/json' })
      return answer.end(
        JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] })
      )
    }
    const token = tokenFor(user, searchParams.get('service') ?? '', scopes)
    answer.writeHead(200, { 'Content-Type': 'application/json' })
    return answer.end(JSON.stringify({ token, expires_in: 3_600, issued_at: new Date().toISOString() }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`

  return {
    token: { realm, service: 'escale-test', issuer: 'escale', bundle },
    asked,
    expireBy: (seconds) => void (expired = seconds),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function readBasic({ headers }: IncomingMessage): { readonly user: string; readonly password: string } {
  const words = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8')
  const colon = words.indexOf(':')
  return colon < 0 ? { user: '', password: '' } : { user: words.slice(0, colon), password: words.slice(colon + 1) }
}
