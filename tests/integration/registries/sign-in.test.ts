/** Signing in as docker login does, on a real registry with passwords: the CLI and the app share it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { openRegistries } from '../../../electron/registries/open-registries'
import type { SignIns } from '../../../electron/registries/sign-ins'
import { makeHelper } from '../../support/credential-helper'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, taskContext } from '../../support/on-engine'
import { noSealer } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'

const run = promisify(execFile)
const password = 'pass:wörd "quoted"'
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let registry: Registry
let engine: EngineConnection
let folder: string
let signIns: SignIns
let handlers: ReturnType<typeof registriesHandlers>
let images: ReturnType<typeof imagesHandlers>
const path = process.env['PATH']

beforeAll(async () => {
  throwaway = await throwawayEngine()
  registry = await startRegistry({ users: { ann: password } })
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  await docker('tag', 'busybox', `${registry.address}/ann/box:1`)
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-config-'))
  const known = openRegistries({
    configFolder: folder,
    userData: folder,
    places: { platform: 'linux', home: folder, environment: {} },
    proxyOf: () => undefined,
    sealer: noSealer,
    warn: () => undefined
  })
  signIns = known.signIns
  engine = createConnection(connection, { kind: 'unix', path: throwaway.socketPath }, undefined, (name) =>
    signIns.header(name)
  )
  engine.start()
  const engines = { get: () => engine }
  handlers = registriesHandlers({ engines, chosen: createChosenFiles(), ...known })
  images = imagesHandlers({ engines, chosen: createChosenFiles() })
})
afterEach(() => {
  engine.dispose()
  process.env['PATH'] = path
  rmSync(folder, { recursive: true, force: true })
})
afterAll(async () => {
  await registry?.stop()
  await throwaway?.stop()
})

const config = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Record<string, unknown>
const cli = async (...args: string[]): Promise<string> =>
  (await run('docker', ['--config', folder, '-H', throwaway.host, ...args])).stdout.trim()
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const signIn = (more: { username?: string; password?: string; plain?: boolean; registry?: string } = {}) =>
  handlers.signIn(
    { connection, registry: registry.address, username: 'ann', password, plain: true, ...more },
    callContext()
  )
const push = () => images.push({ connection, reference: `${registry.address}/ann/box:1` }, taskContext<PullProgress>())

describe('signing in', () => {
  it('lets the app push, and the docker CLI too', async () => {
    expect(await failureOf(push())).toMatchObject({ kind: 'auth-required' })
    expect(await signIn()).toEqual({ registry: registry.address, username: 'ann', keeper: 'file' })
    expect((await push()).digest).toMatch(/^sha256:/)
    expect(await cli('pull', '-q', `${registry.address}/ann/box:1`)).toContain('ann/box:1')
    expect(await handlers.list({}, callContext())).toEqual([
      { registry: registry.address, username: 'ann', keeper: 'file' }
    ])
  })

  it('finds what docker login left, and docker logout takes it away', async () => {
    await run('sh', [
      '-c',
      `printf %s "$1" | docker --config "$2" -H "$3" login -u ann --password-stdin "$4"`,
      'sh',
      password,
      folder,
      throwaway.host,
      registry.address
    ])
    expect(await handlers.list({}, callContext())).toMatchObject([{ registry: registry.address, username: 'ann' }])
    expect((await push()).digest).toMatch(/^sha256:/)
    await cli('logout', registry.address)
    expect(await handlers.list({}, callContext())).toEqual([])
    expect(await failureOf(push())).toMatchObject({ kind: 'auth-required' })
  })

  it('says that a password is wrong, and keeps nothing of it', async () => {
    expect(await failureOf(signIn({ password: 'wrong' }))).toMatchObject({
      kind: 'auth-required',
      registry: registry.address
    })
    expect(await handlers.list({}, callContext())).toEqual([])
  })

  it('never keeps a password in the file unasked', async () => {
    expect(await failureOf(signIn({ plain: false }))).toMatchObject({ kind: 'conflict', reason: 'other' })
    expect(() => config()).toThrow(/ENOENT/)
  })

  it('says that a registry cannot be reached', async () => {
    expect(await failureOf(signIn({ registry: '127.0.0.1:9' }))).toMatchObject({ kind: 'network' })
  })

  it('keeps the secret with the helper that config.json names, and nothing of it in the file', async () => {
    makeHelper(folder, 'test')
    process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ credsStore: 'test', psFormat: 'table {{.Names}}' }))
    expect(await handlers.keeper({ registry: registry.address }, callContext())).toEqual({
      helper: 'test',
      sealed: false
    })
    expect(await signIn({ plain: false })).toMatchObject({ keeper: 'helper', helper: 'test' })
    expect(config()).toEqual({ credsStore: 'test', psFormat: 'table {{.Names}}', auths: { [registry.address]: {} } })
    expect((await push()).digest).toMatch(/^sha256:/)
    expect(await cli('pull', '-q', `${registry.address}/ann/box:1`)).toContain('ann/box:1')
    expect(await handlers.list({}, callContext())).toEqual([
      { registry: registry.address, username: 'ann', keeper: 'helper', helper: 'test' }
    ])
    await handlers.signOut({ registry: registry.address }, callContext())
    expect(await handlers.list({}, callContext())).toEqual([])
    expect(config()).toEqual({ credsStore: 'test', psFormat: 'table {{.Names}}', auths: {} })
    expect(readFileSync(join(folder, 'kept.json'), 'utf8')).toBe('{}')
  })

  it('says which helper is missing', async () => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ credHelpers: { [registry.address]: 'nowhere' } }))
    expect(await failureOf(signIn({ plain: false }))).toMatchObject({
      kind: 'not-found',
      subject: 'command',
      name: 'docker-credential-nowhere'
    })
  })

  it('does not touch a config.json that it cannot read', async () => {
    writeFileSync(join(folder, 'config.json'), '{ broken')
    expect(await failureOf(signIn())).toMatchObject({ kind: 'invalid-input', field: 'config' })
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('{ broken')
    // A public image is still pulled.
    expect((await images.pull({ connection, reference: 'busybox' }, taskContext<PullProgress>())).status).toContain(
      'busybox'
    )
  })
})
