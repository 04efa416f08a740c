// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { h, type Component } from 'vue'
import { mountUi } from '../test-i18n'
import type { Column } from './columns'
import DataTable from './DataTable.vue'
import { byText } from './use-sort'

interface Row {
  readonly id: string
  readonly name: string
}
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `id${index}`, name: `name ${index}` }))
const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: 200, text: ({ name }) => name, sort: byText(({ name }) => name) },
  { id: 'id', title: 'Id', width: 100, cell: 'id' },
  { id: 'extra', title: 'Extra', width: 100, text: () => 'x', hidden: true }
]

/** Generic over its rows, which a test's `mount` cannot say. */
const Table = DataTable as unknown as Component

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function table(count: number, props: Record<string, unknown> = {}) {
  wrapper = mountUi(Table, {
    props: { rows: rowsOf(count), columns, rowKey: ({ id }: Row) => id, label: 'Things', ...props },
    slots: { id: ({ row }: { row: Row }) => h('b', row.id) }
  })
  const grid = wrapper.get('[role=grid]')
  return {
    wrapper,
    grid,
    names: () => wrapper?.findAll('.data-table-row').map((row) => row.findAll('[role=gridcell]')[1]?.text()) ?? [],
    row: (index: number) => wrapper?.get(`[data-index="${index}"]`) as ReturnType<VueWrapper['get']>,
    chosen: () =>
      wrapper
        ?.findAll('[aria-selected=true]')
        .map((row) => Number(row.attributes('data-index')))
        .sort((a, b) => a - b),
    press: (key: string, more: Record<string, unknown> = {}) => grid.trigger('keydown', { key, ...more })
  }
}

describe('the table', () => {
  it('draws only what is in view of 100,000 rows, and says how many there are', () => {
    const { wrapper, grid } = table(100_000)
    expect(wrapper.findAll('.data-table-row').length).toBeLessThan(60)
    expect(grid.attributes('aria-rowcount')).toBe('100001')
    expect(wrapper.get('[data-index="0"]').attributes('aria-rowindex')).toBe('2')
  })

  it('draws cells as text and by slots', () => {
    const { row } = table(3)
    expect(row(1).text()).toContain('name 1')
    expect(row(1).get('b').text()).toBe('id1')
  })

  it('uses its row elements again while it scrolls', async () => {
    const { grid, row, wrapper } = table(1000)
    const before = new Set(wrapper.findAll('.data-table-row').map(({ element }) => element))
    grid.element.scrollTop = 16_000
    await grid.trigger('scroll')
    expect(row(500).text()).toContain('name 500')
    const reused = wrapper.findAll('.data-table-row').filter(({ element }) => before.has(element))
    expect(reused.length).toBe(before.size)
  })

  it('chooses by clicks, with Control and Shift', async () => {
    const { row, chosen } = table(10)
    await row(2).trigger('click')
    expect(chosen()).toEqual([2])
    await row(5).trigger('click', { shiftKey: true })
    expect(chosen()).toEqual([2, 3, 4, 5])
    await row(3).trigger('click', { ctrlKey: true })
    expect(chosen()).toEqual([2, 4, 5])
    await row(7).get('[data-check]').trigger('click')
    expect(chosen()).toEqual([2, 4, 5, 7])
  })

  it('is driven by the keyboard', async () => {
    const { wrapper, grid, press, chosen } = table(10)
    await press('ArrowDown')
    await press('ArrowDown')
    expect(chosen()).toEqual([1])
    const active = grid.attributes('aria-activedescendant')
    expect(wrapper.get(`[id="${active}"]`).attributes('data-index')).toBe('1')
    await press('ArrowDown', { shiftKey: true })
    expect(chosen()).toEqual([1, 2])
    await press('End', { ctrlKey: true })
    await press(' ')
    expect(chosen()).toEqual([1, 2, 9])
    await press('a', { ctrlKey: true })
    expect(chosen()?.length).toBe(10)
    await press('Enter')
    expect(wrapper.emitted('open')).toEqual([['id9']])
    await press('Delete')
    expect((wrapper.emitted('delete')?.[0]?.[0] as string[]).length).toBe(10)
    await press('Escape')
    expect(chosen()).toEqual([])
    await press('ContextMenu')
    expect(wrapper.emitted('menu')?.[0]?.[0]).toMatchObject({ ids: ['id9'] })
    await press('w')
    expect(wrapper.emitted('type')).toEqual([['w']])
  })

  it('opens by one click, chooses only with a modifier, and asks for a menu by the other button', async () => {
    const { wrapper, row, chosen } = table(5)
    await row(1).trigger('click')
    await row(2).trigger('click', { ctrlKey: true })
    expect(wrapper.emitted('open')).toEqual([['id1']])
    await row(2).trigger('contextmenu', { clientX: 5, clientY: 6 })
    expect(wrapper.emitted('menu')?.[0]?.[0]).toMatchObject({ ids: ['id1', 'id2'], at: { x: 5, y: 6 } })
    await row(4).trigger('contextmenu')
    expect(chosen()).toEqual([4])
  })

  it('keeps the selection, and the order, through a refresh', async () => {
    const { wrapper, row, chosen, names } = table(5, {
      settings: { hidden: [], widths: {}, sort: { column: 'name', descending: true } }
    })
    expect(names()).toEqual(['name 4', 'name 3', 'name 2', 'name 1', 'name 0'])
    await row(1).trigger('click')
    await wrapper.setProps({ rows: [...rowsOf(5).slice(1), { id: 'new', name: 'name 9' }] })
    expect(names()).toEqual(['name 9', 'name 4', 'name 3', 'name 2', 'name 1'])
    expect(chosen()).toEqual([2])
  })

  it('tells its parent of the selection, and takes one from it', async () => {
    const { wrapper, row, chosen } = table(5)
    await row(1).trigger('click')
    expect([...((wrapper.emitted('update:selected')?.at(-1)?.[0] as Set<string>) ?? [])]).toEqual(['id1'])
    await wrapper.setProps({ selected: new Set(['id3']) })
    expect(chosen()).toEqual([3])
  })

  it('sorts by a click on a title, and says so', async () => {
    const { wrapper, names } = table(12)
    const title = wrapper.get('[role=columnheader] .title')
    await title.trigger('click')
    expect(wrapper.get('[aria-sort]').attributes('aria-sort')).toBe('ascending')
    expect(wrapper.emitted('update:settings')?.[0]?.[0]).toMatchObject({ sort: { column: 'name', descending: false } })
    expect(names()[2]).toBe('name 2')
    await title.trigger('click')
    expect(wrapper.get('[aria-sort]').attributes('aria-sort')).toBe('descending')
  })

  it('widens a column by the keyboard, and never below its least width', async () => {
    const { wrapper } = table(2)
    await wrapper.get('[role=columnheader] .title').trigger('keydown', { key: 'ArrowLeft', altKey: true })
    const settings = wrapper.emitted('update:settings')?.[0]?.[0] as { widths: Record<string, number> }
    expect(settings.widths['name']).toBeGreaterThanOrEqual(48)
  })

  it('shows what it is told when there is nothing', async () => {
    wrapper = mountUi(Table, {
      props: { rows: [], columns, rowKey: ({ id }: Row) => id, label: 'Things' },
      slots: { empty: () => h('p', 'Nothing here') }
    })
    await flushPromises()
    expect(wrapper.text()).toContain('Nothing here')
  })
})

describe('groups', () => {
  const groupOf = ({ id }: Row) =>
    id === 'id3'
      ? undefined
      : { key: 'even odd'.split(' ')[Number(id.slice(2)) % 2] ?? '', title: `Group ${Number(id.slice(2)) % 2}` }
  it('are walked with the rows, closed by the keyboard, and never chosen', async () => {
    const { grid, row, press, chosen, wrapper } = table(4, { groupOf, others: 'None of them' })
    expect(wrapper.findAll('.data-table-row').map((one) => one.text())).toMatchObject({ length: 7 })
    expect(row(0).attributes('aria-expanded')).toBe('true')
    await press('ArrowDown')
    expect(chosen()).toEqual([])
    await press('ArrowDown')
    expect(chosen()).toEqual([1])
    await press('a', { ctrlKey: true })
    expect(chosen()).toEqual([1, 2, 4, 6])
    await press('Home')
    await press(' ')
    expect(row(0).attributes('aria-expanded')).toBe('false')
    expect(grid.attributes('aria-rowcount')).toBe('6')
    expect(row(1).text()).toContain('Group 1')
    await row(0).trigger('click')
    expect(row(0).attributes('aria-expanded')).toBe('true')
  })

  it('give their menu all of their rows', async () => {
    const { row, wrapper } = table(4, { groupOf, others: 'None of them' })
    await row(0).trigger('contextmenu')
    expect(wrapper.findComponent(Table).emitted('menu')?.[0]).toMatchObject([{ ids: ['id0', 'id2'] }])
  })
})
