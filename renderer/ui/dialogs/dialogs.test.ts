// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { mountUi } from '../test-i18n'
import DialogHost from './DialogHost.vue'
import { asked, useDialogs } from './use-dialogs'

const { ask, confirm } = useDialogs()
let wrapper: VueWrapper
beforeEach(() => (wrapper = mountUi(DialogHost)))
afterEach(() => {
  asked.value = []
  wrapper.unmount()
  document.body.replaceChildren()
})

const dialog = (): HTMLElement => document.querySelector<HTMLElement>('[role=alertdialog]') as HTMLElement
async function shown(): Promise<HTMLElement> {
  // The dialog's own chunk comes first.
  await expect.poll(() => document.querySelector('[role=alertdialog]'), { timeout: 15_000 }).not.toBeNull()
  await flushPromises()
  return dialog()
}
const button = (name: string): HTMLButtonElement =>
  [...dialog().querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name) as HTMLButtonElement

describe('asking', { timeout: 20_000 }, () => {
  it('names what goes, and begins on Cancel where something is destroyed', async () => {
    const answer = confirm({
      title: 'Remove 2 volumes?',
      details: ['one', { name: 'two', note: '12MB' }],
      danger: true,
      confirmLabel: 'Remove',
      command: 'docker volume rm one two'
    })
    const text = (await shown()).textContent ?? ''
    for (const words of ['Remove 2 volumes?', 'one', 'two', '12MB', 'docker volume rm one two'])
      expect(text).toContain(words)
    expect(document.activeElement?.textContent?.trim()).toBe('Cancel')
    button('Remove').click()
    button('Remove').closest('form')?.requestSubmit()
    expect(await answer).toBe(true)
  })

  it('is answered no by Cancel and by Escape', async () => {
    const first = confirm({ title: 'One?', confirmLabel: 'Yes' })
    await shown()
    button('Cancel').click()
    expect(await first).toBe(false)
    const second = confirm({ title: 'Two?', confirmLabel: 'Yes' })
    await expect.poll(() => dialog()?.textContent, { timeout: 5000 }).toContain('Two?')
    await flushPromises()
    dialog().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(await second).toBe(false)
  })

  it('waits for the word to be typed', async () => {
    const answer = confirm({ title: 'Remove?', danger: true, confirmLabel: 'Remove', typed: 'data' })
    await shown()
    const input = dialog().querySelector('input') as HTMLInputElement
    expect(document.activeElement).toBe(input)
    expect(button('Remove').getAttribute('aria-disabled')).toBe('true')
    button('Remove').closest('form')?.requestSubmit()
    expect(asked.value).toHaveLength(1)
    input.value = 'data'
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    button('Remove').closest('form')?.requestSubmit()
    expect(await answer).toBe(true)
  })

  it('gives the choices that were made, and shows the command for them', async () => {
    const answer = ask({
      title: 'Remove?',
      confirmLabel: 'Remove',
      choices: [{ id: 'force', label: 'By force' }],
      command: ({ force }) => (force === true ? 'docker rm --force web' : 'docker rm web')
    })
    await shown()
    expect(dialog().querySelector('pre')?.textContent).toBe('docker rm web')
    const box = dialog().querySelector<HTMLInputElement>('input[type=checkbox]')
    box?.click()
    await flushPromises()
    expect(dialog().querySelector('pre')?.textContent).toBe('docker rm --force web')
    button('Remove').closest('form')?.requestSubmit()
    expect(await answer).toEqual({ force: true })
  })

  it('asks one thing at a time', async () => {
    const first = confirm({ title: 'First?', confirmLabel: 'Yes' })
    const second = confirm({ title: 'Second?', confirmLabel: 'Yes' })
    await shown()
    expect(document.querySelectorAll('[role=alertdialog]')).toHaveLength(1)
    expect(dialog().textContent).toContain('First?')
    asked.value[0]?.answer({})
    expect(await first).toBe(true)
    await expect.poll(() => dialog()?.textContent, { timeout: 5000 }).toContain('Second?')
    asked.value[0]?.answer(undefined)
    expect(await second).toBe(false)
  })
})
