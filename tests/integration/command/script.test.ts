/** A saved script on a clean engine: it leaves what the window left, and nothing in it is run that was not done. */
import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseVolume } from '../../../contract/command/mount'
import { lineText } from '../../../contract/command/quote'
import { scriptOf } from '../../../contract/command/script'
import { argument, runOptions } from '../../../contract/command/test-arbitraries'
import * as containers from '../../../contract/containers/command'
import { emptyRunOptions, type RunOptions } from '../../../contract/containers/run'
import type { HistoryEntry } from '../../../contract/history/model'
import * as images from '../../../contract/images/command'
import type { CommandLine } from '../../../contract/command/line'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { docker, execute } from './docker-cli'

const connection = 'c'
let clock = 0
const entry = (command: CommandLine, changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: String(clock++),
  operation: 'x',
  connection,
  command: command as HistoryEntry['command'],
  cli: [],
  requests: [],
  startedAt: clock * 1000,
  duration: 1,
  outcome: { kind: 'done' },
  ...changes
})
const idOf = (letter: string) => letter.repeat(64)
const run = (letter: string, options: Partial<RunOptions>, changes: Partial<HistoryEntry> = {}) =>
  entry(containers.run({ options: { ...emptyRunOptions, image: 'busybox', ...options } }), {
    made: { kind: 'container', id: idOf(letter), name: options.name || 'made_up', named: (options.name ?? '') !== '' },
    ...changes
  })
const on = (letter: string, name = 'made_up') => ({ connection, containers: [{ id: idOf(letter), name }] })
const remove = (letter: string, name?: string, force = false) =>
  entry(containers.remove({ ...on(letter, name), force, volumes: false }))
const refused = { outcome: { kind: 'failed', failure: { kind: 'internal', message: 'no\n; exit 9' } } } as const

const folder = mkdtempSync(join(tmpdir(), 'escale-script-'))
let engine: ThrowawayEngine
beforeAll(async () => {
  engine = await throwawayEngine()
})
afterAll(async () => {
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const cli = (...words: string[]) => docker(engine.host, ...words)

function saved(entries: readonly HistoryEntry[]): string {
  const path = join(folder, 'script.sh')
  writeFileSync(path, scriptOf(entries))
  return path
}
const play = (entries: readonly HistoryEntry[], environment: Readonly<Record<string, string>> = {}) =>
  execute('sh', [saved(entries)], { DOCKER_HOST: engine.host, ...environment })

describe('any history', () => {
  it('gives a script that sh can read, in which what was refused stays a comment', async () => {
    const outcome = fc.oneof(
      fc.constant({ kind: 'done' } as const),
      argument.map((message) => ({ kind: 'failed', failure: { kind: 'internal', message } }) as const)
    )
    const one = fc.record({ options: runOptions, outcome, letter: fc.constantFrom('a', 'b', 'c') })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 5 }), async (all) => {
        const entries = all.flatMap(({ options, outcome: how, letter }) => [
          run(letter, options, { outcome: how }),
          remove(letter, options.name)
        ])
        const { code, stderr } = await execute('sh', ['-n', saved(entries)])
        expect(stderr).toBe('')
        expect(code).toBe(0)
        // A docker that only says what it was asked: nothing else may be run by any of it.
        const asked = await execute('sh', [
          '-c',
          `docker() { printf 'asked\\n' >&2; echo id; }; PATH=/nonexistent; . ${saved(entries)}`
        ])
        expect(
          asked.stderr
            .replaceAll('asked\n', '')
            .replace(/^.*is a secret: set it first\n/, '')
            .replace(/^This script needs a terminal.*\n/, '')
        ).toBe('')
      }),
      { numRuns: 40 }
    )
  })
})

describe('on a clean engine', () => {
  beforeEach(async () => {
    await engine.reset()
  })

  it('what no single command does plays as its sequence, and what was refused of it stays a comment', async () => {
    const recreated = (letter: string, name: string, changes: Partial<RunOptions>) => {
      const request = {
        connection,
        container: { id: idOf(letter), name },
        options: { ...emptyRunOptions, image: 'busybox', command: ['sleep', '600'], ...changes },
        pull: true
      }
      return { command: containers.recreate(request), steps: [...containers.recreateSteps(request)] as never }
    }
    const web = recreated('a', 'web', { hostname: 'again' })
    const unnamed = recreated('b', 'made_up', {})
    const bad = recreated('a', 'web', { image: 'no/such' })
    const made = (letter: string, name: string, named: boolean) => ({
      made: { kind: 'container' as const, id: idOf(letter), name, named }
    })
    const entries = [
      entry(images.pull({ connection, reference: 'busybox' })),
      run('a', { name: 'web', command: ['sleep', '600'] }),
      run('b', { command: ['sleep', '600'] }),
      entry(bad.command, { steps: bad.steps, ...refused }),
      entry(web.command, { steps: web.steps, ...made('c', 'web', true) }),
      entry(unnamed.command, { steps: unnamed.steps, ...made('d', 'made_up', true) }),
      entry(containers.stop({ ...on('c', 'web'), timeout: 0 }))
    ]
    const played = await play(entries)
    expect(played.stderr).not.toContain('Error')
    expect(played.code).toBe(0)
    expect((await cli('ps', '-a', '--format', '{{.Names}} {{.State}}')).split('\n').sort()).toEqual([
      'made_up running',
      'web exited'
    ])
  })

  it('a day’s work leaves the same', async () => {
    const secret = {
      environment: [
        { name: 'PASSWORD', value: 'not this', secret: true },
        { name: 'QUOTED', value: `it's "$HOME"\nx`, secret: false }
      ]
    }
    const entries = [
      entry(images.pull({ connection, reference: 'hello-world' })),
      run('a', { image: 'hello-world', detach: false }),
      entry(
        images.remove({ connection, images: [{ id: 'x', reference: 'hello-world:latest' }], force: false }),
        refused
      ),
      remove('a'),
      entry(images.remove({ connection, images: [{ id: 'x', reference: 'hello-world:latest' }], force: false })),
      // Ends by itself after a moment: the removal waits.
      run('b', { command: ['sleep', '1'] }),
      remove('b'),
      run('c', { name: 'failing', detach: false, command: ['sh', '-c', 'exit 3'] }),
      run('d', { detach: false, autoRemove: true, command: ['sh', '-c', 'exit 4'] }),
      // Shown until it was stopped.
      run('e', { name: 'server', detach: false, command: ['sleep', '1000'], ...secret }),
      entry(containers.kill(on('e', 'server'))),
      run('f', { command: ['sleep', '1000'] }),
      entry(containers.stop({ ...on('f'), timeout: 0 })),
      entry(containers.start(on('f'))),
      entry(containers.pause(on('f'))),
      entry(containers.unpause(on('f'))),
      run('g', { name: 'taken', command: ['sleep', '1000'] }, refused),
      remove('f', undefined, true),
      run('h', { name: 'interactive', interactive: true, detach: false, command: ['cat'] })
    ]
    const { code, stderr, stdout } = await play(entries, { PASSWORD: 'hunter2 $x' })
    expect(stderr).not.toMatch(/error/i)
    expect(code).toBe(0)
    expect(stdout).toContain('Hello from Docker!')
    const rows = (await cli('ps', '--all', '--format', '{{.Names}} {{.State}}')).split('\n').sort()
    expect(rows).toEqual(['failing exited', 'interactive exited', 'server exited', 'taken created'])
    expect(await cli('inspect', '--format', '{{.State.ExitCode}}', 'failing', 'server')).toBe('3\n137')
    const environment = JSON.parse(await cli('inspect', '--format', '{{json .Config.Env}}', 'server')) as string[]
    expect(environment).toEqual(expect.arrayContaining(['PASSWORD=hunter2 $x', `QUOTED=it's "$HOME"\nx`]))
    expect(await cli('images', '--format', '{{.Repository}}')).toBe('busybox')
  })

  it('stops before it does anything where a secret is not set', async () => {
    const { code, stderr } = await play([run('a', { environment: [{ name: 'PASSWORD', value: 'x', secret: true }] })])
    expect(code).not.toBe(0)
    expect(stderr).toContain('PASSWORD: is a secret: set it first')
    expect(await cli('ps', '--all', '--quiet')).toBe('')
  })

  it('stops where docker fails, also while a container is shown', async () => {
    const { code } = await play([
      run('a', { name: 'x', detach: false, image: 'no-such-image' }),
      run('b', { name: 'after' })
    ])
    expect(code).not.toBe(0)
    expect(await cli('ps', '--all', '--quiet')).toBe('')
  })
})

interface Inspected {
  readonly Config: { readonly Env: readonly string[] }
  readonly Mounts: ReadonlyArray<Readonly<Record<string, unknown>>>
}

describe('a docker run that we write', () => {
  it('makes what its options say', async () => {
    await engine.reset()
    const options: RunOptions = {
      ...emptyRunOptions,
      image: 'busybox',
      name: 'whole',
      command: ['sh', '-c', `echo "it's $0"; sleep 1000`, 'a b', ''],
      ports: [
        { ip: '127.0.0.1', host: 0, container: 80, protocol: 'tcp' },
        { container: 53, protocol: 'udp' }
      ],
      publishAll: true,
      environment: [{ name: 'A', value: `"'\`$x\n\\`, secret: false }],
      mounts: [
        { kind: 'volume', source: 'data', target: '/data', readOnly: true, flag: 'volume', options: [] },
        { kind: 'volume', source: '', target: '/anonymous', readOnly: false, flag: 'volume', options: [] },
        { kind: 'bind', source: folder, target: '/bound:here', readOnly: true, flag: 'volume', options: [] }
      ],
      interactive: true
    }
    const { code, stderr } = await execute('sh', ['-c', lineText(containers.run({ options }), { shell: 'posix' })], {
      DOCKER_HOST: engine.host
    })
    expect(stderr).not.toMatch(/error/i)
    expect(code).toBe(0)
    const [made] = JSON.parse(await cli('inspect', 'whole')) as readonly [Inspected]
    expect(made).toMatchObject({
      Config: { Cmd: options.command, OpenStdin: true, Tty: false },
      HostConfig: {
        AutoRemove: false,
        PublishAllPorts: true,
        PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }], '53/udp': [{ HostIp: '', HostPort: '' }] }
      }
    })
    expect(made.Config.Env).toContain(`A="'\`$x\n\\`)
    const mounts = made.Mounts
    expect(mounts).toContainEqual(
      expect.objectContaining({ Type: 'volume', Name: 'data', Destination: '/data', RW: false })
    )
    expect(mounts).toContainEqual(expect.objectContaining({ Type: 'volume', Destination: '/anonymous', RW: true }))
    expect(mounts).toContainEqual(
      expect.objectContaining({ Type: 'bind', Source: folder, Destination: '/bound:here', RW: false })
    )
    await cli('rm', '--force', '--volumes', 'whole')
  })

  it('mounts what docker mounts', async () => {
    // Docker finds "data" and "data:" wrong only when the container is started: we say so at once. 20.10 does with ":/a" too.
    const isOld = (await cli('version', '--format', '{{.Client.Version}}')).startsWith('20.')
    for (const volume of ['data:/b', `${folder}:/b:ro`, '/a', ':/a', 'data:/b:ro:x', 'data:b']) {
      if (isOld && volume === ':/a') continue
      const { code } = await execute('docker', ['create', '-v', volume, 'busybox'], { DOCKER_HOST: engine.host })
      expect(code === 0, volume).toBe(parseVolume(volume).problems.length === 0)
    }
  })
})
