/** Docker's context store, written here and read by docker's own command, and the other way round. */
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewContext } from '../../../contract/connections/book/model'
import { idOfContext } from '../../../electron/engine/contexts/layout'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { callContext, collect } from '../../support/on-engine'
import { testStore, type TestApp, type TestStore } from '../../support/docker-store'

let certificates: Certificates
let store: TestStore
let app: TestApp
beforeAll(async () => void (certificates = await makeCertificates()))
afterAll(() => certificates.remove())
beforeEach(async () => {
  store = await testStore()
  // A choice that is there already: the app then dials nothing of this machine.
  await store.docker('context', 'create', 'nowhere', '--docker', 'host=unix:///nonexistent/docker.sock')
  await store.docker('context', 'use', 'nowhere')
  app = store.app()
})
afterEach(() => store.remove())

const client = (file: string): string => join(certificates.clientFolder, file)
const far = (more: Partial<NewContext> = {}): NewContext => ({
  name: 'far',
  description: '',
  host: 'tcp://far.example:2376',
  ca: '',
  cert: '',
  key: '',
  skipTlsVerify: false,
  ...more
})
const withTls = (more: Partial<NewContext> = {}): NewContext =>
  far({ ca: client('ca.pem'), cert: client('cert.pem'), key: client('key.pem'), ...more })
const add = (context: NewContext) => app.handlers.add(context, callContext())
const metaFile = (name: string): string => join(store.folder, 'contexts', 'meta', idOfContext(name), 'meta.json')
const config = (): string => join(store.folder, 'config.json')
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

describe('what the app adds', () => {
  it.each([
    ['an address', far({ host: 'ssh://ada@far.example' }), ['--docker', 'host=ssh://ada@far.example']],
    [
      'a description with signs in it',
      far({ description: 'Été <b> & "more"' }),
      ['--description', 'Été <b> & "more"', '--docker', 'host=tcp://far.example:2376']
    ],
    [
      'an unchecked certificate',
      far({ skipTlsVerify: true }),
      ['--docker', 'host=tcp://far.example:2376,skip-tls-verify=true']
    ]
  ])('is written as docker writes it: %s', async (_what, context, options) => {
    await add(context)
    const ours = await store.tree()
    await store.docker('context', 'rm', 'far')
    await store.docker('context', 'create', 'far', ...options)
    expect(ours).toEqual(await store.tree())
  })

  it('has its TLS files copied, with docker’s own modes', async () => {
    const { connection } = await add(withTls())
    const ours = await store.tree()
    await store.docker('context', 'rm', 'far')
    const docker = `host=tcp://far.example:2376,ca=${client('ca.pem')},cert=${client('cert.pem')},key=${client('key.pem')}`
    await store.docker('context', 'create', 'far', '--docker', docker)
    expect(ours).toEqual(await store.tree())
    expect(connection).toBe('context:far')
  })

  it('is listed, inspected, used and removed by docker', async () => {
    await add(withTls({ description: 'The farm' }))
    expect(await store.docker('context', 'ls', '--format', '{{.Name}}|{{.Description}}|{{.DockerEndpoint}}')).toContain(
      'far|The farm|tcp://far.example:2376'
    )
    const [inspected] = JSON.parse(await store.docker('context', 'inspect', 'far')) as Array<Record<string, unknown>>
    expect(inspected).toMatchObject({
      Name: 'far',
      Metadata: { Description: 'The farm' },
      Endpoints: { docker: { Host: 'tcp://far.example:2376', SkipTLSVerify: false } },
      TLSMaterial: { docker: expect.arrayContaining(['ca.pem', 'cert.pem', 'key.pem']) }
    })
    await store.docker('context', 'use', 'far')
    app.engines.discover()
    expect(app.engines.discovered().cli).toMatchObject({ by: 'config', context: 'far' })
    await store.docker('context', 'rm', '-f', 'far')
  })

  it('is refused where docker refuses it, and nothing of it stays', async () => {
    await add(far())
    const before = await store.tree()
    expect(await failureOf(add(far()))).toMatchObject({ kind: 'invalid-input', field: 'name' })
    expect(await failureOf(add(far({ name: 'other', host: 'far:2375' })))).toMatchObject({ field: 'host' })
    expect(await failureOf(add(withTls({ name: 'other', ca: client('key.pem') })))).toMatchObject({ field: 'ca' })
    expect(await failureOf(add(withTls({ name: 'other', key: '' })))).toMatchObject({ field: 'key' })
    // A key of another certificate.
    const strange = join(certificates.strangerFolder, 'key.pem')
    expect(await failureOf(add(withTls({ name: 'other', key: strange })))).toMatchObject({ field: 'key' })
    expect(await failureOf(add(withTls({ name: 'other', cert: '/etc/hostname' })))).toMatchObject({ field: 'cert' })
    expect(await store.tree()).toEqual(before)
  })
})

describe('what docker adds', () => {
  it('is shown by itself, with its description and its certificates, and goes by itself', async () => {
    const book = collect((context) => app.handlers.book({}, context))
    const factsOf = (name: string) => book.items.at(-1)?.facts.find((one) => one.context?.name === name)
    await book.until(() => factsOf('nowhere')?.cliCurrent === true)
    const files = `ca=${client('ca.pem')},cert=${client('cert.pem')},key=${client('key.pem')}`
    await store.docker(
      'context',
      'create',
      'far',
      '--description',
      'd',
      '--docker',
      `host=tcp://far.example:2376,${files}`
    )
    await book.until(() => factsOf('far')?.certificates.length === 2)
    expect(factsOf('far')).toMatchObject({
      address: { host: 'tcp://far.example:2376', skipTlsVerify: false },
      security: 'tls',
      context: { name: 'far', description: 'd', file: metaFile('far'), otherEndpoints: [] },
      cliCurrent: false
    })
    expect(factsOf('far')?.certificates.map(({ use, problem }) => [use, problem])).toEqual([
      ['authority', undefined],
      ['client', undefined]
    ])
    await store.docker('context', 'update', 'far', '--docker', 'host=ssh://far.example')
    await book.until(() => factsOf('far')?.security === 'ssh')
    await store.docker('context', 'use', 'far')
    await book.until(() => factsOf('far')?.cliCurrent === true)
    await store.docker('context', 'rm', '-f', 'far')
    await book.until(() => factsOf('far') === undefined)
    await book.close()
  })

  it('is seen where there was no folder of docker’s at all', async () => {
    await rm(store.folder, { recursive: true })
    // It keeps the app from dialling the machine's own.
    const bare = store.app({ DOCKER_HOST: 'unix:///nonexistent/docker.sock' })
    const book = collect((context) => bare.handlers.book({}, context))
    await book.until((items) => items.length > 0)
    await store.docker('context', 'create', 'first', '--docker', 'host=unix:///nonexistent/docker.sock')
    await book.until((items) => items.at(-1)?.facts.some((one) => one.context?.name === 'first') === true)
    await book.close()
  })
})

describe('a context that is changed', () => {
  it('keeps what nobody here knows of, its other endpoints, and the files that are named again', async () => {
    await add(withTls({ description: 'old' }))
    const before = JSON.parse(await readFile(metaFile('far'), 'utf8')) as Record<string, Record<string, unknown>>
    await writeFile(
      metaFile('far'),
      JSON.stringify({
        ...before,
        Extra: { kept: true },
        Metadata: { ...before['Metadata'], Origin: 'us' },
        Endpoints: { ...before['Endpoints'], kubernetes: { Host: 'https://k' } }
      })
    )
    const tls = join(store.folder, 'contexts', 'tls', idOfContext('far'), 'docker')
    const key = await readFile(join(tls, 'key.pem'), 'utf8')
    const address = {
      host: 'tcp://near.example:2376',
      ca: join(tls, 'ca.pem'),
      cert: join(tls, 'cert.pem'),
      key: join(tls, 'key.pem'),
      skipTlsVerify: true
    }
    await app.handlers.update({ name: 'far', description: 'new', address }, callContext())
    expect(JSON.parse(await readFile(metaFile('far'), 'utf8'))).toEqual({
      Name: 'far',
      Metadata: { Description: 'new', Origin: 'us' },
      Endpoints: {
        docker: { Host: 'tcp://near.example:2376', SkipTLSVerify: true },
        kubernetes: { Host: 'https://k' }
      },
      Extra: { kept: true }
    })
    expect(await readFile(join(tls, 'key.pem'), 'utf8')).toBe(key)
    expect(await store.docker('context', 'inspect', '-f', '{{.Endpoints.docker.Host}}', 'far')).toBe(
      'tcp://near.example:2376'
    )
    // As docker has it: files that are not named are dropped.
    await app.handlers.update(
      { name: 'far', description: '', address: { ...address, ca: '', cert: '', key: '' } },
      callContext()
    )
    expect(await store.docker('context', 'inspect', 'far')).not.toMatch(/pem|Description/)
  })

  it('is the same to the byte as one that docker changed', async () => {
    await add(withTls({ description: 'old' }))
    const address = { host: 'tcp://near.example:2375', ca: '', cert: '', key: '', skipTlsVerify: false }
    await app.handlers.update({ name: 'far', description: 'new', address }, callContext())
    const ours = await readFile(metaFile('far'), 'utf8')
    await store.docker('context', 'update', 'far', '--description', 'new', '--docker', 'host=tcp://near.example:2375')
    expect(await readFile(metaFile('far'), 'utf8')).toBe(ours)
  })

  it('is refused where it is not there', async () => {
    expect(await failureOf(app.handlers.update({ name: 'none', description: 'x' }, callContext()))).toMatchObject({
      kind: 'not-found'
    })
  })
})

describe('the one that docker goes by', () => {
  it('is chosen in config.json, and nothing else in it changes', async () => {
    const text = `{\n  "auths": {"r.example": {"auth": "c2VjcmV0"}},\n  "currentContext": "nowhere",\n  "zebra": 1e2, "HttpHeaders": {"a": "b"}\n}\n`
    await writeFile(config(), text)
    await chmod(config(), 0o640)
    await add(far())
    await app.handlers.use({ name: 'far' }, callContext())
    expect(await readFile(config(), 'utf8')).toBe(text.replace('"nowhere"', '"far"'))
    expect((await stat(config())).mode & 0o777).toBe(0o640)
    expect(
      await store.docker('context', 'show').catch(() => store.docker('context', 'inspect', '-f', '{{.Name}}'))
    ).toBe('far')
    await app.handlers.use({ name: 'default' }, callContext())
    expect(await readFile(config(), 'utf8')).toBe(text.replace('  "currentContext": "nowhere",\n', ''))
    expect(await store.docker('context', 'inspect', '-f', '{{.Name}}')).toBe('default')
  })

  it('is written as docker writes a file that was not there', async () => {
    await rm(config())
    await app.handlers.use({ name: 'nowhere' }, callContext())
    const ours = await readFile(config(), 'utf8')
    const { mode } = await stat(config())
    await rm(config())
    await store.docker('context', 'use', 'nowhere')
    expect(ours).toBe(await readFile(config(), 'utf8'))
    expect(mode & 0o777).toBe(0o600)
  })

  it('is written through a link, which stays', async () => {
    const real = join(store.home, 'real.json')
    await writeFile(real, '{}')
    await rm(config())
    await symlink(real, config())
    await app.handlers.use({ name: 'nowhere' }, callContext())
    expect(JSON.parse(await readFile(real, 'utf8'))).toEqual({ currentContext: 'nowhere' })
  })

  it('is not removed unless that is meant, and leaves no choice of nothing', async () => {
    const remove = (force: boolean) => app.handlers.remove({ name: 'nowhere', force }, callContext())
    expect(await failureOf(remove(false))).toMatchObject({ kind: 'conflict', reason: 'in-use' })
    await expect(store.docker('context', 'rm', 'nowhere')).rejects.toThrow(/in use/)
    await remove(true)
    expect(await store.docker('context', 'ls', '-q')).toBe('default')
    expect(JSON.parse(await readFile(config(), 'utf8'))).not.toHaveProperty('currentContext')
    expect(await failureOf(remove(true))).toMatchObject({ kind: 'not-found' })
  })
})

describe('a context as a file', () => {
  it('goes out here and comes in by docker, and the other way round', async () => {
    await add(withTls({ description: 'The farm' }))
    const [ours, theirs] = [join(store.home, 'ours.tar'), join(store.home, 'theirs.tar')]
    const refused = await failureOf(app.handlers.export({ name: 'far', file: ours }, callContext()))
    expect(refused).toMatchObject({ kind: 'permission-denied' })
    app.chosen.add(ours)
    app.chosen.add(theirs)
    await app.handlers.export({ name: 'far', file: ours }, callContext())
    expect((await stat(ours)).mode & 0o777).toBe(0o600)
    await store.docker('context', 'export', 'far', theirs)
    await store.docker('context', 'import', 'by-docker', ours)
    await app.handlers.import({ name: 'by-app', file: theirs }, callContext())
    const inspect = async (name: string): Promise<string> =>
      (await store.docker('context', 'inspect', name))
        .replace(`"Name": "${name}"`, '"Name": "NAME"')
        .replaceAll(idOfContext(name), 'ID')
    expect(await inspect('by-docker')).toBe(await inspect('far'))
    expect(await inspect('by-app')).toBe(await inspect('far'))
    const key = (name: string): string => join(store.folder, 'contexts', 'tls', idOfContext(name), 'docker', 'key.pem')
    expect(await readFile(key('by-app'), 'utf8')).toBe(await readFile(client('key.pem'), 'utf8'))
    expect((await stat(key('by-app'))).mode & 0o777).toBe(0o600)
  })

  it('is refused where it is none, or holds what belongs to no context', async () => {
    const file = join(store.home, 'x.tar')
    app.chosen.add(file)
    const bring = () => failureOf(app.handlers.import({ name: 'new', file }, callContext()))
    await writeFile(file, 'not a tar')
    expect(await bring()).toMatchObject({ kind: 'invalid-input', field: 'file' })
    const folder = join(store.home, 'made')
    await mkdir(folder)
    await writeFile(join(folder, 'meta.json'), '{"Name":"x","Endpoints":{"docker":{"Host":"unix:///x"}}}')
    await writeFile(join(folder, 'evil'), 'x')
    const { mustRun } = await import('../../../build/tools/run.mjs')
    await mustRun('tar', ['-cf', file, '-C', folder, '--transform', 's,^evil,tls/../../evil,', 'meta.json', 'evil'])
    expect(await bring()).toMatchObject({ kind: 'invalid-input', field: 'file' })
    expect(await store.docker('context', 'ls', '-q')).not.toContain('new')
  })
})
