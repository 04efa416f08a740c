// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { mountUi } from '../test-i18n'
import CommandPalette from './CommandPalette.vue'
import { grouped, markedTitle, matchEntries } from './match'
import { usePalette, type PaletteEntry } from './use-palette'

const entry = (title: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: title,
  title,
  group: 'Actions',
  run: () => {},
  ...more
})
const titles = (entries: readonly PaletteEntry[], query: string): string[] =>
  matchEntries(entries, query).map(({ entry: { title } }) => title)

describe('what the palette finds', () => {
  const entries = [entry('Pull an image…', { keywords: 'download' }), entry('Stop all containers'), entry('Réseaux')]

  it('is forgiving: a slip, another order, another word, no accent', () => {
    expect(titles(entries, 'pull')).toEqual(['Pull an image…'])
    expect(titles(entries, 'plul')).toEqual(['Pull an image…'])
    expect(titles(entries, 'containers stop')).toEqual(['Stop all containers'])
    expect(titles(entries, 'downl')).toEqual(['Pull an image…'])
    expect(titles(entries, 'resea')).toEqual(['Réseaux'])
    expect(titles(entries, 'zebra')).toEqual([])
    expect(titles(entries, '')).toHaveLength(3)
  })

  it('always offers what says so, last', () => {
    expect(titles([entry('Search Docker Hub', { always: true }), ...entries], 'stop')).toEqual([
      'Stop all containers',
      'Search Docker Hub'
    ])
  })

  it('stands under headings in the order of the best match', () => {
    const groups = grouped(matchEntries([entry('xstop', { group: 'B' }), entry('stop', { group: 'A' })], 'stop'))
    expect(groups.map(({ name }) => name)).toEqual(['A', 'B'])
  })

  it('marks what matches in a title, and nothing beyond it', () => {
    expect(markedTitle('stop all', [0, 4])).toEqual([
      { text: 'stop', marked: true },
      { text: ' all', marked: false }
    ])
    expect(
      markedTitle('stop', [0, 20])
        .map(({ text }) => text)
        .join('')
    ).toBe('stop')
  })
})

describe('the palette', () => {
  let wrapper: VueWrapper | undefined
  const remove: Array<() => void> = []
  afterEach(() => {
    wrapper?.unmount()
    remove.splice(0).forEach((one) => one())
  })
  const options = (): string[] =>
    [...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent?.trim() ?? '')
  const input = (): HTMLInputElement => document.querySelector('input') as HTMLInputElement
  const press = (key: string): boolean => input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const type = async (text: string): Promise<void> => {
    input().value = text
    input().dispatchEvent(new Event('input'))
    await flushPromises()
  }

  it('runs what the keyboard chose, once it is closed', async () => {
    const run = vi.fn()
    remove.push(usePalette().register(() => [entry('First'), entry('Second', { run })]))
    wrapper = mountUi(CommandPalette)
    await flushPromises()
    expect(document.activeElement).toBe(input())
    press('ArrowDown')
    await flushPromises()
    expect(document.querySelector('[aria-selected=true]')?.textContent).toContain('Second')
    expect(input().getAttribute('aria-activedescendant')).toBe(document.querySelector('[aria-selected=true]')?.id)
    press('Enter')
    expect(wrapper.emitted('close')).toHaveLength(1)
    await flushPromises()
    expect(run).toHaveBeenCalledOnce()
  })

  it('adds what comes later, and drops what was asked for by what is no longer typed', async () => {
    const answers = new Map<string, (entries: PaletteEntry[]) => void>()
    const signals: AbortSignal[] = []
    remove.push(usePalette().register(() => [entry('image one'), entry('image two')]))
    remove.push(
      usePalette().register((query, signal) => {
        signals.push(signal)
        return new Promise((resolve) => answers.set(query, resolve))
      })
    )
    wrapper = mountUi(CommandPalette)
    await flushPromises()
    await type('ima')
    await type('image')
    expect(signals.slice(0, -1).every(({ aborted }) => aborted)).toBe(true)
    press('ArrowDown')
    answers.get('ima')?.([entry('image stale')])
    answers.get('image')?.([entry('image three')])
    await flushPromises()
    expect(options()).toHaveLength(3)
    expect(document.querySelector('[aria-selected=true]')?.textContent).toContain('image two')
  })

  it('says below an entry what is left out', async () => {
    remove.push(usePalette().register(() => [entry('Stop web', { note: '--signal INT is not taken along.' })]))
    wrapper = mountUi(CommandPalette)
    await flushPromises()
    expect(options()).toEqual(['Stop web--signal INT is not taken along.'])
  })

  it('offers the rest when a provider fails', async () => {
    remove.push(usePalette().register(() => Promise.reject(new Error('no answer'))))
    remove.push(usePalette().register(() => [entry('still here')]))
    wrapper = mountUi(CommandPalette)
    await flushPromises()
    expect(options()).toEqual(['still here'])
  })
})
