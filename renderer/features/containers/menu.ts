/** The menu of one container or of several: what makes sense first, what destroys last and apart. */
import { CirclePlay, Copy, FileText, Pause, Play, RotateCw, ScrollText, Square, Trash2, Zap } from '@lucide/vue'
import type { Component } from 'vue'
import type { Container } from '../../../contract/containers/model'
import type { MenuItem } from '../../ui/base/menu-model'
import { availableFor, type ContainerAction } from './available'

const icons: Readonly<Record<ContainerAction, Component>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  pause: Pause,
  unpause: CirclePlay,
  kill: Zap,
  remove: Trash2
}

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
  const one: readonly MenuItem[] =
    rows.length === 1
      ? [
          { id: 'logs', label: t('containers.detail.logs'), icon: ScrollText, separator: true },
          { id: 'inspect', label: t('containers.detail.inspect'), icon: FileText }
        ]
      : []
  return [
    ...(['start', 'stop', 'restart', 'pause', 'unpause'] as const).map(item),
    ...one,
    { id: 'copy-name', label: t('containers.copy-name'), icon: Copy, separator: true },
    { id: 'copy-id', label: t('containers.copy-id'), icon: Copy },
    item('kill'),
    item('remove')
  ]
}
