/** What lies below the engine's objects: its own settings, the machine behind it. A tab is an entry of tabs.ts. */
import { SlidersHorizontal } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { tabs } from './tabs'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/system',
    component: () => import('./SystemPage.vue'),
    redirect: `/system/${tabs[0].id}`,
    children: tabs.map(({ id, component }) => ({ path: id, component })),
    meta: { nav: { order: 80, title: 'system.title', icon: SlidersHorizontal, foot: true } }
  }
]
