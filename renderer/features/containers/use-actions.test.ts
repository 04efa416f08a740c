// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import containersWords from '../../../locales/en/containers.json'
import type { Container } from '../../../contract/containers/model'
import { succeeded, type Failure } from '../../../contract/failure'
import { i18n } from '../../modules/i18n'
import { useContainers } from '../../stores/containers'
import { asked } from '../../ui/dialogs/use-dialogs'
import { toasts } from '../../ui/toasts/use-toasts'
import { testContainer, testWindow, type TestWindow } from './test-window'
import { useActions, wasRemovedHere } from './use-actions'

let escale: TestWindow
let actions: ReturnType<typeof useActions>
const row = (id: string): Container => {
  const found = useContainers().byId.get(id)
  if (found === undefined) throw new Error('no such row')
  return found
}
const web = testContainer()
const db = testContainer({ id: 'd'.repeat(64), name: 'db', volumes: ['data', 'f'.repeat(64)] })
const exited = { state: 'exited' as const, exitCode: 0, since: 2000, status: 'Exited (0) 1 second ago' }
const conflict: Failure = {
  kind: 'conflict',
  reason: 'in-use',
  message: 'removal of container is already in progress',
  remedy: { kind: 'retry' }
}

beforeEach(async () => {
  i18n.global.setLocaleMessage('en', { containers: containersWords })
  asked.value = []
  toasts.value = []
  escale = testWindow()
  mount(defineComponent({ setup: () => ((actions = useActions()), () => h('i')) }), { global: { plugins: [i18n] } })
  await vi.waitFor(() => escale.stream('containers.watch'), 10_000)
  escale.containers({ kind: 'snapshot', containers: [web, db] })
  for (const id of [...actions.pending.value.keys()]) throw new Error(`${id} is still pending from the test before`)
})

describe('acting on containers', () => {
  it('shows at once what is under way, and a second click does nothing twice', async () => {
    void actions.act('stop', [row(web.id)])
    void actions.act('stop', [row(web.id)])
    expect(actions.pending.value.get(web.id)).toBe('stop')
    expect(escale.calls.map(({ name }) => name)).toEqual(['containers.stop'])
    await escale.calls[0]?.answer(succeeded({ done: [web.id], failed: [] }))
    escale.containers({ kind: 'upsert', containers: [{ ...web, ...exited }] })
    await vi.waitFor(() => expect(actions.pending.value.size).toBe(0), 10_000)
  })

  it('goes on showing it until the row has followed, past what changes on the way', async () => {
    const done = actions.act('stop', [row(web.id)])
    await escale.calls[0]?.answer(succeeded({ done: [web.id], failed: [] }))
    escale.containers({ kind: 'upsert', containers: [{ ...web, health: 'unhealthy' }] })
    expect(actions.pending.value.get(web.id)).toBe('stop')
    escale.containers({ kind: 'upsert', containers: [{ ...web, ...exited }] })
    await done
    expect(actions.pending.value.size).toBe(0)
  })

  it('gives up waiting for a row that never follows', async () => {
    vi.useFakeTimers()
    const done = actions.act('stop', [row(web.id)])
    await escale.calls[0]?.answer(succeeded({ done: [web.id], failed: [] }))
    await vi.advanceTimersByTimeAsync(2000)
    await done
    vi.useRealTimers()
    expect(actions.pending.value.size).toBe(0)
  })

  it('tells each refusal by its container, in the engine’s words, with what helps', async () => {
    const done = actions.act('stop', [row(web.id), row(db.id)])
    await escale.calls[0]?.answer(succeeded({ done: [web.id], failed: [{ id: db.id, failure: conflict }] }))
    expect(actions.pending.value.has(db.id)).toBe(false)
    escale.containers({ kind: 'upsert', containers: [{ ...web, ...exited }] })
    await done
    expect(toasts.value).toMatchObject([{ kind: 'failure', detail: conflict.message }])
    expect(toasts.value[0]?.text).toContain('db')
    toasts.value[0]?.action?.run()
    expect(escale.calls.at(-1)).toMatchObject({
      name: 'containers.stop',
      request: { containers: [{ id: db.id, name: 'db' }] }
    })
    await escale.calls.at(-1)?.answer(succeeded({ done: [], failed: [{ id: db.id, failure: conflict }] }))
  })

  it('sums up where several were refused, each with its reason', async () => {
    const done = actions.act('stop', [row(web.id), row(db.id)])
    const failed = [web.id, db.id].map((id) => ({ id, failure: conflict }))
    await escale.calls[0]?.answer(succeeded({ done: [], failed }))
    await done
    expect(toasts.value).toHaveLength(1)
    expect(toasts.value[0]?.detail?.split('\n').map((line) => line.split(':')[0])).toEqual(['web', 'db'])
    toasts.value[0]?.action?.run()
    expect(escale.calls.at(-1)?.request).toMatchObject({ containers: [{ name: 'web' }, { name: 'db' }] })
    await escale.calls.at(-1)?.answer(succeeded({ done: [], failed: [] }))
    escale.containers({ kind: 'upsert', containers: [web, db].map((one) => ({ ...one, ...exited })) })
    await vi.waitFor(() => expect(actions.pending.value.size).toBe(0), 10_000)
  })

  it('sends the timeout and the signal that were chosen', async () => {
    const stopped = actions.act('stop', [row(web.id)], { timeout: 3 })
    expect(escale.calls[0]?.request).toMatchObject({ timeout: 3 })
    await escale.calls[0]?.answer({ ok: false, failure: { kind: 'timed-out', message: '' } })
    await stopped
    const killed = actions.act('kill', [row(web.id)], { signal: 'HUP' })
    expect(escale.calls[1]?.request).toMatchObject({ signal: 'HUP' })
    await escale.calls[1]?.answer({ ok: false, failure: { kind: 'timed-out', message: '' } })
    await killed
  })

  it('sends only those of the chosen for which it makes sense', async () => {
    escale.containers({ kind: 'upsert', containers: [{ ...db, ...exited }] })
    const done = actions.act('stop', [row(web.id), row(db.id)])
    expect(escale.calls[0]?.request).toMatchObject({ containers: [{ id: web.id, name: 'web' }] })
    await escale.calls[0]?.answer({ ok: false, failure: { kind: 'timed-out', message: '' } })
    await done
    expect(toasts.value).toHaveLength(1)
  })
})

describe('removing containers', () => {
  it('asks, with the command and what runs, and does nothing on Cancel', async () => {
    const done = actions.act('remove', [row(db.id)])
    const question = asked.value[0]?.question
    expect(question).toMatchObject({ danger: true, details: [{ name: 'db' }], choices: [{ id: 'volumes' }] })
    expect(typeof question?.command === 'function' && question.command({ volumes: true })).toBe('docker rm -f -v db')
    asked.value[0]?.answer(undefined)
    await done
    expect(escale.calls).toEqual([])
  })

  it('offers its volumes only where one has no name', async () => {
    void actions.act('remove', [row(web.id)])
    expect(asked.value[0]?.question.choices).toEqual([])
    asked.value[0]?.answer(undefined)
  })

  it('remembers what was removed here, and not what was refused', async () => {
    const done = actions.act('remove', [row(web.id), row(db.id)])
    asked.value[0]?.answer({ volumes: true })
    await vi.waitFor(() => expect(escale.calls).toHaveLength(1), 10_000)
    expect(escale.calls[0]?.request).toMatchObject({ force: true, volumes: true })
    await escale.calls[0]?.answer(succeeded({ done: [web.id], failed: [{ id: db.id, failure: conflict }] }))
    escale.containers({ kind: 'remove', ids: [web.id] })
    await done
    expect(wasRemovedHere(web.id)).toBe(true)
    expect(wasRemovedHere(db.id)).toBe(false)
  })

  it('has a word typed for many of which one runs', async () => {
    const many = Array.from({ length: 6 }, (_, index) =>
      testContainer({ id: String(index).repeat(64), name: `job-${index}` })
    )
    escale.containers({ kind: 'snapshot', containers: many })
    void actions.act('remove', many)
    expect(asked.value[0]?.question.typed).toBe('remove')
    asked.value[0]?.answer(undefined)
  })
})
