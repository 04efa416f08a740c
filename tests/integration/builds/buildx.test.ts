/** Builds by `docker buildx`, for what only it does; on machines without it by a stand-in that answers as it is documented. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callContext, connection } from '../../support/on-engine'
import { makeBuildx } from '../../support/buildx-program'
import { sharedEngine } from '../../support/engine'
import { openBuilds } from './build-client'

const path = process.env['PATH']
let programs: string
let buildx: ReturnType<typeof makeBuildx>
let client: ReturnType<typeof openBuilds>

beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'escale-programs-'))
  client = openBuilds(sharedEngine().socketPath)
  process.env['PATH'] = `${programs}${delimiter}${path ?? ''}`
  buildx = makeBuildx(programs)
})
afterAll(async () => {
  process.env['PATH'] = path
  await client.close()
  rmSync(programs, { recursive: true, force: true })
})

const text = (lines: string) => ({ kind: 'text', text: lines }) as const
const abilities = async () => (await client.handlers.abilities({ connection }, callContext())).buildx

it('is looked for: no docker command, one without buildx, an old one, a good one', async () => {
  const both = process.env['PATH']
  process.env['PATH'] = join(programs, 'none')
  expect(await abilities()).toBe('no-docker')
  process.env['PATH'] = both
  makeBuildx(programs, 'v0.12.1')
  expect(await abilities()).toBe('too-old')
  await expect(
    client.start({ dockerfile: text('FROM busybox'), cacheTo: ['type=inline'] }).ended
  ).rejects.toMatchObject({ failure: { kind: 'unsupported', message: /--cache-to.*too-old/ } as never })
  makeBuildx(programs)
  expect(await abilities()).toBe('there')
})

it('is given the connection, the options and the Dockerfile, and no secret on its command line', async () => {
  const folder = client.folder({ a: 'x' })
  const { build, steps, lines } = await client.build({
    context: { kind: 'folder', path: folder },
    dockerfile: text('FROM busybox\nRUN make'),
    tags: ['app:1'],
    buildArguments: [{ name: 'TOKEN', value: 'hush', secret: true }],
    cacheTo: ['type=inline'],
    quiet: true
  })
  expect(build).toMatchObject({
    builder: 'buildx',
    outcome: { kind: 'done', imageId: `sha256:${'a'.repeat(64)}` },
    steps: { total: 2, ended: 2, cached: 1 }
  })
  const [call] = buildx.calls()
  expect(call?.words.map((word) => word.replace(/^--iidfile=.*/, '--iidfile'))).toEqual([
    ...['-H', sharedEngine().host, 'buildx', 'build', '--progress=rawjson', '--iidfile', '-f', '-', '-t', 'app:1'],
    ...['--load', '--build-arg', 'TOKEN', '--cache-to', 'type=inline', folder]
  ])
  expect(call).toMatchObject({ input: 'FROM busybox\nRUN make', token: 'hush' })
  expect(steps.map(({ name, state, lines: place }) => [name, state, place?.first])).toEqual([
    ['[internal] load build definition from Dockerfile', 'done', undefined],
    ['[1/2] FROM busybox', 'cached', 1],
    ['[2/2] RUN make', 'done', 2]
  ])
  expect(lines.map((line) => line.text)).toEqual(['did RUN make'])
})

it('makes files in a folder that was chosen, and in no other', async () => {
  const folder = client.folder({ Dockerfile: 'FROM busybox\n' })
  const out = join(client.folder({}), 'out')
  const options = { context: { kind: 'folder', path: folder }, outputs: [`type=local,dest=${out}`] } as const
  await expect(client.start({ ...options, outputs: [...options.outputs] }).ended).rejects.toMatchObject({
    failure: { kind: 'permission-denied', subject: 'file' }
  })
  client.chosen.add(out)
  const { build } = await client.build({ ...options, outputs: [...options.outputs] })
  expect(build.outcome).toEqual({ kind: 'done' })
  expect(existsSync(join(out, 'made'))).toBe(true)
})

it('fails at the line that failed, with its words', async () => {
  const folder = client.folder({ Dockerfile: 'FROM busybox\n\nRUN exit 7\n' })
  const { build } = await client.build({ context: { kind: 'folder', path: folder }, cacheTo: ['type=inline'] })
  expect(build.outcome).toMatchObject({
    kind: 'failed',
    reason: { failure: { kind: 'engine-error', message: /exit code: 7/ }, lines: { first: 3, last: 3 } }
  })
})

it('is ended with all that it started when the build is cancelled', async () => {
  const folder = client.folder({ Dockerfile: 'FROM busybox\nRUN sleep 600\n' })
  const { id, ended } = client.start({ context: { kind: 'folder', path: folder }, cacheTo: ['type=inline'] })
  await expect.poll(() => client.builds.get(id)?.steps.total, { timeout: 20_000 }).toBe(2)
  await client.handlers.cancel({ id }, callContext())
  await expect(ended).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
  expect(client.builds.get(id)?.outcome).toEqual({ kind: 'cancelled' })
  await expect.poll(() => buildx.ended()).toBe(true)
})
