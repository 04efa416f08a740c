/** Rows under heads, by what they have in common; a head can be closed over its rows. */
import { computed, shallowRef, type ComputedRef } from 'vue'

export interface Group {
  readonly key: string
  readonly title: string
}

/** A head among the rows. It has an id like a row's own, which no row can have. */
export class GroupHead {
  readonly id: string
  constructor(
    readonly group: Group,
    /** Ids of all rows under it, shown or not. */
    readonly members: readonly string[],
    readonly open: boolean
  ) {
    this.id = `\0${group.key}`
  }
}
export const isHeadId = (id: string): boolean => id.startsWith('\0')

export interface Groups<Row> {
  readonly items: ComputedRef<ReadonlyArray<Row | GroupHead>>
  toggle(headId: string): void
  /** The rows under a head; undefined where the id is no head's. */
  membersOf(headId: string): readonly string[] | undefined
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** `groupOf` undefined: rows as they are. Rows without a group come last, under the head that `others` names. */
export function useGroups<Row>(
  rows: () => readonly Row[],
  groupOf: () => ((row: Row) => Group | undefined) | undefined,
  others: () => string,
  keyOf: (row: Row) => string
): Groups<Row> {
  const closed = shallowRef<ReadonlySet<string>>(new Set())
  const heads = computed(() => {
    const read = groupOf()
    if (read === undefined) return undefined
    const groups = new Map<string, { readonly group: Group; readonly rows: Row[] }>()
    for (const row of rows()) {
      const group = read(row) ?? { key: '', title: '' }
      const known = groups.get(group.key)
      if (known === undefined) groups.set(group.key, { group, rows: [row] })
      else known.rows.push(row)
    }
    return [...groups.values()].sort((one, other) =>
      one.group.key === '' ? 1 : other.group.key === '' ? -1 : words.compare(one.group.title, other.group.title)
    )
  })
  const drawn = computed(() =>
    heads.value?.map(({ group, rows: members }) => {
      const named = group.key === '' ? { key: '', title: others() } : group
      const head = new GroupHead(named, members.map(keyOf), !closed.value.has(`\0${group.key}`))
      return { head, rows: members }
    })
  )
  return {
    items: computed(() =>
      drawn.value === undefined
        ? rows()
        : drawn.value.flatMap(({ head, rows: members }): Array<Row | GroupHead> =>
            head.open ? [head, ...members] : [head]
          )
    ),
    toggle(id) {
      const next = new Set(closed.value)
      if (!next.delete(id)) next.add(id)
      closed.value = next
    },
    membersOf: (id) => drawn.value?.find(({ head }) => head.id === id)?.head.members
  }
}
