/** One model for every menu: on a button, on a right click, on the menu key. */
import type { Component } from 'vue'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: Component
  /** Destroys something: stands apart, in red. */
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Why it is disabled: shown under its label. */
  readonly reason?: string
  /** A line above it. */
  readonly separator?: boolean
  /** `Mod+C`, shown as this platform writes it; the menu itself does not listen for it. */
  readonly shortcut?: string
  /** Makes it a choice that is on or off; the menu then stays open. */
  readonly checked?: boolean
  /** Makes it a submenu: it is not chosen itself. */
  readonly items?: readonly MenuItem[]
}

/** Where a menu opens: a point (a right click) or a box (its button), in pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly height?: number
}

export function placeOf(element: Element): MenuPlace {
  const { x, y, width, height } = element.getBoundingClientRect()
  return { x, y, width, height }
}
