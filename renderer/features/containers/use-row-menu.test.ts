// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import careWords from '../../../locales/en/containers-care.json'
import containersWords from '../../../locales/en/containers.json'
import { i18n } from '../../modules/i18n'
import { router } from '../../modules/router'
import { testContainer, testWindow, type TestWindow } from './test-window'
import { useRowMenu, type RowMenu } from './use-row-menu'

let escale: TestWindow
let menu: RowMenu
const act = vi.fn()
const web = testContainer({ state: 'created' })

/** What an entry says of itself, wherever in the menu it stands. */
const entry = (id: string) =>
  menu.items.value.flatMap((item) => [item, ...(item.items ?? [])]).find((item) => item.id === id)

beforeEach(async () => {
  i18n.global.setLocaleMessage('en', { containers: containersWords, 'containers-care': careWords })
  escale = testWindow()
  act.mockClear()
  mount(defineComponent({ setup: () => ((menu = useRowMenu(act, vi.fn())), () => h('i')) }), {
    global: { plugins: [i18n, router] }
  })
  await vi.waitFor(() => escale.stream('containers.watch'), 10_000)
  escale.containers({ kind: 'snapshot', containers: [web] })
  menu.open([web], { x: 1, y: 1 })
})

describe('the menu of rows', () => {
  it('offers what is possible now, though the container changed after it was opened', () => {
    expect(entry('stop')?.disabled).toBe(true)
    expect(entry('wait')?.reason).toBe(careWords.why['not-running'])
    escale.containers({ kind: 'upsert', containers: [{ ...web, state: 'running' }] })
    expect(entry('stop')?.disabled).toBe(false)
    expect(entry('wait')?.reason).toBeUndefined()
  })

  it('does it to the container as it is now', () => {
    const running = { ...web, state: 'running' as const }
    escale.containers({ kind: 'upsert', containers: [running] })
    menu.choose('stop')
    expect(act).toHaveBeenCalledWith('stop', [running])
  })

  it('does nothing to one that went meanwhile', () => {
    escale.containers({ kind: 'remove', ids: [web.id] })
    menu.choose('stop')
    expect(act).not.toHaveBeenCalled()
  })
})
