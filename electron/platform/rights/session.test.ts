import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RightsSurroundings } from './can-ask-rights'
import { openRights, type Rights } from './session'

describe.skipIf(process.platform !== 'linux')('one question for many programs', () => {
  let folder = ''
  let rights: Rights
  const here = (): RightsSurroundings => ({
    platform: 'linux',
    uid: 1000,
    environment: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0' }
  })
  /** A `pkexec` of this folder, first in PATH; it counts how often it asks. */
  async function pkexec(script: string): Promise<void> {
    await writeFile(join(folder, 'pkexec'), `#!/bin/sh\n[ "$1" = --version ] && exit 0\n${script}\n`)
    await chmod(join(folder, 'pkexec'), 0o755)
    rights = openRights(here())
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-rights-test-'))
    await pkexec(`echo asked >> ${folder}/questions; shift; exec "$@"`)
  })
  afterEach(async () => {
    rights.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('gives each its words, output and code', async () => {
    const odd = 'a \'b\' "c" $(d)\nsecond line'
    expect(await rights.run('printf', ['%s', odd])).toEqual({ kind: 'ended', code: 0, stdout: odd, stderr: '' })
    expect(await rights.run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
      kind: 'ended',
      code: 3,
      stdout: 'out\nerr\n',
      stderr: ''
    })
    expect(await rights.run('escale-no-such-program', [])).toMatchObject({ kind: 'ended', code: 127 })
    expect(await rights.run('cat', [join(folder, 'questions')])).toMatchObject({ stdout: 'asked\n' })
  })

  it('says what is written as it is written', async () => {
    const heard: string[] = []
    let sawFirst: () => void = () => undefined
    const first = new Promise<void>((resolve) => (sawFirst = resolve))
    const running = rights.run('sh', ['-c', `echo one; until [ -e ${folder}/go ]; do sleep 0.02; done; echo two`], {
      onOutput: (text) => {
        heard.push(text)
        sawFirst()
      }
    })
    await first
    expect(heard).toEqual(['one\n'])
    await writeFile(join(folder, 'go'), '')
    await running
    expect(heard.join('')).toBe('one\ntwo\n\n')
  })

  it('is cancelled with all that it started, and the next one runs', async () => {
    const abort = new AbortController()
    const end = await rights.run('sh', ['-c', 'sleep 1000 & echo $!; wait'], {
      signal: abort.signal,
      onOutput: () => abort.abort()
    })
    expect(end).toMatchObject({ kind: 'cancelled' })
    const pid = end.kind === 'cancelled' ? Number(end.stdout) : 0
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => isAlive(pid), { timeout: 4_000 }).toBe(false)
    expect(await rights.run('sleep', ['1000'], { limit: 100 })).toMatchObject({ kind: 'timed-out' })
    expect(await rights.run('echo', ['still here'])).toMatchObject({ kind: 'ended', code: 0, stdout: 'still here\n' })
  })

  it('is cancelled gently: what must not be cut comes to its end', async () => {
    const abort = new AbortController()
    const end = await rights.run(
      'sh',
      ['-c', `trap 'echo in order; exit 3' INT; echo begun; while :; do sleep 0.05; done`],
      {
        signal: abort.signal,
        gentle: 60_000,
        onOutput: () => abort.abort()
      }
    )
    expect(end).toEqual({ kind: 'cancelled', stdout: 'begun\nin order\n', stderr: '' })
    const deaf = new AbortController()
    const stubborn = rights.run('sh', ['-c', `trap '' INT; echo begun; sleep 1000`], {
      signal: deaf.signal,
      gentle: 100,
      onOutput: () => deaf.abort()
    })
    expect(await stubborn).toMatchObject({ kind: 'cancelled' })
    expect(await rights.run('echo', ['on'])).toMatchObject({ stdout: 'on\n' })
  })

  it('ends what runs when it is given back, as when the app dies', async () => {
    let pid = 0
    const running = rights.run('sh', ['-c', 'echo $$; exec sleep 1000'], {
      limit: 60_000,
      onOutput: (text) => {
        pid ||= Number(text)
        rights.close()
      }
    })
    expect(await running).toMatchObject({ kind: 'ended' })
    await expect.poll(() => isAlive(pid), { timeout: 4_000 }).toBe(false)
  })

  it('runs nothing where it is cancelled before the question is answered', async () => {
    await pkexec(`until [ -e ${folder}/answered ]; do sleep 0.02; done; shift; exec "$@"`)
    const abort = new AbortController()
    const running = rights.run('touch', [join(folder, 'made')], { signal: abort.signal, limit: 60_000 })
    setTimeout(() => abort.abort(), 100)
    expect(await running).toMatchObject({ kind: 'cancelled' })
    await writeFile(join(folder, 'answered'), '')
    expect(await rights.run('ls', [folder])).toMatchObject({ kind: 'ended', code: 0 })
    expect(existsSync(join(folder, 'made'))).toBe(false)
  })

  it('tells a refusal, and asks again the next time', async () => {
    await pkexec(
      `echo asked >> ${folder}/questions; echo 'Error executing command as another user: Request dismissed' >&2; exit 126`
    )
    expect(await rights.run('true', [])).toEqual({ kind: 'no-rights', why: 'dismissed' })
    await pkexec(`echo 'Error executing command as another user: Not authorized' >&2; exit 127`)
    expect(await rights.run('true', [])).toEqual({ kind: 'no-rights', why: 'not-authorised' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
