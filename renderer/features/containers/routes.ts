import { Box } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { useContainers } from '../../stores/containers'
// The first page: in the first file, so that it is there with it.
import ContainersPage from './ContainersPage.vue'
import { openLogAhead } from './logs/logs-route'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/containers',
    component: ContainersPage,
    children: [{ path: ':id/:tab?', component: () => import('./ContainerDetail.vue') }],
    meta: {
      nav: {
        order: 10,
        title: 'containers.title',
        icon: Box,
        count: () => {
          const containers = useContainers()
          return containers.loaded ? `${containers.running}/${containers.list.length}` : undefined
        }
      }
    }
  },
  // Named before any container's id could be: the router prefers words to places.
  { path: '/containers/logs', beforeEnter: openLogAhead, component: () => import('./logs/LogsPage.vue') },
  { path: '/containers/stats', component: () => import('./stats/AllStatsPage.vue') }
]
