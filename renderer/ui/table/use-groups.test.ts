import { shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { GroupHead, isHeadId, useGroups, type Group } from './use-groups'

interface Row {
  readonly id: string
  readonly project?: string
}
const rows = shallowRef<readonly Row[]>([
  { id: 'a', project: 'shop' },
  { id: 'b' },
  { id: 'c', project: 'blog' },
  { id: 'd', project: 'shop' }
])
const by = shallowRef<((row: Row) => Group | undefined) | undefined>()
const { items, toggle, membersOf } = useGroups(
  () => rows.value,
  () => by.value,
  () => 'no project',
  ({ id }) => id
)
const shown = (): readonly string[] =>
  items.value.map((item) => (item instanceof GroupHead ? `# ${item.group.title}` : item.id))

describe('groups', () => {
  it('are not there until they are asked for', () => expect(items.value).toBe(rows.value))

  it('stand in their order, with the rows in theirs, and those without one last', () => {
    by.value = ({ project }) => (project === undefined ? undefined : { key: project, title: project })
    expect(shown()).toEqual(['# blog', 'c', '# shop', 'a', 'd', '# no project', 'b'])
  })

  it('are closed and opened, and know their rows all the same', () => {
    const head = items.value.find((item) => item instanceof GroupHead && item.group.key === 'shop')
    const id = head instanceof GroupHead ? head.id : ''
    expect([isHeadId(id), isHeadId('a')]).toEqual([true, false])
    toggle(id)
    expect(shown()).toEqual(['# blog', 'c', '# shop', '# no project', 'b'])
    expect(membersOf(id)).toEqual(['a', 'd'])
    expect(membersOf('a')).toBeUndefined()
    toggle(id)
    expect(shown()).toHaveLength(7)
  })
})
