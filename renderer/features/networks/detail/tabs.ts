/** The tabs of a network: one more is a component that is given `row` and `raw`, and an entry here. */
import { FileJson, Info } from '@lucide/vue'
import { defineAsyncComponent, type Component } from 'vue'
import OverviewTab from './OverviewTab.vue'

export interface DetailTab {
  /** As it stands in the address. */
  readonly id: string
  /** Locale key of its name. */
  readonly label: string
  readonly icon: Component
  /** Given `row`, and `raw`, the engine's own inspect (empty until it has been read). */
  readonly component: Component
  readonly needsInspect: boolean
}

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
