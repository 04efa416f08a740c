/** The menu of one container or of several: what makes sense first, what destroys last and apart. */
import {
  BellRing,
  CirclePlay,
  Copy,
  CopyPlus,
  Ellipsis,
  FileDown,
  FileText,
  Layers,
  Pause,
  PenLine,
  Pencil,
  Play,
  Radio,
  RefreshCw,
  RotateCw,
  ScrollText,
  SlidersHorizontal,
  Square,
  SquareTerminal,
  Timer,
  TimerReset,
  Trash2,
  Zap
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Container } from '../../../contract/containers/model'
import type { MenuItem } from '../../ui/base/menu-model'
import { availableFor, type ContainerAction } from './available'
import type { CareAction } from './care/care'

const icons: Readonly<Record<ContainerAction, Component>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  pause: Pause,
  unpause: CirclePlay,
  kill: Zap,
  remove: Trash2
}

const careIcons: Readonly<Record<Exclude<CareAction, 'prune'>, Component>> = {
  'stop-in': Timer,
  'restart-in': TimerReset,
  rename: PenLine,
  update: SlidersHorizontal,
  edit: Pencil,
  duplicate: CopyPlus,
  newer: RefreshCw,
  commit: Layers,
  export: FileDown,
  wait: BellRing,
  'copy-run': Copy,
  signal: Radio
}
const ofRunning: ReadonlySet<string> = new Set<CareAction>(['stop-in', 'signal', 'wait'])

export function containerMenu(
  t: (key: string) => string,
  rows: readonly Container[],
  live: boolean
): readonly MenuItem[] {
  const item = (action: ContainerAction): MenuItem => {
    const possible = live && availableFor(action, rows).length > 0
    const reason = possible ? undefined : t(live ? `containers.why.${action}` : 'containers.why.unreachable')
    return {
      id: action,
      label: t(`containers.action.${action}`),
      icon: icons[action],
      disabled: !possible,
      reason,
      danger: action === 'remove',
      separator: action === 'kill' || action === 'remove'
    }
  }
  const care = (action: keyof typeof careIcons, separator = false): MenuItem => {
    const possible = live && availableFor(action, rows).length > 0
    const why = !live
      ? 'containers.why.unreachable'
      : action === 'restart-in'
        ? 'containers.why.restart'
        : `containers-care.why.${ofRunning.has(action) ? 'not-running' : 'removing'}`
    return {
      id: action,
      label: t(`containers-care.action.${action}`),
      icon: careIcons[action],
      disabled: !possible,
      reason: possible ? undefined : t(why),
      separator
    }
  }
  const one: readonly MenuItem[] =
    rows.length === 1
      ? [
          { id: 'logs', label: t('containers.detail.logs'), icon: ScrollText, separator: true },
          { id: 'terminal', label: t('containers.detail.terminal'), icon: SquareTerminal },
          { id: 'inspect', label: t('containers.detail.inspect'), icon: FileText }
        ]
      : [
          {
            id: 'logs-together',
            label: t('containers-logs.together'),
            icon: ScrollText,
            separator: true,
            disabled: !live,
            reason: live ? undefined : t('containers.why.unreachable')
          }
        ]
  const single = rows.length === 1
  const group = (id: string, icon: Component, items: readonly MenuItem[]): MenuItem => ({
    id,
    label: t(`containers.menu-group.${id}`),
    icon,
    items
  })
  return [
    ...(['start', 'stop', 'restart', 'pause', 'unpause'] as const).map(item),
    ...one,
    ...(single ? [care('rename', true), care('update'), care('edit'), care('duplicate')] : [care('update', true)]),
    {
      ...group('more', Ellipsis, [
        care('stop-in'),
        care('restart-in'),
        care('signal'),
        ...(single ? [care('wait'), care('newer', true), care('commit'), care('export')] : [])
      ]),
      separator: true
    },
    group('copy', Copy, [
      { id: 'copy-name', label: t('containers.copy-name') },
      { id: 'copy-id', label: t('containers.copy-id') },
      ...(single ? [care('copy-run')] : [])
    ]),
    item('kill'),
    item('remove')
  ]
}
