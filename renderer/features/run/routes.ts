import type { RouteRecordRaw } from 'vue-router'

export const routes: readonly RouteRecordRaw[] = [{ path: '/run', component: () => import('./RunPage.vue') }]
