/** Builds with both builders, compared with the docker CLI's. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { idOf, openBuilds } from './build-client'

let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof openBuilds>

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  client = openBuilds(engine.socketPath)
  await docker('pull', 'busybox')
})
afterAll(async () => {
  await client.close()
  await engine.stop()
})

const image = async (id: string) => {
  const [{ Config, Architecture, RootFS }] = JSON.parse(await docker('image', 'inspect', id)) as [
    { Config: Record<string, unknown>; Architecture: string; RootFS: { Layers: string[] } }
  ]
  const { Cmd, Entrypoint, Env, ExposedPorts, Labels, User, Volumes, WorkingDir, StopSignal, OnBuild } = Config
  return {
    Cmd,
    Entrypoint,
    Env,
    ExposedPorts,
    Labels,
    User,
    Volumes,
    WorkingDir,
    StopSignal,
    OnBuild,
    Architecture,
    layers: RootFS.Layers.length
  }
}
const whole = `ARG BASE=busybox
FROM \${BASE} AS first
ARG VERSION=1
RUN echo "version $VERSION" > /version
FROM \${BASE}
LABEL a=1 b="two words"
ENV PATH_TO=/x VERSION=2
WORKDIR /w
COPY --from=first /version /w/
COPY . /w/
EXPOSE 80/tcp
VOLUME /data
USER nobody
STOPSIGNAL SIGQUIT
ENTRYPOINT ["sh", "-c"]
CMD ["cat /w/version"]
`

describe.each(['buildkit', 'classic'] as const)('a build by the %s builder', (builder) => {
  it('makes the image that docker build makes', async () => {
    const folder = client.folder({ Dockerfile: whole, 'a.txt': 'one', 'sub/b.txt': 'two' })
    const built = await client.build({
      context: { kind: 'folder', path: folder },
      tags: [`own-${builder}:1`, `own-${builder}:2`],
      buildArguments: [{ name: 'VERSION', value: '7', secret: false }],
      labels: ['c=3'],
      builder
    })
    const id = idOf(built)
    await docker('build', '-t', `their-${builder}`, '--build-arg', 'VERSION=7', '--label', 'c=3', folder)
    expect(await image(id)).toEqual(await image(`their-${builder}`))
    expect(await docker('run', '--rm', `own-${builder}:2`)).toBe('version 7')
    expect(await docker('run', '--rm', `own-${builder}:1`, 'cat a.txt sub/b.txt')).toBe('onetwo')
    const named = built.steps.filter(({ internal }) => !internal)
    expect(named.find(({ name }) => name.includes('RUN echo'))?.lines).toEqual({ first: 4, last: 4 })
    expect(named.find(({ name }) => name.includes('COPY . /w'))?.lines).toEqual({ first: 10, last: 10 })
    for (const step of named) expect(['done', 'cached']).toContain(step.state)
    expect(built.build.steps.total).toBe(named.length)
    expect(built.build.sentBytes).toBeGreaterThan(0)
  })

  it('says what was cached the second time', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\nCOPY a /a\nRUN cat /a && sleep 0.1\n', a: 'x' })
    const options = { context: { kind: 'folder', path: folder }, builder } as const
    const first = await client.build(options)
    const second = await client.build(options)
    expect(idOf(second)).toBe(idOf(first))
    expect(first.lines.map(({ text }) => text)).toContain('x')
    expect(first.build.steps.cached).toBeLessThan(2)
    expect(second.build.steps.cached).toBeGreaterThanOrEqual(2)
    const anew = await client.build({ ...options, noCache: true })
    expect(anew.steps.filter(({ name, state }) => name.includes('RUN') && state === 'cached')).toEqual([])
  })

  it('says the line that failed, with its output', async () => {
    const folder = client.folder({
      Dockerfile: 'FROM busybox\n\nRUN true\nRUN echo first && \\\n    echo bad >&2 && \\\n    exit 3\nRUN true\n'
    })
    const { build, steps, lines } = await client.build({ context: { kind: 'folder', path: folder }, builder })
    expect(build.outcome).toMatchObject({ kind: 'failed', reason: { lines: { first: 4, last: 6 } } })
    if (build.outcome.kind !== 'failed') return
    const { step, failure } = build.outcome.reason
    expect(failure.message).toMatch(/exit code: 3|non-zero code: 3/)
    expect(steps.find(({ id }) => id === step)).toMatchObject({ state: 'failed' })
    expect(lines.filter((line) => line.step === step).map(({ text, error }) => [text, error])).toEqual(
      expect.arrayContaining([
        ['first', false],
        ['bad', true]
      ])
    )
  })

  it('says the line that cannot be read', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\n# why\nRUNN x\n' })
    const { build } = await client.build({ context: { kind: 'folder', path: folder }, builder })
    expect(build.outcome).toMatchObject({ kind: 'failed', reason: { lines: { first: 3, last: 3 } } })
  })

  it('builds what stands in the editor, with a folder and without', async () => {
    const folder = client.folder({ Dockerfile: 'FROM nowhere', a: 'x' })
    const withFolder = await client.build({
      context: { kind: 'folder', path: folder },
      dockerfile: { kind: 'text', text: 'FROM busybox\nCOPY . /all/\nCMD ls -A /all\n' },
      builder
    })
    expect((await docker('run', '--rm', idOf(withFolder))).split('\n')).toEqual(['Dockerfile', 'a'])
    const without = await client.build({ dockerfile: { kind: 'text', text: 'FROM busybox\nCMD echo ok' }, builder })
    expect(await docker('run', '--rm', idOf(without))).toBe('ok')
  })

  it('is cancelled, on the engine too', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\nRUN echo on && sleep 600\n' })
    const { id, ended } = client.start({ context: { kind: 'folder', path: folder }, builder })
    await expect.poll(() => client.builds.get(id)?.steps.total, { timeout: 20_000 }).toBeGreaterThan(1)
    await client.handlers.cancel({ id }, { signal: new AbortController().signal, made: () => undefined })
    await expect(ended).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    expect(client.builds.get(id)?.outcome).toEqual({ kind: 'cancelled' })
    const { steps } = await client.told(id)
    expect(steps.filter(({ state }) => state === 'running')).toEqual([])
  })

  it('has the target, the platform and the network of its options', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox AS one\nCMD echo one\nFROM busybox\nCMD echo two\n' })
    const built = await client.build({
      context: { kind: 'folder', path: folder },
      target: 'one',
      network: 'none',
      builder
    })
    expect(await docker('run', '--rm', idOf(built))).toBe('one')
  })
})

describe('the history', () => {
  it('keeps options without secrets, and gives the paths back', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\nARG TOKEN\nRUN echo $TOKEN | wc -c\n' })
    const { build } = await client.build({
      context: { kind: 'folder', path: folder },
      buildArguments: [{ name: 'TOKEN', value: 'very-secret', secret: true }]
    })
    expect(build.outcome.kind).toBe('done')
    await client.builds.flush()
    const kept = readFileSync(`${client.history}/builds.json`, 'utf8')
    expect(kept).toContain(build.id)
    expect(kept).not.toContain('very-secret')
    const { options } = await client.rebuild(build.id)
    expect(options.context).toEqual({ kind: 'folder', path: folder })
  })
})

it('sends a context compressed where that is asked for', async () => {
  const folder = client.folder({ Dockerfile: 'FROM busybox\nCOPY a /a\nCMD cat /a\n', a: 'x'.repeat(5_000) })
  const built = await client.build({ context: { kind: 'folder', path: folder }, builder: 'classic', compress: true })
  expect(await docker('run', '--rm', idOf(built))).toBe('x'.repeat(5_000))
})
