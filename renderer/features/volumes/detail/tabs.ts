/** The tabs of a volume: one more is a component that is given `row` and `raw`, and an entry here. */
import { ArchiveRestore, FileJson, FolderOpen, Info } from '@lucide/vue'
import { defineAsyncComponent, type Component } from 'vue'
import type { DetailTab } from '../../../ui/detail/detail-tab'
import OverviewTab from './OverviewTab.vue'

/** The browser is there where its part is. */
const files = Object.values(import.meta.glob<Component>('../files/VolumeFiles.vue', { import: 'default' }))

export const detailTabs: readonly DetailTab[] = [
  { id: 'overview', label: 'volumes.detail.overview', icon: Info, component: OverviewTab, needsInspect: true },
  ...files.map((load) => ({
    id: 'files',
    label: 'volumes.detail.files',
    icon: FolderOpen,
    component: defineAsyncComponent(load),
    needsInspect: false
  })),
  {
    id: 'backups',
    label: 'volumes-keep.backups.title',
    icon: ArchiveRestore,
    component: defineAsyncComponent(() => import('../keep/BackupsTab.vue')),
    needsInspect: false
  },
  {
    id: 'inspect',
    label: 'volumes.detail.inspect',
    icon: FileJson,
    component: defineAsyncComponent(() => import('./InspectTab.vue')),
    needsInspect: true
  }
]
