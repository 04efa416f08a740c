/** A container's processes on a real engine: compared with `docker top`, and signalled one by one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProcessesItem } from '../../../contract/containers/processes/model'
import { processesHandlers } from '../../../electron/features/containers/processes/handlers'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = processesHandlers({ engines })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})
async function start(...args: string[]): Promise<{ id: string; name: string }> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  return { id, name: '' }
}
type Listed = Extract<ProcessesItem, { kind: 'processes' }>
const listed = (items: readonly ProcessesItem[]): Listed[] =>
  items.flatMap((item) => (item.kind === 'processes' ? [item] : []))
const wordsOf = (item: Listed | undefined): string[] => item?.processes.map(({ values }) => values.at(-1) ?? '') ?? []
function watch(container: { id: string; name: string }) {
  const input = new InputQueue<{ kind: 'refresh' }>()
  const stream = collect<ProcessesItem, { kind: 'refresh' }>(
    (context) => handlers.processes({ connection, container, columns: ['user', 'stat'] }, context),
    input
  )
  return { ...stream, items: stream.items, refresh: () => input.push({ kind: 'refresh' }) }
}

const script = 'sleep 301 & sleep 302 & sleep 302 & (sleep 303 & wait) & wait'

describe('the processes of a container', () => {
  it('are those of docker top, and an exec is told apart, at once', { timeout: 60_000 }, async () => {
    const container = await start('busybox', 'sh', '-c', script)
    const stream = watch(container)
    await stream.until(
      (items) => wordsOf(listed(items).at(-1)).filter((words) => words.startsWith('sleep')).length === 4
    )
    const item = listed(stream.items).at(-1)
    const theirs = await docker('top', container.id, '-eo', 'pid,ppid,user,stat,args')
    expect([item?.titles.join(' '), ...(item?.processes.map(({ values }) => values.join(' ')) ?? [])]).toEqual(
      theirs.split('\n').map((line) => line.trim().split(/\s+/).join(' '))
    )
    expect(item?.processes.filter(({ origin }) => origin === 'main').map(({ values }) => values.at(-1))).toEqual([
      `sh -c ${script}`
    ])
    await docker('exec', '-d', container.id, 'sleep', '400')
    // Before the next of the lists that are read without an event.
    await stream.until((items) => wordsOf(listed(items).at(-1)).includes('sleep 400'), 4_500)
    const added = listed(stream.items)
      .at(-1)
      ?.processes.find(({ origin }) => origin === 'exec')
    expect(added?.values.at(-1)).toBe('sleep 400')
    await docker('stop', '-t', '0', container.id)
    await stream.until((items) => items.at(-1)?.kind === 'stopped')
    await docker('rm', container.id)
    await stream.ended
  })

  it('are signalled one by one, the right ones', { timeout: 60_000 }, async () => {
    const container = await start('busybox', 'sh', '-c', script)
    await docker('exec', '-d', container.id, 'sleep', '400')
    const stream = watch(container)
    const running = await stream.until((items) => {
      const words = wordsOf(listed(items).at(-1))
      return words.includes('sleep 400') && words.includes('sleep 303')
    })
    const all = listed(running).at(-1)?.processes ?? []
    const numbersOf = (words: string): number[] =>
      all.filter(({ values }) => values.at(-1) === words).map(({ pid }) => pid)
    const inside = async (pid: number) => handlers.insideProcess({ connection, container, pid }, callContext())
    // What each is called inside of it, by the container's own word.
    const own = new Map(
      (await docker('exec', container.id, 'ps', '-o', 'pid,args'))
        .split('\n')
        .map((line) => /^ *(\d+) (.*)$/.exec(line))
        .map((match) => [match?.[2] ?? '', Number(match?.[1])])
    )
    for (const words of ['sleep 301', 'sleep 303', 'sleep 400'])
      expect(await inside(numbersOf(words)[0] ?? 0)).toEqual({ kind: 'inside', pid: own.get(words) })
    expect(await inside(all.find(({ origin }) => origin === 'main')?.pid ?? 0)).toEqual({ kind: 'main' })
    expect(await inside(999_999_9)).toEqual({ kind: 'ended' })

    const second = numbersOf('sleep 302')[1] ?? 0
    const target = await inside(second)
    if (target.kind !== 'inside') throw new Error(target.kind)
    await handlers.signalProcess({ connection, container, target, signal: 'KILL' }, callContext())
    stream.refresh()
    await stream.until(
      (items) =>
        !listed(items)
          .at(-1)
          ?.processes.some(({ pid, values }) => pid === second && values.at(-1) === 'sleep 302')
    )
    expect(wordsOf(listed(stream.items).at(-1)).filter((words) => words === 'sleep 302')).toHaveLength(1)

    await expect(
      handlers.signalProcess(
        { connection, container, target: { kind: 'inside', pid: 30_000 }, signal: 'TERM' },
        callContext()
      )
    ).rejects.toMatchObject({
      failure: { kind: 'engine-error', message: expect.stringContaining('No such process') as string }
    })
    await handlers.signalProcess({ connection, container, target: { kind: 'main' }, signal: 'KILL' }, callContext())
    await stream.until((items) => items.at(-1)?.kind === 'stopped')
    await stream.close()
  })

  it('says why one cannot be signalled: no shell, paused', { timeout: 60_000 }, async () => {
    // The program that says hello is alone in its image; a pipe keeps a second process beside it.
    const paused = await start('busybox', 'sh', '-c', script)
    const stream = watch(paused)
    const items = await stream.until((all) => wordsOf(listed(all).at(-1)).includes('sleep 301'))
    const pid =
      listed(items)
        .at(-1)
        ?.processes.find(({ values }) => values.at(-1) === 'sleep 301')?.pid ?? 0
    await docker('exec', paused.id, 'rm', '/bin/sh')
    expect(await handlers.insideProcess({ connection, container: paused, pid }, callContext())).toEqual({
      kind: 'no-shell'
    })
    await docker('pause', paused.id)
    expect(await handlers.insideProcess({ connection, container: paused, pid }, callContext())).toEqual({
      kind: 'paused'
    })
    await docker('unpause', paused.id)
    await stream.close()
  })
})
