/** The tabs of a container: one more is a folder beside this file, and an entry here. */
import {
  ChartNoAxesColumn,
  FileDiff,
  FileJson,
  FolderOpen,
  History,
  Info,
  ListTree,
  ScrollText,
  SquareTerminal
} from '@lucide/vue'
import { defineAsyncComponent, type Component } from 'vue'
import type { Container } from '../../../../contract/containers/model'
import LogsTab from './logs/LogsTab.vue'
import OverviewTab from './overview/OverviewTab.vue'

export interface DetailTab {
  /** As it stands in the address. */
  readonly id: string
  /** Locale key of its name. */
  readonly label: string
  readonly icon: Component
  /** Given `container`; and, where it needs them, `raw` (the engine's own inspect) and `inspected` (what is read of it). */
  readonly component: Component
  /** Whether it stands on what inspect says: it is then shown once that has been read, and read again at each change. */
  readonly needsInspect: boolean
  /** It stays while it is open, whatever this says. Absent: always there. */
  readonly isShown?: (container: Container) => boolean
}

export const detailTabs: readonly DetailTab[] = [
  {
    id: 'overview',
    label: 'containers.detail.overview',
    icon: Info,
    component: OverviewTab,
    needsInspect: true
  },
  {
    id: 'logs',
    label: 'containers.detail.logs',
    icon: ScrollText,
    component: LogsTab,
    needsInspect: false
  },
  {
    id: 'terminal',
    label: 'containers.detail.terminal',
    icon: SquareTerminal,
    component: defineAsyncComponent(() => import('./terminal/TerminalTab.vue')),
    needsInspect: true
  },
  {
    id: 'stats',
    label: 'containers-stats.tab',
    icon: ChartNoAxesColumn,
    component: defineAsyncComponent(() => import('./stats/StatsTab.vue')),
    needsInspect: true
  },
  {
    id: 'processes',
    label: 'containers-processes.tab',
    icon: ListTree,
    component: defineAsyncComponent(() => import('./processes/ProcessesTab.vue')),
    needsInspect: false
  },
  {
    id: 'changes',
    label: 'containers-changes.tab',
    icon: FileDiff,
    component: defineAsyncComponent(() => import('./changes/ChangesTab.vue')),
    needsInspect: false
  },
  {
    id: 'events',
    label: 'containers-events.tab',
    icon: History,
    component: defineAsyncComponent(() => import('./events/EventsTab.vue')),
    needsInspect: false
  },
  {
    id: 'files',
    label: 'containers-files.tab',
    icon: FolderOpen,
    component: defineAsyncComponent(() => import('./files/FilesTab.vue')),
    needsInspect: false
  },
  {
    id: 'inspect',
    label: 'containers.detail.inspect',
    icon: FileJson,
    component: defineAsyncComponent(() => import('./inspect/InspectTab.vue')),
    needsInspect: true
  }
]
