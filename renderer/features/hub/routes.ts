import { Telescope } from '@lucide/vue'
import { RouterView, type RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/hub',
    component: RouterView,
    meta: { nav: { order: 70, title: 'hub.title', icon: Telescope } },
    children: [
      { path: '', component: () => import('./HubPage.vue') },
      // No namespace can be called so.
      { path: '~/:namespace?', component: () => import('./own/OwnPage.vue') },
      { path: ':namespace/:name/:tab(overview|tags)?', component: () => import('./repository/RepositoryPage.vue') }
    ]
  }
]
