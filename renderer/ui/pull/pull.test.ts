// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { PullProgress } from '../../../contract/images/model'
import type { TaskRecord } from '../../../contract/tasks/model'
import { i18n, useLanguage } from '../../modules/i18n'
import { pullLines, pullSummary } from './pull-lines'
import PullPanel from './PullPanel.vue'
import { nextStep } from './next-step'
import { usePulls, withTag, type Pulls } from './use-pulls'

const progress = (layers: PullProgress['layers'], ...messages: string[]): PullProgress => ({
  reference: 'x',
  layers,
  messages
})

describe('pullLines', () => {
  it('has docker’s order: where from, the layers, the digest and the status, each once', () => {
    const said = progress(
      [],
      'latest: Pulling from library/x',
      'Digest: sha256:1',
      'Status: Downloaded newer image for x:latest'
    )
    expect(
      pullLines(said, { reference: 'x', digest: 'sha256:1', status: 'Status: Downloaded newer image for x:latest' })
    ).toEqual({
      head: ['latest: Pulling from library/x'],
      layers: [],
      tail: ['Digest: sha256:1', 'Status: Downloaded newer image for x:latest']
    })
  })
  it('says how far each layer is, and that it is not known where the engine does not say', () => {
    const { layers } = pullLines(
      progress([
        { id: 'a', status: 'Already exists' },
        { id: 'b', status: 'Downloading', current: 5, total: 20 },
        { id: 'c', status: 'Extracting' },
        { id: 'd', status: 'Waiting' },
        { id: 'e', status: 'Download complete' }
      ])
    )
    expect(layers.map(({ step, share }) => [step, share])).toEqual([
      ['done', 1],
      ['moving', 0.25],
      ['moving', undefined],
      ['waiting', 0],
      ['waiting', 1]
    ])
    expect(pullSummary(layers)).toEqual({ done: 1, total: 5, current: 5, size: 20 })
  })
  it('moves nothing any more where it was halted, and keeps how far it had come', () => {
    const { layers } = pullLines(
      progress([
        { id: 'a', status: 'Downloading', current: 5, total: 20 },
        { id: 'b', status: 'Extracting' }
      ]),
      undefined,
      true
    )
    expect(layers.map(({ step, share }) => [step, share])).toEqual([
      ['halted', 0.25],
      ['halted', 0]
    ])
  })
})

describe('withTag', () => {
  it('adds the tag that docker adds, and only where there is none', () => {
    expect(['busybox', 'localhost:5000/app', 'app:1', 'docker.io/library/app'].map(withTag)).toEqual([
      'busybox:latest',
      'localhost:5000/app:latest',
      'app:1',
      'app:latest'
    ])
  })
})

describe('nextStep', () => {
  const reference = 'registry.example:5000/team/app:1'
  it('leads to the sign-in of the registry that the image names, not of the host that answered', () => {
    expect(nextStep({ kind: 'auth-required', message: '' }, reference)).toMatchObject({
      id: 'sign-in',
      to: { path: '/registries', query: { 'sign-in': 'registry.example:5000' } }
    })
    expect(nextStep({ kind: 'auth-required', message: '' }, 'busybox')?.to).toMatchObject({
      query: { 'sign-in': 'docker.io' }
    })
  })
  it.each(['certificate', 'plain'] as const)('leads to what mends a registry that is not trusted: %s', (reason) => {
    const failure = { kind: 'network', host: 'auth.example', reason, message: '' } as const
    expect(nextStep(failure, reference)).toMatchObject({
      id: 'trust',
      to: { path: '/registries', query: { trust: 'registry.example:5000' } }
    })
  })
  it('makes room on the engine', () => {
    expect(nextStep({ kind: 'disk-full', message: '' }, reference)).toMatchObject({
      id: 'prune',
      to: { path: '/images', query: { prune: '' } }
    })
  })
  it('has nothing for what is no matter of the registry', () => {
    expect(nextStep({ kind: 'network', host: 'registry.example', message: '' }, reference)).toBeUndefined()
    expect(nextStep({ kind: 'disk-full', here: true, message: '' }, reference)).toBeUndefined()
    expect(nextStep(undefined, reference)).toBeUndefined()
  })
})

describe('several pulls', () => {
  let send: Record<string, (item: unknown) => void>
  let calls: Array<readonly [string, unknown]>
  const scope = effectScope()
  afterEach(() => vi.unstubAllGlobals())

  const task = (id: string, state: TaskRecord['state']['kind'], subject: string, ...flags: string[]): TaskRecord => ({
    id,
    operation: 'images.pull',
    connection: 'x',
    subject,
    startedAt: 0,
    command: { parts: ['docker', 'pull', ...flags, subject].map((text) => ({ text })) } as TaskRecord['command'],
    state: (state === 'failed'
      ? { kind: state, failure: { kind: 'timed-out', message: '' } }
      : { kind: state }) as TaskRecord['state']
  })
  function setUp(tasks: readonly TaskRecord[]): Pulls {
    send = {}
    calls = []
    vi.stubGlobal('escale', {
      call: (name: string, request: unknown) => {
        calls.push([name, request])
        return Promise.resolve({ ok: true, value: { task: `new-${calls.length}` } })
      },
      open: (name: string, _: unknown, listener: (message: unknown) => void) => {
        send[name] = (item) => listener({ kind: 'items', items: JSON.stringify([item]) })
        return name
      },
      close: () => undefined
    })
    setActivePinia(createPinia())
    const pulls = scope.run(() => usePulls())
    if (pulls === undefined) throw new Error('no scope')
    send['connections.watch']?.({ current: 'x', connections: [{ id: 'x', state: { kind: 'connecting' }, cli: [] }] })
    send['tasks.watch']?.({ kind: 'snapshot', tasks })
    return pulls
  }
  const ids = (pulls: Pulls): readonly string[] => pulls.shown.value.map((pull) => pull.task.id).sort()

  it('of one image are shown once: the one under way, else the last', () => {
    const pulls = setUp([
      task('1', 'failed', 'busybox'),
      task('2', 'running', 'docker.io/library/busybox:latest'),
      task('3', 'failed', 'app:1'),
      task('4', 'done', 'app:2')
    ])
    expect(ids(pulls)).toEqual(['2', '3', '4'])
  })
  it('for other platforms are pulls of their own, told apart by name', async () => {
    await useLanguage('en')
    const pulls = setUp([
      task('1', 'running', 'busybox'),
      task('2', 'running', 'busybox', '--platform', 'linux/arm64'),
      task('3', 'running', 'busybox', '--all-tags')
    ])
    expect(ids(pulls)).toEqual(['1', '2', '3'])
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] })
    const names = pulls.shown.value.map((pull) =>
      mount(PullPanel, { props: { pull }, global: { plugins: [i18n, router] } })
        .get('section')
        .attributes('aria-label')
    )
    expect(new Set(names).size).toBe(3)
    expect(names).toContain('Pulling busybox for linux/arm64')
  })
  it('asked for at once are one, and one that is asked for again is asked for as it was', async () => {
    const pulls = setUp([task('1', 'failed', 'app', '--platform', 'linux/arm64')])
    const begun = await Promise.all([pulls.begin('busybox'), pulls.begin('busybox:latest')])
    expect(begun[0]).toEqual(begun[1])
    expect(calls.filter(([name]) => name === 'images.pull')).toHaveLength(1)
    const [failed] = pulls.shown.value
    if (failed === undefined) throw new Error('not shown')
    await pulls.again(failed)
    expect(calls.at(-1)).toEqual(['images.pull', { connection: 'x', reference: 'app', platform: 'linux/arm64' }])
    expect(ids(pulls)).toEqual([])
  })
})
