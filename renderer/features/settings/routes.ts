import { Settings } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/settings',
    component: () => import('./SettingsPage.vue'),
    meta: { nav: { order: 100, title: 'settings.title', icon: Settings, foot: true } }
  }
]
