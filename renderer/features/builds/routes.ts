import { Hammer } from '@lucide/vue'
import { RouterView, type RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/builds',
    // The list, the form and one build stand in each other's place; the sidebar's entry is lit for all.
    component: RouterView,
    children: [
      { path: '', component: () => import('./history/BuildsPage.vue') },
      { path: 'new', component: () => import('./form/BuildFormPage.vue') },
      { path: ':id', component: () => import('./build/BuildPage.vue') }
    ],
    meta: { nav: { order: 50, title: 'builds.title', icon: Hammer } }
  }
]
