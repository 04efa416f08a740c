/** Where a sign-in is kept: encrypted by the system, or by the helper that docker's CLI takes by itself. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { openRegistries } from '../../../electron/registries/open-registries'
import { makeHelper } from '../../support/credential-helper'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'
import { noSealer, testSealer } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'

const run = promisify(execFile)
const password = 'pass:wörd "quoted"'
let throwaway: ThrowawayEngine
let registry: Registry
let engine: ReturnType<typeof connectTo>
let folder: string
const path = process.env['PATH']

beforeAll(async () => {
  throwaway = await throwawayEngine()
  registry = await startRegistry({ users: { ann: password } })
  await dockerOn(throwaway.host)('pull', '-q', 'busybox')
  engine = connectTo(throwaway.socketPath)
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-config-'))
})
afterEach(() => {
  process.env['PATH'] = path
  rmSync(folder, { recursive: true, force: true })
})
afterAll(async () => {
  engine?.engine.dispose()
  await registry?.stop()
  await throwaway?.stop()
})

const config = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Record<string, unknown>
const cli = async (...args: string[]): Promise<string> =>
  (await run('docker', ['--config', folder, '-H', throwaway.host, ...args])).stdout.trim()

describe('signing in without a helper, where the system encrypts', () => {
  const places = { platform: 'linux', home: '/nonexistent', environment: {} } as const
  const open = (sealer = testSealer()) => {
    const known = openRegistries({
      configFolder: folder,
      userData: folder,
      places,
      proxyOf: () => undefined,
      sealer,
      warn: () => undefined
    })
    const sealing = registriesHandlers({ engines: engine.engines, chosen: createChosenFiles(), ...known })
    const request = { connection, registry: registry.address, username: 'ann', password, plain: false }
    return { known, sealing, signIn: () => sealing.signIn(request, callContext()) }
  }
  const kept = () => readFileSync(join(folder, 'registries.json'), 'utf8')
  const fileHas = (name: string) => existsSync(join(folder, name))

  it('keeps the secret encrypted, and nothing of it in plain text anywhere', async () => {
    const { known, sealing, signIn: keep } = open()
    expect(await keep()).toEqual({ registry: registry.address, username: 'ann', keeper: 'sealed' })
    expect(fileHas('config.json')).toBe(false)
    // The engine gets it with a pull or a push.
    const header = Buffer.from((await known.signIns.header(registry.address)) ?? '', 'base64url').toString('utf8')
    expect(JSON.parse(header)).toMatchObject({ username: 'ann', password, serveraddress: registry.address })
    expect(kept()).not.toContain(password.slice(0, 4))
    expect(kept()).not.toContain(Buffer.from(`ann:${password}`).toString('base64'))
    expect(await sealing.list({}, callContext())).toEqual([
      { registry: registry.address, username: 'ann', keeper: 'sealed' }
    ])
    // A new start finds it again.
    expect(await open().known.signIns.credentials(registry.address)).toEqual({ username: 'ann', secret: password })
    await sealing.signOut({ registry: registry.address }, callContext())
    expect(await known.signIns.credentials(registry.address)).toBeUndefined()
    expect(kept()).not.toContain('ann')
  })

  it('gives way to a docker login that came later', async () => {
    const { known, signIn: keep, sealing } = open()
    await keep()
    const auth = Buffer.from('bob:newer').toString('base64')
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [registry.address]: { auth } } }))
    expect(await known.signIns.credentials(registry.address)).toEqual({ username: 'bob', secret: 'newer' })
    expect(await sealing.list({}, callContext())).toMatchObject([{ username: 'bob', keeper: 'file' }])
    // Signing in here again takes its place for the app, and leaves the CLI's alone.
    await keep()
    expect(await known.signIns.credentials(registry.address)).toEqual({ username: 'ann', secret: password })
    expect(config()).toEqual({ auths: { [registry.address]: { auth } } })
  })

  it('knows nothing where somebody else has encrypted it', async () => {
    await open().signIn()
    expect(await open(testSealer(0x11)).known.signIns.credentials(registry.address)).toBeUndefined()
    expect(await open(noSealer).known.signIns.credentials(registry.address)).toBeUndefined()
  })

  it('shares it with the docker CLI where one agrees', async () => {
    const { sealing } = open()
    await sealing.signIn(
      { connection, registry: registry.address, username: 'ann', password, plain: true },
      callContext()
    )
    expect(fileHas('registries.json') ? kept() : '').not.toContain('ann')
    expect(await cli('pull', '-q', 'busybox')).toContain('busybox')
    expect(config()).toMatchObject({ auths: { [registry.address]: { auth: expect.any(String) as string } } })
  })
})

describe("the system's own helper", () => {
  it('is taken where config.json says nothing, and written down, as the docker CLI does', async () => {
    makeHelper(folder, 'secretservice')
    process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`
    const known = openRegistries({
      configFolder: folder,
      userData: folder,
      places: { platform: 'linux', home: folder, environment: { PATH: folder } },
      proxyOf: () => undefined,
      sealer: noSealer,
      warn: () => undefined
    })
    expect(await known.signIns.helperFor(registry.address)).toBe('secretservice')
    await known.signIns.keep(registry.address, { username: 'ann', secret: password }, false)
    expect(config()).toEqual({ credsStore: 'secretservice', auths: { [registry.address]: {} } })
    // The CLI now finds it by the file alone.
    await dockerOn(throwaway.host)('tag', 'busybox', `${registry.address}/ann/helped:1`)
    expect(await cli('push', '-q', `${registry.address}/ann/helped:1`)).toContain('ann/helped:1')
  })
})
