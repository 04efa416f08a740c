/** The sidebar's entries: every route that says it is one. A feature adds itself by its routes. */
import type { Component } from 'vue'
import { router } from '../modules/router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown in the sidebar, in this order. */
    readonly nav?: {
      readonly order: number
      /** Locale key of its name. */
      readonly title: string
      readonly icon: Component
      /** A count beside the name (`12`, `3/12`), read reactively. */
      readonly count?: () => string | undefined
      /** Apart, at the sidebar's foot. */
      readonly foot?: boolean
    }
  }
}

export interface NavigationEntry {
  readonly path: string
  readonly title: string
  readonly icon: Component
  readonly count?: () => string | undefined
  readonly foot: boolean
}

export const navigation: readonly NavigationEntry[] = router
  .getRoutes()
  .flatMap(({ path, meta: { nav } }) => (nav === undefined ? [] : [{ path, ...nav, foot: nav.foot ?? false }]))
  .sort((one, other) => one.order - other.order)
