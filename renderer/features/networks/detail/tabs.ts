/** The tabs of a network: one more is a component that is given `row` and `raw`, and an entry here. */
import { FileJson, Info } from '@lucide/vue'
import { defineAsyncComponent } from 'vue'
import type { DetailTab } from '../../../ui/detail/detail-tab'
import OverviewTab from './OverviewTab.vue'

export const detailTabs: readonly DetailTab[] = [
  { id: 'overview', label: 'networks.detail.overview', icon: Info, component: OverviewTab, needsInspect: false },
  {
    id: 'inspect',
    label: 'networks.detail.inspect',
    icon: FileJson,
    component: defineAsyncComponent(() => import('./InspectTab.vue')),
    needsInspect: true
  }
]
