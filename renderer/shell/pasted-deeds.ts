/** A pasted `docker ps`, `docker stop web`, `docker rmi nginx` …, and the place of the window that does it. */
import type { RouteLocationRaw } from 'vue-router'
import { isOn, lastOf } from '../../contract/command/object-words'
import { containersNamed, pastedContainers } from './pasted-containers'
import { imagesNamed, pastedImages } from './pasted-images'
import { meansId, type Deed, type DeedEntry, type Known } from './pasted-known'

export function pastedDeed(command: Deed, query: string, known: Known): readonly DeedEntry[] {
  const { t } = known
  switch (command.deed) {
    case 'inspect':
      return inspected(command, known)
    case 'login':
      return [
        {
          id: 'pasted-login',
          title: t('shell.palette.deed.login'),
          to: {
            path: '/registries',
            query: { 'sign-in': command.names[0] ?? 'docker.io', username: lastOf(command.given, 'username') }
          }
        }
      ]
    case 'logout':
      return [{ id: 'pasted-logout', title: t('shell.palette.deed.logout'), to: '/registries' }]
    case 'version':
      return [{ id: 'pasted-version', title: t('shell.palette.deed.version'), to: '/system/facts' }]
    case 'info':
      return [{ id: 'pasted-info', title: t('shell.palette.deed.info'), to: '/system/engine' }]
    case 'system-df':
      if (!isOn(command.given, 'verbose'))
        return [{ id: 'pasted-disk-use', title: t('shell.palette.deed.disk-use'), to: '/system/facts' }]
      return [
        { id: 'pasted-sizes-images', title: t('shell.palette.deed.sizes-images'), to: imagesSizes },
        { id: 'pasted-sizes-containers', title: t('shell.palette.deed.sizes-containers'), to: containersSizes },
        { id: 'pasted-sizes-volumes', title: t('shell.palette.deed.sizes-volumes'), to: '/volumes' }
      ]
    case 'images':
    case 'rmi':
    case 'tag':
    case 'push':
    case 'history':
    case 'image-inspect':
    case 'import':
    case 'save':
    case 'load':
    case 'image-prune':
      return pastedImages({ ...command, deed: command.deed }, known)
    default:
      return pastedContainers({ ...command, deed: command.deed }, query, known)
  }
}

const imagesSizes: RouteLocationRaw = { path: '/images', query: { sizes: '' } }
const containersSizes: RouteLocationRaw = { path: '/containers', query: { sizes: '' } }

/** docker takes a name for a container's first, then for an image's, a network's, a volume's; `--type` says which. */
function inspected({ names, given }: Deed, known: Known): readonly DeedEntry[] {
  const { t, containers, images, networks, volumes } = known
  const type = lastOf(given, 'type')
  const format = lastOf(given, 'format')
  const query = format === '' ? {} : { format }
  if (names.length === 0) return [{ id: 'pasted-list', title: t('shell.palette.container-list'), to: '/containers' }]
  return names.map((name) => {
    const found = [
      { kind: 'container', path: containersNamed(name, containers).map(({ id }) => `/containers/${id}/inspect`)[0] },
      { kind: 'image', path: imagesNamed(name, images).map(({ id }) => `/images/${id}/inspect`)[0] },
      {
        kind: 'network',
        path: networks
          .filter((one) => one.name === name || meansId(name, one.id))
          .map(({ id }) => `/networks/${id}/inspect`)[0]
      },
      {
        kind: 'volume',
        path: volumes.some((one) => one.name === name) ? `/volumes/${encodeURIComponent(name)}/inspect` : undefined
      }
    ].find(({ kind, path }) => path !== undefined && (type === '' || type === kind))
    return found?.path === undefined
      ? { id: `pasted-none-${name}`, title: t('shell.palette.none-called', { name }), to: '/containers' }
      : {
          id: `pasted-inspect-${name}`,
          title: t('shell.palette.inspect', { name }),
          to: { path: found.path, query }
        }
  })
}
