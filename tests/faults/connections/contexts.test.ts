/** Docker's store in bad weather: broken, read-only, full, or nowhere at all. What is whole is used, and nothing is made worse. */
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { mustRun } from '../../../build/tools/run.mjs'
import type { NewContext } from '../../../contract/connections/book/model'
import { idOfContext } from '../../../electron/engine/contexts/layout'
import { testStore, type TestStore } from '../../support/docker-store'
import { callContext, collect } from '../../support/on-engine'

const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})
async function storeOf(): Promise<TestStore> {
  const store = await testStore()
  cleanUp.push(store.remove)
  await store.docker('context', 'create', 'good', '--docker', 'host=unix:///nonexistent/docker.sock')
  await store.docker('context', 'use', 'good')
  return store
}
const fresh: NewContext = {
  name: 'fresh',
  description: '',
  host: 'ssh://far.example',
  ca: '',
  cert: '',
  key: '',
  skipTlsVerify: false
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const metaFile = ({ folder }: TestStore, name: string): string =>
  join(folder, 'contexts', 'meta', idOfContext(name), 'meta.json')

describe('a store with a broken file', () => {
  it('names it with what is wrong, and the others work', async () => {
    const store = await storeOf()
    await store.docker('context', 'create', 'half', '--docker', 'host=ssh://x')
    await writeFile(metaFile(store, 'half'), '{"Name":"half"')
    const app = store.app()
    const book = collect((context) => app.handlers.book({}, context))
    const [first] = await book.until((items) => items.length > 0)
    expect(first?.problems).toEqual([
      { file: metaFile(store, 'half'), kind: 'broken', message: expect.stringMatching(/JSON/) }
    ])
    expect(first?.facts.flatMap(({ context }) => context?.name ?? [])).toEqual(['good'])
    // It may be mended by whoever broke it: that is seen.
    await writeFile(metaFile(store, 'half'), '{"Name":"half","Endpoints":{"docker":{"Host":"ssh://x"}}}')
    await book.until((items) => items.at(-1)?.problems.length === 0)
    await book.close()
  })

  it('is not waited for where a pipe stands in the place of a file, or something endless', async () => {
    const store = await storeOf()
    for (const name of ['pipe', 'huge']) await store.docker('context', 'create', name, '--docker', 'host=unix:///x')
    await rm(metaFile(store, 'pipe'))
    await mustRun('mkfifo', [metaFile(store, 'pipe')])
    await truncate(metaFile(store, 'huge'), 3_000_000_000)
    const { engines } = store.app()
    expect(engines.snapshot().connections.map(({ name }) => name)).toContain('good')
    expect(Object.fromEntries(engines.discovered().problems.map(({ file, kind }) => [file, kind]))).toEqual({
      [metaFile(store, 'pipe')]: 'unreadable',
      [metaFile(store, 'huge')]: 'unreadable'
    })
  })

  it('leaves a broken config.json alone, says why, and adds all the same', async () => {
    const store = await storeOf()
    const config = join(store.folder, 'config.json')
    const broken = '{"auths": {"r.example": {"auth": "c2VjcmV0"}},\n'
    await writeFile(config, broken)
    // It keeps the app from dialling this machine's own: nothing says any more what docker goes by.
    const app = store.app({ DOCKER_HOST: 'unix:///nonexistent/docker.sock' })
    expect(await failureOf(app.handlers.use({ name: 'good' }, callContext()))).toMatchObject({
      kind: 'invalid-input',
      field: 'config.json',
      message: expect.stringContaining(config)
    })
    await app.handlers.add(fresh, callContext())
    await app.handlers.remove({ name: 'fresh', force: true }, callContext())
    expect(await readFile(config, 'utf8')).toBe(broken)
    expect(app.engines.discovered().problems).toMatchObject([{ file: config, kind: 'broken' }])
  })
})

describe('a store that cannot be written', () => {
  /** A disk of its own, so that root is held to it too. */
  async function diskUnder(store: TestStore, size: string): Promise<void> {
    const { folder } = store
    await mustRun('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
    cleanUp.push(() => mustRun('umount', ['-l', folder]))
    await store.docker('context', 'create', 'good', '--docker', 'host=unix:///nonexistent/docker.sock')
    await store.docker('context', 'use', 'good')
  }

  it('is read, and each refusal says so; nothing changes', async () => {
    const store = await storeOf()
    await diskUnder(store, '1m')
    await mustRun('mount', ['-o', 'remount,ro', store.folder])
    const app = store.app()
    const before = await store.tree()
    const refused = { kind: 'permission-denied', subject: 'file' }
    const { handlers } = app
    expect(await failureOf(handlers.add(fresh, callContext()))).toMatchObject(refused)
    expect(await failureOf(handlers.update({ name: 'good', description: 'x' }, callContext()))).toMatchObject(refused)
    expect(await failureOf(handlers.use({ name: 'default' }, callContext()))).toMatchObject(refused)
    expect(await failureOf(handlers.remove({ name: 'good', force: true }, callContext()))).toMatchObject(refused)
    expect(await store.tree()).toEqual(before)
    expect(app.engines.snapshot().current).toBe('context:good')
  })

  it('that is full keeps nothing half', async () => {
    const store = await storeOf()
    await diskUnder(store, '64k')
    await writeFile(join(store.folder, 'filler'), Buffer.alloc(1024 * 1024)).catch(() => undefined)
    const app = store.app()
    const before = await store.tree()
    expect(await failureOf(app.handlers.add(fresh, callContext()))).toMatchObject({ kind: 'disk-full', here: true })
    expect(await failureOf(app.handlers.use({ name: 'default' }, callContext()))).toMatchObject({ kind: 'disk-full' })
    expect(await store.tree()).toEqual(before)
  })
})

describe('a person without a home', () => {
  it('has no store: that is said, and what the environment names is reached', async () => {
    const store = await storeOf()
    const app = store.app({ DOCKER_CONFIG: '', DOCKER_HOST: 'unix:///nonexistent/docker.sock' }, { home: '' })
    const book = collect((context) => app.handlers.book({}, context))
    const [first] = await book.until((items) => items.length > 0)
    await book.close()
    expect(first?.folder).toBeUndefined()
    expect(first?.facts.map(({ connection }) => connection)).toEqual(['environment:unix:///nonexistent/docker.sock'])
    expect(await failureOf(app.handlers.add(fresh, callContext()))).toMatchObject({
      kind: 'not-found',
      subject: 'file'
    })
  })
})
