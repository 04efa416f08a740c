/** Pointer and keyboard on a table: one listener each for all rows. */
import type { ShallowRef } from 'vue'
import { modKey } from '../base/shortcut'
import { placeOf, type MenuPlace } from '../base/menu-model'
import { tableKey } from './table-keys'
import { isHeadId, type Groups } from './use-groups'
import type { Selection } from './use-selection'
import type { SteadyRows } from './use-steady-rows'
import type { VirtualRows } from './use-virtual-rows'

export interface TableEvents {
  open(id: string): void
  delete(ids: readonly string[]): void
  menu(ids: readonly string[], at: MenuPlace): void
  type(character: string): void
}

interface Table<Row> {
  readonly groups: Pick<Groups<never>, 'toggle' | 'membersOf'>
  readonly scroller: Readonly<ShallowRef<HTMLElement | null>>
  readonly selection: Selection
  readonly virtual: VirtualRows
  readonly steady: SteadyRows<Row>
  readonly indexOf: (id: string) => number | undefined
  readonly idAt: (index: number) => string | undefined
  readonly count: () => number
  readonly rowHeight: number
  readonly headHeight: number
  readonly selectable: () => boolean
  readonly openOn: () => 'click' | 'double-click'
  readonly emit: TableEvents
}

export interface TableInput {
  readonly listeners: Record<string, (event: never) => void>
  /** The row that the keyboard stands on, while the table has the focus and shows it. */
  kept(): string | undefined
}

const interactive = 'a, button, input, select, textarea, summary, [contenteditable]'

export function useTableInput<Row>(table: Table<Row>): TableInput {
  const { scroller, selection, virtual, steady, emit } = table
  let pointer: { readonly x: number; readonly y: number } | undefined
  let bodyTop = 0
  let menuKeyAt = Number.NEGATIVE_INFINITY

  const rowOf = (event: Event): HTMLElement | undefined =>
    event.target instanceof Element ? (event.target.closest<HTMLElement>('[data-index]') ?? undefined) : undefined
  const idOf = (row: HTMLElement): string | undefined => table.idAt(Number(row.dataset['index']))
  const onControl = (event: Event): boolean => {
    const control = event.target instanceof Element ? event.target.closest(interactive) : null
    return control !== null && scroller.value?.contains(control) === true
  }

  /** What an action on the row is meant for: all that is chosen where the row is among it, else the row alone. */
  function meant(id: string | undefined): readonly string[] {
    const present = selection.present.value
    if (id === undefined) return [...present]
    const members = table.groups.membersOf(id)
    if (members !== undefined) return members
    return present.has(id) ? [...present] : [id]
  }

  function click(event: MouseEvent): void {
    const row = rowOf(event)
    const id = row === undefined ? undefined : idOf(row)
    if (id === undefined || onControl(event)) return
    if (isHeadId(id)) {
      selection.active.value = id
      return table.groups.toggle(id)
    }
    const onCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null
    if (!table.selectable()) selection.active.value = id
    else if (event.shiftKey) selection.extend(id, modKey(event) || onCheck)
    else if (modKey(event) || onCheck) selection.toggle(id)
    else selection.only(id)
    if (table.openOn() === 'click' && !event.shiftKey && !modKey(event) && !onCheck) emit.open(id)
  }

  function doubleClick(event: MouseEvent): void {
    const row = rowOf(event)
    const id = row === undefined ? undefined : idOf(row)
    if (id === undefined || isHeadId(id) || onControl(event) || table.openOn() === 'click') return
    emit.open(id)
  }

  function contextMenu(event: MouseEvent): void {
    event.preventDefault()
    // The key that asks for a menu also makes this event: it has been answered.
    if (performance.now() - menuKeyAt < 500) return
    const row = rowOf(event)
    const id = row === undefined ? undefined : idOf(row)
    if (id === undefined) return
    if (table.selectable() && !isHeadId(id) && !selection.present.value.has(id)) selection.only(id)
    else selection.active.value = id
    emit.menu(meant(id), { x: event.clientX, y: event.clientY })
  }

  function move(index: number, how: 'only' | 'extend' | 'stand'): void {
    const id = table.idAt(Math.max(0, Math.min(table.count() - 1, index)))
    if (id === undefined) return
    if (!table.selectable() || how === 'stand' || isHeadId(id)) selection.active.value = id
    else if (how === 'extend') selection.extend(id)
    else selection.only(id)
    virtual.reveal(table.indexOf(id) ?? 0)
  }

  function menuByKey(id: string): void {
    menuKeyAt = performance.now()
    const row = scroller.value?.querySelector('.data-table-row.active')
    const box = row === null || row === undefined ? undefined : placeOf(row)
    const at = box === undefined ? { x: 0, y: 0 } : { x: box.x + 40, y: box.y + (box.height ?? 0) }
    if (table.selectable() && !isHeadId(id) && !selection.present.value.has(id)) selection.only(id)
    emit.menu(meant(id), at)
  }

  function keydown(event: KeyboardEvent): void {
    if (event.target !== scroller.value) return
    const key = tableKey(event)
    if (key === undefined) return
    const active = selection.active.value
    const standing = active === undefined ? undefined : table.indexOf(active)
    if (key.kind === 'none' && selection.present.value.size === 0) return
    event.preventDefault()
    if (active !== undefined && isHeadId(active) && (key.kind === 'toggle' || key.kind === 'open'))
      return table.groups.toggle(active)
    switch (key.kind) {
      case 'move': {
        const last = table.count() - 1
        const page = Math.max(1, Math.floor(virtual.viewport.value / table.rowHeight) - 1)
        // The first key on a table goes to its first row, whichever way.
        return move(
          standing === undefined && last >= 0 ? (event.key === 'End' ? last : 0) : key.to(standing ?? 0, last, page),
          key.how
        )
      }
      case 'toggle':
        if (active !== undefined && standing !== undefined && table.selectable()) selection.toggle(active)
        return
      case 'all':
        if (table.selectable()) selection.all()
        return
      case 'none':
        return selection.none()
      case 'open':
        if (active !== undefined && standing !== undefined) emit.open(active)
        return
      case 'delete': {
        const ids = meant(standing === undefined ? undefined : active)
        if (ids.length > 0) emit.delete(ids)
        return
      }
      case 'menu':
        if (active !== undefined && standing !== undefined) menuByKey(active)
        return
      case 'type':
        return emit.type(key.character)
    }
  }

  function hoverAt(): void {
    if (pointer === undefined) return
    const y = pointer.y - bodyTop + virtual.scrollTop() - steady.gap.value
    steady.hover(pointer.y < bodyTop ? undefined : Math.floor(y / table.rowHeight))
  }
  function pointerMove(event: PointerEvent): void {
    // Measured when the pointer comes in, not while it moves or the list scrolls.
    if (pointer === undefined) bodyTop = (scroller.value?.getBoundingClientRect().top ?? 0) + table.headHeight
    pointer = { x: event.clientX, y: event.clientY }
    hoverAt()
  }
  function pointerLeave(): void {
    pointer = undefined
    steady.hover(undefined)
  }
  /** A text that is cut shows in full on hovering: measured only then, for the one cell. */
  function pointerOver(event: PointerEvent): void {
    const cell = event.target
    if (!(cell instanceof HTMLElement) || !cell.classList.contains('text')) return
    cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : ''
  }

  return {
    listeners: {
      scroll: () => {
        virtual.onScroll()
        hoverAt()
      },
      click,
      dblclick: doubleClick,
      contextmenu: contextMenu,
      keydown,
      pointermove: pointerMove,
      pointerleave: pointerLeave,
      pointerover: pointerOver
    },
    kept() {
      if (document.activeElement !== scroller.value) return undefined
      const active = selection.active.value
      const index = active === undefined ? undefined : table.indexOf(active)
      if (index === undefined) return undefined
      const offset = index * table.rowHeight - virtual.scrollTop()
      return offset >= 0 && offset + table.rowHeight <= virtual.viewport.value && virtual.scrollTop() > 0
        ? active
        : undefined
    }
  }
}
