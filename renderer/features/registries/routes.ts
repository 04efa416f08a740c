import { KeyRound } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/registries',
    component: () => import('./RegistriesPage.vue'),
    meta: { nav: { order: 65, title: 'registries.title', icon: KeyRound } }
  },
  { path: '/registries/:registry', component: () => import('./browse/BrowsePage.vue') }
]
