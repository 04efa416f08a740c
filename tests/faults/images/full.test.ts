/** An engine whose disk is full, in truth: what is pulled, loaded, imported or built there fails as that, and room makes it work again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { openBuilds } from '../../integration/builds/build-client'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'
import { tar } from '../../support/tar'

type Bytes = { bytes: number; total?: number }
/** The layers of `layers` take 17 MB, packed or not; busybox takes 2. */
const diskSize = '16m'
const { address } = sharedRegistry()
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-full-'))
  throwaway = await throwawayEngine({ diskSize })
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
afterAll(async () => {
  client?.engine.dispose()
  await throwaway?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const chosen = (name: string): string => {
  const path = join(folder, name)
  client.chosen.add(path)
  return path
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const full = { kind: 'disk-full', message: expect.stringContaining('no space left on device') as string }

it('a pull says so, leaves no image, and works once there is room', async () => {
  // By the registry's own name: of a mirror that failed the engine says nothing, and asks Docker Hub in its place.
  const pull = (name: string) =>
    handlers.pull({ connection, reference: `${address}/library/${name}` }, taskContext<PullProgress>())
  expect(await failureOf(pull('layers'))).toMatchObject(full)
  expect(await docker('images', '-q')).toBe('')
  expect((await pull('busybox')).digest).toMatch(/^sha256:/)
})

it('so does a load, and an import', async () => {
  const shared = dockerOn(sharedEngine().host)
  const path = chosen('layers.tar')
  await shared('pull', '-q', 'layers')
  await shared('save', '-o', path, 'layers')
  expect(await failureOf(handlers.load({ connection, path }, taskContext<Bytes>()))).toMatchObject(full)
  const whole = chosen('whole.tar')
  writeFileSync(whole, tar([{ path: 'noise', content: Buffer.alloc(20_000_000, 7) }]))
  const request = { connection, path: whole, reference: 'whole:1', message: '', changes: [] }
  expect(await failureOf(handlers.import(request, taskContext<Bytes>()))).toMatchObject(full)
  expect(await docker('images', '--format', '{{.Repository}}')).toBe(`${address}/library/busybox`)
})

it('so does a build, by either builder', async () => {
  const client = openBuilds(throwaway.socketPath)
  try {
    const files = { Dockerfile: 'FROM scratch\nCOPY . /\n', noise: Buffer.alloc(20_000_000, 7) }
    for (const builder of ['classic', 'buildkit'] as const) {
      const { build } = await client.build({ context: { kind: 'folder', path: client.folder(files) }, builder })
      expect(build.outcome).toMatchObject({ kind: 'failed', reason: { failure: full } })
    }
  } finally {
    await client.close()
  }
})

it('pruning there makes room', async () => {
  const all = { connection, all: true, until: '' }
  expect((await handlers.prunable(all, callContext())).length).toBe(1)
  expect((await handlers.prune(all, callContext())).reclaimed).toBeGreaterThan(1_000_000)
  expect(await docker('images', '-q')).toBe('')
})
