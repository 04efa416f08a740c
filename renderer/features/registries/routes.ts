import { KeyRound } from '@lucide/vue'
import { RouterView, type RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/registries',
    // The list and one registry stand in each other's place; the sidebar's entry is lit for both.
    component: RouterView,
    children: [
      { path: '', component: () => import('./RegistriesPage.vue') },
      { path: ':registry', component: () => import('./browse/BrowsePage.vue') }
    ],
    meta: { nav: { order: 65, title: 'registries.title', icon: KeyRound } }
  }
]
