import { Cable } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/connections',
    component: () => import('./ConnectionsPage.vue'),
    meta: { nav: { order: 80, title: 'connections.title', icon: Cable, foot: true } }
  },
  { path: '/connections/all', component: () => import('./all/AllContainersPage.vue') }
]
