import { describe, expect, it } from 'vitest'
import { remove as removeVolumes } from '../volumes/command'
import { create as createVolume } from '../volumes/making/command'
import * as containers from '../containers/command'
import { emptyRunOptions, type RunOptions } from '../containers/run'
import type { HistoryEntry } from '../history/model'
import * as images from '../images/command'
import type { CommandLine } from './line'
import { scriptOf } from './script'

let clock = 0
const connection = 'c'
const idOf = (letter: string) => letter.repeat(64)
const entry = (command: CommandLine, changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: String(clock++),
  operation: 'x',
  connection,
  command: command as HistoryEntry['command'],
  cli: [],
  requests: [],
  startedAt: clock * 1000,
  duration: 10,
  outcome: { kind: 'done' },
  ...changes
})
const run = (letter: string, options: Partial<RunOptions>, changes: Partial<HistoryEntry> = {}) =>
  entry(containers.run({ options: { ...emptyRunOptions, image: 'busybox', ...options } }), {
    made: {
      kind: 'container',
      id: idOf(letter),
      name: options.name || `made_up_${letter}`,
      named: (options.name ?? '') !== ''
    },
    ...changes
  })
const on = (letter: string, name = `made_up_${letter}`) => ({ connection, containers: [{ id: idOf(letter), name }] })
const refused = (message: string) => ({ kind: 'failed', failure: { kind: 'internal', message } }) as const
/** What follows the head. */
const body = (entries: readonly HistoryEntry[]) =>
  scriptOf(entries)
    .split('set -eu\n')[1]
    ?.trim()
    .split('\n')
    .filter((line) => line !== '')

describe('a script of the history', () => {
  it('is a script even when nothing was done', () => {
    expect(scriptOf([])).toMatch(/^#!\/bin\/sh\n(# .*\n)+set -eu\n$/)
    expect(scriptOf([], { title: 'one\nrm -rf /' })).toBe('#!/bin/sh\n# one\n# rm -rf /\nset -eu\n')
  })

  it('keeps the names that the engine made up in variables', () => {
    const entries = [
      entry(images.pull({ connection, reference: 'busybox' })),
      run('a', {}),
      run('b', { name: 'web' }),
      entry(containers.stop({ ...on('a'), timeout: undefined })),
      entry(containers.stop({ ...on('b', 'web'), timeout: 3 })),
      entry(
        containers.remove({
          connection,
          containers: [...on('a').containers, ...on('b', 'web').containers],
          force: false,
          volumes: true
        })
      )
    ]
    expect(body(entries)).toEqual([
      'docker pull busybox',
      'container_1=$(docker run -d busybox)',
      'docker run -d --name web busybox',
      'docker stop "$container_1"',
      'docker stop -t 3 web',
      'docker rm -v "$container_1" web'
    ])
  })

  it('makes what was only created, and keeps its made-up name too', () => {
    const options = { ...emptyRunOptions, image: 'busybox' }
    const made = { kind: 'container', id: idOf('a'), name: 'made_up_a', named: false } as const
    const entries = [entry(containers.create({ options }), { made }), entry(containers.start(on('a')))]
    expect(body(entries)).toEqual(['container_1=$(docker create busybox)', 'docker start "$container_1"'])
  })

  it('keeps the name that the engine made up for a volume', () => {
    const name = '9'.repeat(64)
    const plain = { name: '', driver: '', options: [], labels: [] }
    const made = { kind: 'volume', id: name, name, named: false } as const
    const entries = [
      entry(createVolume(plain), { made }),
      entry(createVolume({ ...plain, name: 'data' }), { made: { ...made, id: 'data', name: 'data', named: true } }),
      run('a', {}),
      entry(removeVolumes({ volumes: [name, 'data'] }))
    ]
    expect(body(entries)).toEqual([
      'volume_1=$(docker volume create)',
      'docker volume create data',
      'container_1=$(docker run -d busybox)',
      'docker volume rm "$volume_1" data'
    ])
  })

  it('does not stay with what it runs in the background', () => {
    const entries = [
      run('a', { detach: false, attach: ['stdout', 'stderr'], tty: true }),
      entry(containers.stop({ ...on('a'), timeout: undefined }))
    ]
    expect(body(entries)).toContain('container_1=$(docker run -d -t busybox)')
  })

  it('does not stop at the exit code of a container that it shows', () => {
    const attached = { detach: false }
    expect(body([run('a', attached)])).toEqual([
      'container_1=$(docker create busybox)',
      'docker start --attach "$container_1" || : # its exit code is its own'
    ])
    expect(body([run('a', { ...attached, name: 'x' })])).toEqual(['docker run --name x busybox || [ $? -ne 125 ]'])
    expect(body([run('a', { ...attached, autoRemove: true })])).toEqual(['docker run --rm busybox || [ $? -ne 125 ]'])
    expect(body([run('a', { ...attached, interactive: true })])?.[1]).toMatch(
      /^docker start --attach --interactive "\$container_1"/
    )
    expect(scriptOf([run('a', { ...attached, interactive: true, tty: true })])).toContain('[ -t 0 ] ||')
  })

  it('does not wait for what was ended from outside', () => {
    expect(body([run('a', { detach: false }), entry(containers.kill({ ...on('a') }))])).toEqual([
      'container_1=$(docker run -d busybox)',
      'docker kill "$container_1"'
    ])
    const forced = () => entry(containers.remove({ ...on('a', 'x'), force: true, volumes: false }))
    expect(body([run('a', { detach: false, name: 'x' }), forced()])).toEqual([
      'docker run -d --name x busybox',
      'docker rm -f x'
    ])
  })

  it('waits for what ended by itself before it was removed', () => {
    const removed = (letter: string, name?: string) =>
      entry(containers.remove({ ...on(letter, name), force: false, volumes: false }))
    expect(body([run('a', {}), removed('a')])).toEqual([
      'container_1=$(docker run -d busybox)',
      'docker wait "$container_1" >/dev/null',
      'docker rm "$container_1"'
    ])
    // A signal other than KILL only asks.
    expect(
      body([
        run('a', { name: 'x' }),
        entry(containers.kill({ ...on('a', 'x'), signal: 'TERM' })),
        removed('a', 'x')
      ])?.slice(2)
    ).toEqual(['docker wait x >/dev/null', 'docker rm x'])
    expect(body([run('a', { name: 'x' }), entry(containers.kill(on('a', 'x'))), removed('a', 'x')])?.slice(2)).toEqual([
      'docker rm x'
    ])
    // One that was there before, and was started again.
    expect(body([entry(containers.start(on('z', 'old'))), removed('z', 'old')])).toEqual([
      'docker start old',
      'docker wait old >/dev/null',
      'docker rm old'
    ])
  })

  it('keeps what did not happen as comments, whatever it holds', () => {
    const text = scriptOf([
      entry(
        images.remove({
          connection,
          images: [{ id: `sha256:${idOf('a')}`, reference: 'busybox:latest' }],
          force: false
        }),
        {
          outcome: refused('in use\nrm -rf /\rtouch x')
        }
      ),
      entry(images.pull({ connection, reference: 'a\nb' }), { outcome: { kind: 'cancelled' } }),
      entry(images.pull({ connection, reference: 'c' }), { outcome: { kind: 'running' } }),
      entry(containers.attach({ connection, container: { id: idOf('a'), name: 'web' } }))
    ])
    expect(text.split('set -eu\n')[1]?.trim().split('\n')).toEqual([
      '# docker rmi busybox:latest',
      '#   refused: in use',
      '# rm -rf /',
      '# touch x',
      "# docker pull 'a",
      "# b'",
      '#   cancelled',
      '# docker attach web',
      '#   is for a terminal: do it by hand',
      '# docker pull c',
      '#   had not ended'
    ])
  })

  it('makes what docker left behind of a run that could not start, and nothing of a cancelled one', () => {
    const start = () => entry(containers.start(on('a')))
    expect(body([run('a', { detach: true }, { outcome: refused('port is already allocated') }), start()])).toEqual([
      '# docker run -d busybox',
      '#   refused: port is already allocated',
      'container_1=$(docker create busybox)',
      'docker start "$container_1"'
    ])
    expect(body([run('a', {}, { outcome: { kind: 'cancelled' } }), start()])?.at(-1)).toBe(
      '#   its container was not made'
    )
    const both = () =>
      entry(containers.start({ connection, containers: [...on('a').containers, ...on('z', 'old').containers] }))
    expect(body([run('a', { autoRemove: true }, { outcome: refused('no') }), both()])?.at(-1)).toBe('docker start old')
  })

  it('asks for secrets at its top, and holds none', () => {
    const secret = { environment: [{ name: 'PASSWORD', value: 'hunter2', secret: true }] }
    const text = scriptOf([
      run('a', secret),
      run('b', secret),
      run('c', { environment: [{ name: 'OTHER', value: 'x', secret: true }] }, { outcome: { kind: 'cancelled' } })
    ])
    expect(text.match(/^: "\$\{\w+:\?/gm)).toEqual([': "${PASSWORD:?'])
    expect(text).toContain('container_1=$(docker run -d -e "PASSWORD=$PASSWORD" busybox)')
    expect(text).not.toContain('hunter2')
  })

  it('never takes a secret’s variable for its own', () => {
    const secret = { environment: [{ name: 'container_1', value: 'x', secret: true }] }
    expect(body([run('a', secret)])?.at(-1)).toBe('container_2=$(docker run -d -e "container_1=$container_1" busybox)')
  })

  it('speaks to each connection', () => {
    const cli = ['--context', 'far away']
    expect(
      body([run('a', {}, { cli }), entry(containers.remove({ ...on('a'), force: false, volumes: false }), { cli })])
    ).toEqual([
      "container_1=$(docker --context 'far away' run -d busybox)",
      `docker --context 'far away' wait "$container_1" >/dev/null`,
      `docker --context 'far away' rm "$container_1"`
    ])
  })

  it('goes by the end of each command', () => {
    const slow = run('a', { name: 'x' }, { startedAt: 0, duration: 5000 })
    const quick = entry(containers.remove({ ...on('z', 'x'), force: false, volumes: false }), {
      startedAt: 1000,
      duration: 10
    })
    expect(body([slow, quick])).toEqual(['docker rm x', 'docker run -d --name x busybox'])
  })
})
