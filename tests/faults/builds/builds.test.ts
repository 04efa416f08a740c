/** Builds in bad weather: the engine goes, the folder goes, the disk is full, the Dockerfile is broken. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBuilds } from '../../../electron/features/builds/builds'
import { BuildLog } from '../../../electron/features/builds/progress/build-log'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { dockerOn } from '../../support/docker-cli'
import { callContext } from '../../support/on-engine'
import { openBuilds } from '../../integration/builds/build-client'

let engine: ThrowawayEngine
let client: ReturnType<typeof openBuilds>

beforeAll(async () => {
  engine = await throwawayEngine()
  client = openBuilds(engine.socketPath)
  await dockerOn(engine.host)('pull', 'busybox')
})
afterAll(async () => {
  await client.close()
  await engine.stop()
})

describe.each(['buildkit', 'classic'] as const)('with the %s builder', (builder) => {
  it('a folder that is gone is said to be gone', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\n' })
    rmSync(folder, { recursive: true })
    await expect(client.start({ context: { kind: 'folder', path: folder }, builder }).ended).rejects.toMatchObject({
      failure: { kind: 'not-found', subject: 'file', name: folder }
    })
  })

  it('a Dockerfile that is not there, is empty, or is a folder, is said to be so', async () => {
    const none = client.folder({ a: 'x' })
    const start = (folder: string) => client.start({ context: { kind: 'folder', path: folder }, builder }).ended
    await expect(start(none)).rejects.toMatchObject({ failure: { kind: 'not-found', subject: 'file' } })
    const empty = client.folder({ Dockerfile: '# nothing\n' })
    await expect(start(empty)).rejects.toMatchObject({
      failure: { message: /no instructions|cannot be empty|no build stage/i } as never
    })
    const odd = client.folder({ 'Dockerfile/a': 'x' })
    await expect(start(odd)).rejects.toMatchObject({ failure: { kind: 'invalid-input' } })
  })

  it('an ignore file that leaves out the Dockerfile does no harm', async () => {
    const folder = client.folder({
      Dockerfile: 'FROM busybox\nCOPY . /all/\nRUN ls -A /all\n',
      '.dockerignore': '*\n!a\n',
      a: 'x'
    })
    const { build, lines } = await client.build({ context: { kind: 'folder', path: folder }, builder })
    expect(build.outcome).toMatchObject({ kind: 'done' })
    expect(lines.map(({ text }) => text)).toEqual(['a'])
  })

  it('an ignore file that cannot be read is refused with its pattern', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\n', '.dockerignore': 'a[\n' })
    await expect(
      client.handlers.checkContext(
        { context: { kind: 'folder', path: folder }, dockerfile: { kind: 'default' } },
        callContext()
      )
    ).rejects.toMatchObject({ failure: { kind: 'invalid-input', message: /a\[/ } as never })
  })

  it('a broken Dockerfile fails at its line', async () => {
    for (const [text, line] of [
      ['FROM busybox\nCOPY not-there /\n', 2],
      ['FROM busybox\n\nFROMM x\n', 3],
      ['FROM busybox\nRUN exit 9\n', 2]
    ] as const) {
      const folder = client.folder({ Dockerfile: text })
      const { build } = await client.build({ context: { kind: 'folder', path: folder }, builder })
      expect(build.outcome, text).toMatchObject({ kind: 'failed', reason: { lines: { first: line, last: line } } })
    }
  })

  it('what a program says of a full disk is its output', async () => {
    const folder = client.folder({
      Dockerfile: 'FROM busybox\nRUN echo "write /x: no space left on device" >&2; exit 1\n'
    })
    const { build, lines } = await client.build({ context: { kind: 'folder', path: folder }, builder })
    // A program's own words are its output; only the builder's are the failure.
    expect(build.outcome).toMatchObject({ kind: 'failed', reason: { failure: { kind: 'engine-error' } } })
    expect(lines.some(({ text }) => text.includes('no space left'))).toBe(true)
  })

  it('an engine that is killed ends the build, and the next one goes well', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\nRUN echo on; sleep 600\n' })
    const { id, ended } = client.start({ context: { kind: 'folder', path: folder }, builder, noCache: true })
    await expect.poll(() => client.builds.get(id)?.steps.total, { timeout: 20_000 }).toBeGreaterThan(1)
    await engine.kill()
    await expect(ended).rejects.toMatchObject({ failure: { kind: 'engine-unreachable' } })
    expect(client.builds.get(id)?.outcome).toMatchObject({ kind: 'failed' })
    const { steps } = await client.told(id)
    expect(steps.filter(({ state }) => state === 'running')).toEqual([])
    await engine.start()
    // What is asked before the app has found it again is refused at once.
    await client.engine.connected()
    const again = await client.build({ dockerfile: { kind: 'text', text: 'FROM busybox\nRUN true\n' }, builder })
    expect(again.build.outcome).toMatchObject({ kind: 'done' })
  })
})

describe('the history', () => {
  it('survives a broken file, and a build that the app left under way', async () => {
    const folder = client.folder({ Dockerfile: 'FROM busybox\n' })
    const { build } = await client.build({ context: { kind: 'folder', path: folder } })
    await client.builds.flush()
    const text = readFileSync(join(client.history, 'builds.json'), 'utf8')
    const other = client.folder({})
    // As it was written before there was an option for SSH.
    const { ssh: _ssh, ...older } = build.options
    writeFileSync(
      join(other, 'builds.json'),
      JSON.stringify([{ odd: 1 }, { ...build, options: older, outcome: { kind: 'running' } }])
    )
    const warnings: string[] = []
    const reopened = createBuilds(other, (what) => void warnings.push(what))
    expect(reopened.get(build.id)).toMatchObject({ outcome: { kind: 'cancelled' }, options: { ssh: [] } })
    writeFileSync(join(other, 'builds.json'), text.slice(0, 40))
    expect(createBuilds(other, (what) => void warnings.push(what)).get(build.id)).toBeUndefined()
    expect(warnings).toHaveLength(1)
  })

  it('keeps the newest hundred', async () => {
    const folder = client.folder({})
    const { build } = await client.build({ dockerfile: { kind: 'text', text: 'FROM scratch\nLABEL a=b\n' } })
    const many = Array.from({ length: 105 }, (_, index) => ({
      ...build,
      id: `${build.id.slice(0, -3)}${String(index).padStart(3, '0')}`
    }))
    const builds = createBuilds(folder, () => undefined)
    for (const one of many) builds.begin(one, { log: new BuildLog(), dockerfile: '', cancel: () => undefined })
    await builds.flush()
    const kept = JSON.parse(readFileSync(join(folder, 'builds.json'), 'utf8')) as { id: string }[]
    expect(kept.map(({ id }) => id)).toEqual(
      many
        .slice(5)
        .toReversed()
        .map(({ id }) => id)
    )
  })

  it('says what cannot be written: a Dockerfile where nothing may be', async () => {
    const folder = client.folder({ 'there/a': 'x' })
    await expect(
      client.handlers.saveDockerfile(
        { folder, path: join(folder, 'not', 'there', 'Dockerfile'), text: 'x' },
        callContext()
      )
    ).rejects.toMatchObject({ failure: { kind: 'not-found' } })
  })
})
