import { Hammer } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/builds',
    component: () => import('./history/BuildsPage.vue'),
    meta: { nav: { order: 50, title: 'builds.title', icon: Hammer } }
  },
  { path: '/builds/new', component: () => import('./form/BuildFormPage.vue') },
  { path: '/builds/:id', component: () => import('./build/BuildPage.vue') }
]
