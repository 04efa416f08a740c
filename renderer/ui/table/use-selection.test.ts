import { describe, expect, it } from 'vitest'
import { computed, shallowRef } from 'vue'
import { useSelection } from './use-selection'

function table(...ids: string[]) {
  const shown = shallowRef<readonly string[]>(ids)
  const places = computed(() => new Map(shown.value.map((id, index) => [id, index])))
  const selection = useSelection(
    (id) => places.value.get(id),
    (index) => shown.value[index],
    () => shown.value.length
  )
  return { shown, selection, chosen: () => [...selection.present.value].sort() }
}

describe('a selection', () => {
  it('chooses one, toggles, and extends from where it began', () => {
    const { selection, chosen } = table('a', 'b', 'c', 'd', 'e')
    selection.only('b')
    selection.extend('d')
    expect(chosen()).toEqual(['b', 'c', 'd'])
    selection.extend('a')
    expect(chosen()).toEqual(['a', 'b'])
    selection.toggle('e')
    expect(chosen()).toEqual(['a', 'b', 'e'])
    selection.extend('d', true)
    expect(chosen()).toEqual(['a', 'b', 'd', 'e'])
    selection.toggle('e')
    expect(chosen()).toEqual(['a', 'b', 'd'])
  })

  it('outlives a refresh that brings new rows in another order', () => {
    const { shown, selection, chosen } = table('a', 'b', 'c')
    selection.only('b')
    selection.toggle('c')
    shown.value = ['c', 'x', 'b', 'a']
    expect(chosen()).toEqual(['b', 'c'])
  })

  it('does not count what a filter hides, and has it again when the filter goes', () => {
    const { shown, selection, chosen } = table('a', 'b', 'c')
    selection.all()
    shown.value = ['b']
    expect(chosen()).toEqual(['b'])
    shown.value = ['a', 'b', 'c']
    expect(chosen()).toEqual(['a', 'b', 'c'])
  })

  it('forgets what is hidden once a person chooses anew', () => {
    const { shown, selection, chosen } = table('a', 'b', 'c')
    selection.all()
    shown.value = ['b', 'c']
    selection.toggle('c')
    shown.value = ['a', 'b', 'c']
    expect(chosen()).toEqual(['b'])
  })

  it('extends from the row itself where the one it began at is gone', () => {
    const { shown, selection, chosen } = table('a', 'b', 'c')
    selection.only('a')
    shown.value = ['b', 'c']
    selection.extend('c')
    expect(chosen()).toEqual(['c'])
  })
})
