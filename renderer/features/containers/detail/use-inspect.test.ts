// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import { succeeded } from '../../../../contract/failure'
import { useConnections } from '../../../stores/connections'
import { testContainer, testWindow, type TestWindow } from '../test-window'
import { useInspect, type Inspection } from './use-inspect'

let escale: TestWindow
let scope: EffectScope
let inspection: Inspection
const container = shallowRef(testContainer())
const wanted = shallowRef(true)

beforeEach(async () => {
  escale = testWindow()
  container.value = testContainer()
  wanted.value = true
  scope = effectScope()
  const connections = useConnections()
  await vi.waitFor(() => expect(connections.live).toBe(true), 10_000)
  scope.run(
    () =>
      (inspection = useInspect(
        () => container.value,
        () => wanted.value
      ))
  )
})
afterEach(() => scope.stop())

describe('reading the inspect', () => {
  it('reads again when the row changes, never two at once', async () => {
    expect(escale.calls).toHaveLength(1)
    for (let change = 0; change < 50; change++) {
      container.value = testContainer({ name: `web-${change}` })
      await Promise.resolve()
    }
    expect(escale.calls).toHaveLength(1)
    await escale.calls[0]?.answer(succeeded({ Name: '/web' }))
    await vi.waitFor(() => expect(escale.calls).toHaveLength(2), 10_000)
    expect(escale.calls[1]?.request).toMatchObject({ container: { name: 'web-49' } })
    await escale.calls[1]?.answer(succeeded({ Name: '/web-49' }))
    expect(inspection.value.value).toEqual({ Name: '/web-49' })
    expect(escale.calls).toHaveLength(2)
  })

  it('keeps what it knows when a reading fails, and says why', async () => {
    await escale.calls[0]?.answer(succeeded({ Name: '/web' }))
    inspection.refresh()
    await escale.calls[1]?.answer({ ok: false, failure: { kind: 'timed-out', message: '' } })
    expect(inspection.value.value).toEqual({ Name: '/web' })
    expect(inspection.failure.value?.kind).toBe('timed-out')
  })

  it('says nothing of a container that is just gone', async () => {
    await escale.calls[0]?.answer({ ok: false, failure: { kind: 'not-found', subject: 'container', message: '' } })
    expect(inspection.failure.value).toBeUndefined()
  })

  it('reads nothing while nobody looks', async () => {
    await escale.calls[0]?.answer(succeeded({}))
    wanted.value = false
    await Promise.resolve()
    container.value = testContainer({ name: 'other' })
    await Promise.resolve()
    expect(escale.calls).toHaveLength(1)
  })
})
