/** Programs run in a container: shells that are found, what docker exec can say, ends, and floods. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExecOptions } from '../../../contract/containers/terminal/model'
import { terminalHandlers } from '../../../electron/features/containers/terminal/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'
import { followTerminal, openTerminal, type OpenedTerminal } from './terminal-client'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = terminalHandlers({ engines })
const made: string[] = []
let sleeper: { readonly id: string; readonly name: string }

const plain: ExecOptions = { user: '', folder: '', environment: [], privileged: false, tty: true, command: ['sh'] }
const start = async (...args: readonly string[]) => {
  const id = await docker(...args)
  made.push(id)
  return { id, name: '' }
}
const exec = (options: Partial<ExecOptions> = {}, container = sleeper): Promise<OpenedTerminal> =>
  openTerminal(handlers, (terminals, context) =>
    terminals.exec(
      { connection, container, options: { ...plain, ...options }, size: { columns: 100, rows: 31 } },
      context
    )
  )
const processes = async (): Promise<string> => docker('exec', sleeper.id, 'ps')

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'hello-world')
  sleeper = await start('run', '-d', '--init', 'busybox', 'sleep', '100000')
})
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

describe('shells', () => {
  const shells = (container: typeof sleeper) => handlers.shells({ connection, container }, callContext())

  it('are found by the files of the container, without running anything in it', async () => {
    expect(await shells(sleeper)).toEqual({ shells: ['sh'], certain: true })
    await docker('exec', sleeper.id, 'ln', '-s', '/bin/sh', '/usr/bash')
    const container = await start('run', '-d', '-e', 'PATH=/bin:/usr', 'busybox', 'sleep', '100000')
    await docker('exec', container.id, 'ln', '-s', '/bin/sh', '/usr/bash')
    await docker('pause', container.id)
    expect(await shells(container)).toEqual({ shells: ['bash', 'sh'], certain: true })
    await docker('unpause', container.id)
  })

  it('are none in a bare image', async () => {
    const bare = await start('create', 'hello-world')
    expect(await shells(bare)).toEqual({ shells: [], certain: true })
  })
})

describe('exec', () => {
  it('has its size from the start, tells its exit code, and is no more', async () => {
    const terminal = await exec()
    terminal.type('stty size; exit 5\r')
    await terminal.says('31 100')
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 5 })
    await terminal.stream.ended
  })

  it('runs as docker exec does: user, folder, environment', async () => {
    const command = ['sh', '-c', 'id -u; pwd; echo "$WORDS"; [ -t 0 ] && echo tty']
    const flags = ['-u', 'nobody', '-w', '/tmp', '-e', 'WORDS=a b']
    const terminal = await exec({
      user: 'nobody',
      folder: '/tmp',
      environment: [{ name: 'WORDS', value: 'a b', secret: false }],
      tty: false,
      command
    })
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 1 })
    await terminal.stream.ended
    const said = await docker('exec', ...flags, sleeper.id, ...command).catch(
      (error: { stdout: string }) => error.stdout
    )
    expect(terminal.text('stdout').trim()).toBe(said.trim())
  })

  it('with all rights, or refused them, as docker exec is', async () => {
    const command = ['grep', 'CapEff', '/proc/self/status']
    const said = await docker('exec', '--privileged', sleeper.id, ...command).catch(
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr
    )
    const terminal = await exec({ privileged: true, tty: false, command })
    await terminal.stream.ended
    expect(terminal.text().trim()).toBe(said.trim())
    expect(said).not.toBe(await docker('exec', sleeper.id, ...command))
  })

  it('without a terminal keeps the outputs apart, and ends with its input', async () => {
    const terminal = await exec({ tty: false, command: ['sh', '-c', 'echo out; echo err >&2; cat'] })
    terminal.type('line\n')
    await terminal.stream.until(() => terminal.text('stdout') === 'out\nline\n' && terminal.text('stderr') === 'err\n')
    await handlers.closeTerminal({ terminal: terminal.id }, callContext())
    await expect.poll(processes).not.toContain('cat')
  })

  it('says what docker says of a program that is not there, or may not run', async () => {
    for (const command of [['nosuch'], ['/etc']]) {
      const said = await docker('exec', sleeper.id, ...command).catch((error: { stdout: string; stderr: string }) =>
        (error.stdout + error.stderr).trim()
      )
      const terminal = await exec({ command })
      expect(await terminal.ended()).toMatchObject({
        kind: 'ended',
        exitCode: expect.toSatisfy((code) => code === 126 || code === 127) as number
      })
      await terminal.stream.ended
      expect(terminal.text().trim()).toBe(said)
    }
  })

  it('is left by Ctrl-P Ctrl-Q, and its program goes on', async () => {
    const terminal = await exec({ command: ['sh', '-c', 'echo ready; sleep 4321'] })
    await terminal.says('ready')
    terminal.type('\u0010')
    terminal.type('\u0011')
    expect(await terminal.ended()).toEqual({ kind: 'detached' })
    await terminal.stream.ended
    expect(terminal.text()).toContain('read escape sequence\r\n')
    expect(await processes()).toContain('sleep 4321')
  })

  it('is left while it writes, and its program goes on', async () => {
    // What was not read when a connection closes makes the engine's reading fail, and a program end whose terminal failed.
    const terminal = await exec({
      command: ['sh', '-c', 'yes harbour | head -c 20000000 & echo ready; exec sleep 5432']
    })
    await terminal.says('ready')
    terminal.type('\u0010\u0011')
    expect(await terminal.ended()).toEqual({ kind: 'detached' })
    await terminal.stream.ended
    expect(terminal.text().endsWith('read escape sequence\r\n')).toBe(true)
    expect(await processes()).toContain('sleep 5432')
  })

  it('leaves no shell behind when it is closed, whatever runs in it', async () => {
    const terminal = await exec()
    terminal.type('sleep 1234\r')
    await expect.poll(processes).toContain('sleep 1234')
    await handlers.closeTerminal({ terminal: terminal.id }, callContext())
    await expect
      .poll(async () => (await processes()).split('\n').filter((line) => /\bsh$|sleep 1234/.test(line)))
      .toEqual([])
  })

  it('goes on while nobody looks, and is found again as it is', async () => {
    const terminal = await exec()
    terminal.type('echo $((40 + 2))\r')
    await terminal.says('42')
    await terminal.stream.close()
    const again = followTerminal(handlers, terminal.id)
    await again.says('42')
    again.type('echo $((40 + 3)); exit\r')
    await again.says('43')
    expect(await again.ended()).toEqual({ kind: 'ended', exitCode: 0 })
    await again.stream.ended
    // Its words stay until it is closed.
    const after = followTerminal(handlers, terminal.id)
    await after.stream.ended
    expect(after.text()).toContain('43')
    await handlers.closeTerminal({ terminal: terminal.id }, callContext())
    await expect(followTerminal(handlers, terminal.id).stream.ended).rejects.toMatchObject({
      failure: { kind: 'not-found' }
    })
  })

  it('ends with its container', async () => {
    const container = await start('run', '-d', '--init', 'busybox', 'sleep', '100000')
    const terminal = await exec({}, container)
    await docker('kill', container.id)
    expect(await terminal.ended()).toMatchObject({ kind: 'ended' })
    const list = await handlers.shells({ connection, container }, callContext())
    expect(list.shells).toEqual(['sh'])
  })

  it('refuses a container that does not run, is paused or is gone', async () => {
    const failureOf = (container: typeof sleeper) =>
      exec({}, container).then(
        () => undefined,
        (error: { failure: unknown }) => error.failure
      )
    const stopped = await start('create', 'busybox', 'true')
    expect(await failureOf(stopped)).toMatchObject({ kind: 'conflict', reason: 'not-running' })
    const paused = await start('run', '-d', 'busybox', 'sleep', '300')
    await docker('pause', paused.id)
    expect(await failureOf(paused)).toMatchObject({ kind: 'conflict', reason: 'paused' })
    await docker('unpause', paused.id)
    expect(await failureOf({ id: 'f'.repeat(64), name: '' })).toMatchObject({ kind: 'not-found' })
  })

  it('does not stand still when it writes much and reads late', { timeout: 90_000 }, async () => {
    // Several times what all that lies between can hold; the engine carries it in pieces of some bytes, which takes its time.
    const command = ['sh', '-c', 'stty raw -echo; echo raw; yes | head -c 2000000; head -c 1500000 | md5sum; echo end']
    const terminal = await exec({ command })
    // Until then the terminal takes lines, and drops what is longer than one may be.
    await terminal.says('raw')
    for (let index = 0; index < 150; index++) terminal.type('0123456789'.repeat(1_000))
    await terminal.says('end', 60_000)
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 0 })
  })

  it('waits for a window that does not show what it is given', { timeout: 120_000 }, async () => {
    const command = ['sh', '-c', 'yes 0123456789012345678901234567890123456789 | head -c 50000000; echo; echo done']
    const { terminal: id } = await handlers.exec(
      { connection, container: sleeper, options: { ...plain, command } },
      callContext()
    )
    const lazy = followTerminal(handlers, id, { shows: false })
    await lazy.stream.until(() => lazy.text().length > 300_000)
    const before = lazy.text().length
    await new Promise((resolve) => setTimeout(resolve, 500))
    // What may be under way, and the piece with which it was too much; unheld it would be megabytes.
    expect(lazy.text().length - before).toBeLessThan(250_000)
    expect(await processes()).toContain('head -c 50000000')
    // It goes at full speed as soon as nobody holds it up, and its last words are kept.
    await lazy.stream.close()
    const after = followTerminal(handlers, id)
    await after.says(/done\r\n$/, 90_000)
    expect(after.text().length).toBeLessThan(52_000_000)
    expect(await after.ended()).toEqual({ kind: 'ended', exitCode: 0 })
  })
})
