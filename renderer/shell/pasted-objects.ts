/** A pasted `docker volume …` or `docker network …` line, and the place of the window that does it. */
import type { RouteLocationRaw } from 'vue-router'
import type { ParsedCommand } from '../../contract/command/parse-command'
import type { Network } from '../../contract/networks/model'
import { setNetworkFilters } from '../features/networks/list/use-network-filter'
import { setVolumeFilters } from '../features/volumes/list/use-volume-filter'

type Of<Kind extends ParsedCommand['kind']> = Extract<ParsedCommand, { readonly kind: Kind }>
type Translate = (key: string, values?: Record<string, unknown>) => string

export interface PastedEntry {
  readonly id: string
  readonly title: string
  readonly to: RouteLocationRaw
  /** Done before one goes there. */
  readonly before?: () => void
}

export function pastedVolume(command: Of<'volume'>, query: string, t: Translate): readonly PastedEntry[] {
  const path = '/volumes'
  switch (command.action) {
    case 'create':
      return [{ id: 'pasted-create', title: t('shell.palette.volume-create'), to: { path, query: { create: query } } }]
    case 'ls':
      return [
        {
          id: 'pasted-list',
          title: t('shell.palette.volume-list'),
          to: path,
          before: () => setVolumeFilters(command.filters)
        }
      ]
    case 'inspect':
      return command.names.map((name) => ({
        id: `pasted-inspect-${name}`,
        title: t('shell.palette.inspect', { name }),
        to: `${path}/${encodeURIComponent(name)}/inspect`
      }))
    case 'rm':
      return command.names.length === 0
        ? [{ id: 'pasted-list', title: t('shell.palette.volume-list'), to: path }]
        : [
            {
              id: 'pasted-remove',
              title: t('shell.palette.remove', { name: command.names.join(' ') }),
              to: { path, query: { remove: [...command.names] } }
            }
          ]
    case 'prune':
      return [{ id: 'pasted-prune', title: t('volumes.prune.menu'), to: { path, query: { prune: '' } } }]
  }
}

export function pastedNetwork(
  command: Of<'network'>,
  query: string,
  { t, networks }: { readonly t: Translate; readonly networks: readonly Network[] }
): readonly PastedEntry[] {
  const path = '/networks'
  const idOf = (name: string): string | undefined =>
    (networks.find((one) => one.name === name) ?? networks.find(({ id }) => name.length >= 4 && id.startsWith(name)))
      ?.id
  const list = { id: 'pasted-list', title: t('shell.palette.network-list'), to: path }
  const none = (name: string): PastedEntry => ({
    id: `pasted-none-${name}`,
    title: t('shell.palette.none-called', { name }),
    to: path
  })
  switch (command.action) {
    case 'create':
      return [{ id: 'pasted-create', title: t('shell.palette.network-create'), to: { path, query: { create: query } } }]
    case 'ls':
      return [
        {
          id: 'pasted-list',
          title: t('shell.palette.network-list'),
          to: path,
          before: () => setNetworkFilters(command.filters)
        }
      ]
    case 'connect':
    case 'disconnect':
      return [
        {
          id: 'pasted-join',
          title: t(`shell.palette.network-${command.action}`, {
            network: command.network,
            container: command.container
          }),
          to: { path, query: { join: query } }
        }
      ]
    case 'inspect':
      if (command.names.length === 0) return [list]
      return command.names.map((name) => {
        const id = idOf(name)
        return id === undefined
          ? none(name)
          : { id: `pasted-inspect-${id}`, title: t('shell.palette.inspect', { name }), to: `${path}/${id}/inspect` }
      })
    case 'rm': {
      if (command.names.length === 0) return [list]
      const found = command.names.filter((name) => idOf(name) !== undefined)
      const missing = command.names.filter((name) => idOf(name) === undefined).map(none)
      if (found.length === 0) return missing
      return [
        {
          id: 'pasted-remove',
          title: t('shell.palette.remove', { name: found.join(' ') }),
          to: { path, query: { remove: found.flatMap((name) => idOf(name) ?? []) } }
        },
        ...missing
      ]
    }
    case 'prune':
      return [{ id: 'pasted-prune', title: t('networks.prune.menu'), to: { path, query: { prune: '' } } }]
  }
}
