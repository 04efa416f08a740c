/** Pages by their addresses; each feature brings its own. The first page is in the first file, the rest load when they are opened. */
import './start'
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

/** `features/<feature>/routes.ts` exports `routes`: a feature is added by its folder. */
const features = import.meta.glob<readonly RouteRecordRaw[]>('../features/*/routes.ts', {
  eager: true,
  import: 'routes'
})

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/containers' },
    ...Object.values(features).flat(),
    { path: '/:rest(.*)*', redirect: '/containers' }
  ]
})
