import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { makeContext, type SshContext } from './context'
import type { Ask } from './asking'

let made: SshContext | undefined
afterEach(() => {
  made?.asking.dispose()
  if (made !== undefined) rmSync(made.folder, { recursive: true, force: true })
})
const context = async (ask?: Ask): Promise<SshContext> => (made = await makeContext({ host: 'far' }, { ask }))
const never = new AbortController().signal
/** As ssh runs its askpass, which takes as long as the person does. */
const ask = ({ env }: SshContext): Promise<number | null> =>
  new Promise((resolve) => {
    spawn(env['SSH_ASKPASS'] ?? '', ['Enter passphrase for key /k: '], { env, stdio: 'ignore' }).once('close', resolve)
  })
const untilAborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)))

describe.skipIf(process.platform === 'win32')('what is common to a link’s programs', () => {
  it('has a time, which stands still while a person is asked', async () => {
    const present = await context(() => new Promise((resolve) => setTimeout(() => resolve('x'), 900)))
    const end = await present.timed(400, never, async (signal) => [await ask(present), signal.aborted])
    expect(end).toEqual([0, false])
    expect(await present.timed(50, never, untilAborted)).toMatchObject({ failure: { reason: 'ssh-timed-out' } })
  })

  it('ends at once where somebody wants it to', async () => {
    const present = await context()
    const abort = new AbortController()
    const ended = present.timed(60_000, abort.signal, untilAborted)
    abort.abort('enough')
    expect(await ended).toBe('enough')
  })

  it('tells of a refusal, and of none before', async () => {
    const present = await context(async () => undefined)
    let told = 0
    present.onRefusal(() => (told += 1))
    expect(present.refused()).toBeUndefined()
    expect(await ask(present)).toBe(1)
    expect(told).toBe(1)
    expect(present.refused()).toMatchObject({ question: { kind: 'passphrase', key: '/k' } })
  })

  it('leads ssh to no other engine, and to nobody else’s questions', async () => {
    const kept = process.env['DOCKER_HOST']
    process.env['DOCKER_HOST'] = 'tcp://elsewhere'
    try {
      const { env, folder } = await context()
      expect(env['DOCKER_HOST']).toBeUndefined()
      expect(env['SSH_ASKPASS_REQUIRE']).toBe('force')
      expect(env['SSH_ASKPASS']?.startsWith(folder)).toBe(true)
      expect(existsSync(env['SSH_ASKPASS'] ?? '')).toBe(true)
    } finally {
      if (kept === undefined) delete process.env['DOCKER_HOST']
      else process.env['DOCKER_HOST'] = kept
    }
  })
})
