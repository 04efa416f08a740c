import { Telescope } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/hub',
    component: () => import('./HubPage.vue'),
    meta: { nav: { order: 70, title: 'hub.title', icon: Telescope } }
  }
]
