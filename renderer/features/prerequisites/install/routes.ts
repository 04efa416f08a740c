import type { RouteRecordRaw } from 'vue-router'

/** Joined by the routes of prerequisites. */
export const installRoutes: readonly RouteRecordRaw[] = [
  { path: '/prerequisites/install', component: () => import('./InstallPage.vue'), meta: { calm: true } },
  { path: '/welcome', component: () => import('./WelcomePage.vue'), meta: { calm: true } }
]
