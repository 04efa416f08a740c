/** Volumes kept and moved in bad weather: an engine that dies in the middle, a full disk, a hostile archive. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { padding, tarEnd, tarHeader } from '../../../electron/engine/tar-writer'
import { keepHandlers } from '../../../electron/features/volumes/keep/handlers'
import { mendVolumes } from '../../../electron/features/volumes/keep/mend'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { connection, connectTo, taskContext } from '../../support/on-engine'

let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let folder: string
let close: () => void
let keep: ReturnType<typeof keepHandlers>
let connected: ReturnType<typeof connectTo>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-keep-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  connected = connectTo(engine.socketPath)
  keep = keepHandlers(connected)
  close = () => connected.engine.dispose()
})
afterEach(async () => {
  for (const [list, remove] of [
    [
      ['ps', '-aq'],
      ['rm', '-f']
    ],
    [
      ['volume', 'ls', '-q'],
      ['volume', 'rm', '-f']
    ]
  ] as const) {
    const left = (await docker(...list)).split('\n').filter((name) => name !== '')
    if (left.length > 0) await docker(...remove, ...left).catch(() => undefined)
  }
})
afterAll(async () => {
  close()
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

const inVolume = (volume: string, script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const path = (name: string): string => {
  const whole = join(folder, name)
  connected.chosen.add(whole)
  return whole
}
/** What ends the engine as soon as some of it went by. */
const killing = (after = 1) => {
  const context = taskContext<{ files: number; bytes: number }>()
  let killed: Promise<void> | undefined
  return {
    ...context,
    report({ bytes }: { bytes: number }) {
      if (bytes >= after) killed ??= engine.kill()
    },
    killed: () => killed
  }
}

describe('an archive', () => {
  it('that leads out of the volume is refused whole', async () => {
    await docker('volume', 'create', 'data')
    await inVolume('data', 'echo old > old')
    const body = Buffer.from('hostile')
    const entry = (name: string, kind: 'file' | 'link' | 'hard-link', target = ''): Buffer[] => [
      tarHeader({
        path: Buffer.from(name),
        kind,
        size: kind === 'file' ? body.length : 0,
        mode: 0o644,
        changed: 0,
        target: Buffer.from(target)
      }),
      ...(kind === 'file' ? [body, padding(body.length)] : [])
    ]
    const archives = {
      up: entry('../outside', 'file'),
      through: [...entry('link', 'link', '/tmp'), ...entry('link/outside', 'file')],
      hard: entry('hard', 'hard-link', '../../volume-helper')
    }
    for (const [name, entries] of Object.entries(archives)) {
      const file = path(`${name}.tar`)
      await writeFile(file, Buffer.concat([...entries, tarEnd]))
      expect(
        await failureOf(keep.replaceVolume({ connection, volume: 'data', path: file }, taskContext())),
        name
      ).toBeDefined()
      expect(
        await failureOf(keep.importVolume({ connection, name: `new-${name}`, path: file }, taskContext()))
      ).toBeDefined()
    }
    expect(await inVolume('data', 'ls -A; cat old')).toBe('old\nold')
    expect(await docker('volume', 'ls', '-q')).toBe('data')
  })

  it('that does not fit leaves the old content', async () => {
    await docker('volume', 'create', '--opt', 'type=tmpfs', '--opt', 'device=tmpfs', '--opt', 'o=size=4m', 'small')
    // A tmpfs lives as long as somebody mounts it.
    await docker('run', '-d', '--name', 'holder', '-v', 'small:/v', 'busybox', 'sleep', '600')
    await docker('exec', 'holder', 'sh', '-c', 'echo old > /v/old')
    await docker('volume', 'create', 'large')
    await inVolume('large', 'dd if=/dev/urandom of=big bs=1048576 count=8 2>/dev/null')
    const file = path('large.tar.gz')
    await keep.exportVolume({ connection, volume: 'large', path: file, format: 'tar.gz' }, taskContext())
    const failure = await failureOf(keep.replaceVolume({ connection, volume: 'small', path: file }, taskContext()))
    expect(failure).toMatchObject({ kind: 'disk-full' })
    expect(await docker('exec', 'holder', 'sh', '-c', 'ls -A /v; cat /v/old')).toBe('old\nold')
  })
})

describe('an engine that dies', () => {
  it('in the middle of an export leaves no file, and in the middle of replacing the old content', async () => {
    await docker('volume', 'create', 'data')
    await inVolume('data', 'echo old > old; dd if=/dev/urandom of=big bs=1048576 count=48 2>/dev/null')
    const whole = path('whole.tar')
    await keep.exportVolume({ connection, volume: 'data', path: whole, format: 'tar' }, taskContext())
    await inVolume('data', 'rm big')

    const context = killing()
    const failure = await failureOf(keep.replaceVolume({ connection, volume: 'data', path: whole }, context))
    expect(failure).toMatchObject({ kind: expect.stringMatching(/engine-unreachable|engine-error/) as string })
    await context.killed()
    await engine.start()
    await connected.engine.connected(AbortSignal.timeout(30_000))
    await mendVolumes(connected.engine)
    expect(await inVolume('data', 'ls -A; cat old')).toBe('old\nold')
    expect(await docker('volume', 'ls', '-q')).toBe('data')

    await inVolume('data', 'dd if=/dev/urandom of=big bs=1048576 count=48 2>/dev/null')
    const target = path('lost.tar')
    const lost = killing()
    expect(
      await failureOf(keep.exportVolume({ connection, volume: 'data', path: target, format: 'tar' }, lost))
    ).toMatchObject({ kind: expect.stringMatching(/engine-unreachable|engine-error/) as string })
    await lost.killed()
    expect(existsSync(target)).toBe(false)
    expect((await readdir(folder)).filter((name) => name.includes('.part-'))).toEqual([])
    await engine.start()
  })
})
