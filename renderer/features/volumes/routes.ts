import { Database } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { useVolumes } from '../../stores/volumes'

export const routes: readonly RouteRecordRaw[] = [
  { path: '/volumes/:name/browse', component: () => import('./files/VolumeFilesPage.vue') },
  {
    path: '/volumes',
    component: () => import('./VolumesPage.vue'),
    children: [{ path: ':name/:tab?', component: () => import('./VolumeDetail.vue') }],
    meta: {
      nav: {
        order: 30,
        title: 'volumes.title',
        icon: Database,
        count: () => {
          const volumes = useVolumes()
          return volumes.loaded ? String(volumes.list.length) : undefined
        }
      }
    }
  }
]
