import { Network } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { useNetworks } from '../../stores/networks'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/networks',
    component: () => import('./NetworksPage.vue'),
    children: [{ path: ':id/:tab?', component: () => import('./NetworkDetail.vue') }],
    meta: {
      nav: {
        order: 40,
        title: 'networks.title',
        icon: Network,
        count: () => {
          const networks = useNetworks()
          return networks.loaded ? String(networks.list.length) : undefined
        }
      }
    }
  }
]
