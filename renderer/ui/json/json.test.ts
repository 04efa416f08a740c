// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import fc from 'fast-check'
import type { VueWrapper } from '@vue/test-utils'
import { nextTick } from 'vue'
import { mountUi } from '../test-i18n'
import { branchPaths, jsonRows, searchJson, type Json } from './json-tree'
import JsonView from './JsonView.vue'

const value = { Id: 'abc', Config: { Env: ['A=1', 'B=2'], 'with space': null }, Ports: {} }

describe('JSON as rows', () => {
  it('has rows for what is open only, each with its path', () => {
    expect(jsonRows(value, new Set()).map(({ path }) => path)).toEqual([''])
    expect(jsonRows(value, new Set(['', '.Config'])).map(({ path }) => path)).toEqual([
      '',
      '.Id',
      '.Config',
      '.Config.Env',
      '.Config["with space"]',
      '.Ports'
    ])
  })

  it('has a row for every value of any JSON, and paths that are unlike', () => {
    const count = (json: Json): number =>
      json !== null && typeof json === 'object'
        ? 1 + Object.values(json).reduce<number>((sum, one) => sum + count(one as Json), 0)
        : 1
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        const rows = jsonRows(json as Json, branchPaths(json as Json))
        expect(rows).toHaveLength(count(json as Json))
        expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length)
      })
    )
  })

  it('finds names and values, and what to unfold for them', () => {
    const { matches, open } = searchJson(value, 'b=')
    expect(matches).toEqual(['.Config.Env[1]'])
    expect([...open]).toEqual(['', '.Config', '.Config.Env'])
    expect(searchJson(value, 'PORTS').matches).toEqual(['.Ports'])
  })
})

describe('the JSON view', () => {
  const call = vi.fn((..._: unknown[]) => Promise.resolve({ ok: true, value: undefined }))
  let wrapper: VueWrapper
  beforeEach(() => {
    Object.assign(window, { escale: { call } })
    wrapper = mountUi(JsonView, { props: { value } })
  })
  afterEach(() => wrapper.unmount())
  const names = (): string[] => wrapper.findAll('[role=treeitem] .name').map((name) => name.text().replace(/:.*$/, ''))

  it('folds by the arrows', async () => {
    expect(names()).toEqual(['Id', 'Config', 'Env', 'with space', 'Ports'])
    const tree = wrapper.get('[role=tree]')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) await tree.trigger('keydown', { key })
    expect(names()).toEqual(['Id', 'Config', 'Ports'])
    await tree.trigger('keydown', { key: 'ArrowRight' })
    expect(names()).toContain('Env')
  })

  it('unfolds what is searched for', async () => {
    await wrapper.get('input').setValue('B=2')
    await nextTick()
    expect(wrapper.text()).toContain('"B=2"')
    expect(wrapper.text()).toContain('1 match')
  })

  it('copies everything, and one value', async () => {
    await wrapper.get('[aria-label="Copy everything"]').trigger('click')
    expect(call).toHaveBeenLastCalledWith('app.copyText', { text: JSON.stringify(value, null, 2) })
    await wrapper.findAll('.copy')[1]?.trigger('click')
    expect(call).toHaveBeenLastCalledWith('app.copyText', { text: 'abc' })
  })
})
