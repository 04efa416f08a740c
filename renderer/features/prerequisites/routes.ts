import { ListChecks } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { installRoutes } from './install/routes'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/prerequisites',
    component: () => import('./PrerequisitesPage.vue'),
    meta: { nav: { order: 90, title: 'prerequisites.title', icon: ListChecks, foot: true } }
  },
  // Of another computer: what this one's engine does is no matter there.
  { path: '/prerequisites/other', component: () => import('./other/OtherPage.vue'), meta: { calm: true } },
  ...installRoutes
]
