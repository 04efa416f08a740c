import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Probe } from '../../../../contract/prerequisites/checks/check'
import { askProbe } from './ask-probe'
import { probeEnvironment } from './probe-environment'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-probe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ask = (probe: Probe, limit = 5_000, env: Record<string, string> = { PATH: '/usr/bin:/bin' }): Promise<Answer> =>
  askProbe(probe, {
    surroundings: { env, platform: 'linux', home: '/nowhere' },
    signal: new AbortController().signal,
    limit
  })
const program = (name: string, ...words: string[]): Probe => ({ kind: 'program', program: name, words })
const file = (path: string): Probe => ({ kind: 'file', path })

describe.skipIf(process.platform === 'win32')('a program', () => {
  it('is told with both outputs and its code', async () => {
    expect(await ask(program('sh', '-c', 'echo out; echo err >&2; exit 3'))).toEqual({
      kind: 'answered',
      text: 'out\nerr\n',
      code: 3
    })
  })
  it('may be missing', async () => {
    expect(await ask(program('no-such-program-at-all'))).toEqual({ kind: 'missing' })
  })
  it('may not be started', async () => {
    const path = join(folder, 'closed')
    await writeFile(path, 'x')
    await chmod(path, 0o644)
    expect(await ask(program(path))).toMatchObject({ kind: 'refused', message: expect.stringContaining('EACCES') })
  })
  it('that hangs is ended', async () => {
    const begun = Date.now()
    expect(await ask(program('sleep', '60'), 200)).toEqual({ kind: 'timed-out' })
    expect(Date.now() - begun).toBeLessThan(5_000)
  })
  it('that never stops talking is read in part', async () => {
    const answer = await ask(program('sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" x'))
    expect(answer.kind === 'answered' && answer.text.length).toBe(512 * 1024)
  })
  it('is asked in English, also for the folders of an administrator', async () => {
    const answer = await ask(program('sh', '-c', 'echo "$LC_ALL $PATH"'), 5_000, {
      PATH: '/usr/bin:/bin',
      LANG: 'fr_FR.UTF-8'
    })
    expect(answer).toMatchObject({ text: expect.stringMatching(/^C \/usr\/bin:\/bin:.*\/usr\/sbin/) })
  })
})

describe.skipIf(process.platform === 'win32')('a file', () => {
  it.each([
    ['of /proc, which has no size', '/proc/self/comm', 'answered'],
    ['that is not there', '/no/such/file', 'missing'],
    ['below a file', '/etc/hostname/x', 'missing'],
    ['that is a folder', '/etc', 'refused']
  ])('%s', async (_title, path, kind) => expect((await ask(file(path))).kind).toBe(kind))

  it('that nobody writes to is not waited for', async () => {
    const { execFileSync } = await import('node:child_process')
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const asked = ask(file(path), 200)
    expect(await asked).toEqual({ kind: 'timed-out' })
    // What waits for it may go.
    await writeFile(path, '')
  })
})

it('a fact that nobody knows is missing', async () => {
  expect(await ask({ kind: 'fact', name: 'no-such-fact' })).toEqual({ kind: 'missing' })
  expect(await ask({ kind: 'fact', name: 'toString' })).toEqual({ kind: 'missing' })
})

it('wsl.exe is asked for UTF-8, and Windows keeps its own PATH', () => {
  expect(probeEnvironment({ platform: 'win32', env: { Path: 'C:\\Windows' } })).toEqual({
    Path: 'C:\\Windows',
    WSL_UTF8: '1'
  })
})
