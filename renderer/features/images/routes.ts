import { Layers } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import { useImages } from '../../stores/images'

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/images',
    component: () => import('./ImagesPage.vue'),
    children: [{ path: ':id/:tab?', component: () => import('./ImageDetail.vue') }],
    meta: {
      nav: {
        order: 20,
        title: 'images.title',
        icon: Layers,
        count: () => {
          const images = useImages()
          return images.loaded ? String(images.list.length) : undefined
        }
      }
    }
  }
]
