/** A terminal on a container's main process: what it writes, what is typed, its size, and leaving it. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { terminalHandlers } from '../../../electron/features/containers/terminal/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'
import { followTerminal, openTerminal } from './terminal-client'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = terminalHandlers({ engines })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

interface Started {
  readonly id: string
  readonly name: string
}
async function start(...args: string[]): Promise<Started> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  return { id, name: '' }
}
const attach = (container: Started, sinceStart = false) =>
  openTerminal(handlers, (terminals, context) => terminals.attach({ connection, container, sinceStart }, context))
const isRunning = async ({ id }: Started): Promise<boolean> =>
  (await docker('inspect', '--format', '{{.State.Running}}', id)) === 'true'

describe('attach', () => {
  it('a terminal: types, sizes, and tells the exit code of its program', async () => {
    const container = await start('-it', 'busybox')
    const terminal = await attach(container)
    terminal.input.push({ kind: 'resize', columns: 132, rows: 43 })
    await expect.poll(() => docker('exec', container.id, 'stty', '-F', '/dev/console', 'size')).toBe('43 132')
    terminal.type('stty size; echo "h\u00e9llo $((40 + 2))"\r')
    await terminal.says(/43 132\r\n/)
    await terminal.says('h\u00e9llo 42')
    terminal.type('exit 3\r')
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 3 })
    await terminal.stream.ended
    expect(await docker('wait', container.id)).toBe('3')
  })

  it('is left by Ctrl-P Ctrl-Q, as docker says it, and the container goes on', async () => {
    const container = await start('-it', 'busybox')
    const terminal = await attach(container)
    terminal.type('echo $((40 + 2))\r')
    await terminal.says('42')
    terminal.type('\u0010')
    terminal.type('\u0011')
    expect(await terminal.ended()).toEqual({ kind: 'detached' })
    await terminal.stream.ended
    expect(terminal.text().endsWith('read escape sequence\r\n')).toBe(true)
    expect(await isRunning(container)).toBe(true)
    const again = await attach(container)
    again.type('echo $((40 + 3))\r')
    await again.says('43')
    await handlers.closeTerminal({ terminal: again.id }, callContext())
    expect(await isRunning(container)).toBe(true)
  })

  it('hands Ctrl-C to the program, which may end the container', async () => {
    const container = await start(
      '-it',
      'busybox',
      'sh',
      '-c',
      'trap "exit 130" INT; echo ready; while :; do sleep 0.1; done'
    )
    const terminal = await attach(container, true)
    await terminal.says('ready')
    terminal.type('\u0003')
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 130 })
  })

  it('knows the exit code of one that is removed with its end', async () => {
    const container = await start('-it', '--rm', 'busybox')
    const terminal = await attach(container)
    terminal.type('exit 7\r')
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 7 })
  })

  it('ends with the container, also where that starts again by itself', async () => {
    const container = await start('-it', '--restart', 'always', 'busybox')
    const terminal = await attach(container)
    terminal.type('exit 4\r')
    expect(await terminal.ended()).toEqual({ kind: 'ended', exitCode: 4 })
    await docker('rm', '-f', container.id)
  })

  it('begins with what was written since the start, where that was a moment ago, and only where it is asked', async () => {
    const container = await start('-it', 'busybox', 'sh', '-c', 'echo early; read line; echo late')
    await expect.poll(() => docker('logs', container.id)).toContain('early')
    const terminal = await attach(container, true)
    await terminal.says('early')
    const later = await attach(container)
    terminal.type('\r')
    await Promise.all([terminal.says('late'), later.says('late')])
    expect(later.text()).not.toContain('early')
    expect(terminal.text().match(/early/g)).toHaveLength(1)

    await docker('wait', container.id)
    await docker('start', container.id)
    const second = await attach(container, true)
    second.type('\r')
    await second.says('late')
    expect(second.text()).not.toContain('early')
  })

  it('has a program that is there already draw itself anew, at the same size too', async () => {
    const container = await start('-it', 'busybox', 'sh', '-c', 'trap "echo drawn" WINCH; while :; do sleep 0.1; done')
    const size = { columns: 90, rows: 30 }
    for (let turn = 0; turn < 2; turn++) {
      const terminal = await openTerminal(handlers, (terminals, context) =>
        terminals.attach({ connection, container, size }, context)
      )
      await terminal.says('drawn')
      await expect.poll(() => docker('exec', container.id, 'stty', '-F', '/dev/console', 'size')).toBe('30 90')
      await handlers.closeTerminal({ terminal: terminal.id }, callContext())
    }
  })

  it('without a terminal: keeps stdout, stderr and what was sent apart, and characters whole', async () => {
    const container = await start(
      '-i',
      'busybox',
      'sh',
      '-c',
      'read x; printf "\\303"; sleep 0.2; printf "\\251\\n"; echo "err $x" >&2; sleep 300'
    )
    const terminal = await attach(container)
    terminal.type('in\n')
    await terminal.stream.until(() => terminal.text('stdout') === 'é\n' && terminal.text('stderr') === 'err in\n')
    expect(terminal.text('stdin')).toBe('in\n')
    await terminal.stream.close()
    expect(await isRunning(container)).toBe(true)
    // Who comes back finds it as it was.
    const again = followTerminal(handlers, terminal.id)
    await again.stream.until(() => again.text('stdin') === 'in\n' && again.text('stderr') === 'err in\n')
    expect(again.stream.items.every(({ earlier }) => earlier === true)).toBe(true)
    await again.stream.close()
  })

  it('takes much input without losing any', async () => {
    const container = await start('-i', 'busybox', 'sh', '-c', 'head -c 3000000 | md5sum; sleep 300')
    const terminal = await attach(container)
    for (let index = 0; index < 300; index++) terminal.type('0123456789'.repeat(1_000))
    await terminal.stream.until(() => /^[0-9a-f]{32}/.test(terminal.text('stdout')))
    expect(terminal.text('stdout')).toContain(createHash('md5').update('0123456789'.repeat(300_000)).digest('hex'))
    await terminal.stream.close()
  })

  it('refuses a container that does not run, or is paused', async () => {
    const failureOf = (container: Started) =>
      attach(container).then(
        () => undefined,
        (error: { failure: unknown }) => error.failure
      )
    const container = await start('busybox', 'true')
    await docker('wait', container.id)
    expect(await failureOf(container)).toMatchObject({ kind: 'conflict', reason: 'not-running' })
    const paused = await start('busybox', 'sleep', '300')
    await docker('pause', paused.id)
    expect(await failureOf(paused)).toMatchObject({ kind: 'conflict', reason: 'paused' })
    await docker('unpause', paused.id)
  })
})
