/** What the palette offers: pages, actions, and the containers and images by name; what is typed may itself be a command (pasted-entries.ts). */
import { useRouter, type RouteLocationRaw } from 'vue-router'
import {
  Box,
  Cable,
  CirclePlay,
  Database,
  Download,
  FolderOpen,
  Layers,
  Moon,
  Network,
  SquareTerminal,
  Sun,
  SunMoon,
  Trash2
} from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { referenceOf } from '../../contract/images/model'
import { shortName } from '../../contract/volumes/model'
import { askCare } from '../features/containers/care/care'
import { useContainers } from '../stores/containers'
import { useImages } from '../stores/images'
import { useNetworks } from '../stores/networks'
import { useSettings } from '../stores/settings'
import { useVolumes } from '../stores/volumes'
import type { PaletteEntry } from '../ui/palette/use-palette'
import { navigation } from './navigation'
import { usePastedEntries } from './pasted-entries'

/** Objects beyond this are found by typing more of their name: nobody reads a longer list. */
const objectLimit = 50

export function usePaletteEntries(): (query: string) => readonly PaletteEntry[] {
  const { t } = useI18n()
  const router = useRouter()
  const containers = useContainers()
  const images = useImages()
  const volumes = useVolumes()
  const networks = useNetworks()
  const settings = useSettings()
  const pasted = usePastedEntries()
  const go = (to: RouteLocationRaw) => (): void => void router.push(to)

  const fixed = (): PaletteEntry[] => [
    ...navigation.map(({ path, title, icon }) => ({
      id: path,
      title: t(title),
      group: t('shell.palette.go-to'),
      icon,
      run: go(path)
    })),
    {
      id: 'pull',
      title: t('shell.palette.pull'),
      group: t('shell.palette.actions'),
      keywords: 'docker pull image',
      icon: Download,
      run: go({ path: '/images', query: { pull: '' } })
    },
    {
      id: 'run',
      title: t('shell.palette.run'),
      group: t('shell.palette.actions'),
      keywords: 'docker run container',
      icon: CirclePlay,
      run: go('/run')
    },
    {
      id: 'add-connection',
      title: t('connections.form.open'),
      group: t('shell.palette.actions'),
      keywords: 'docker context create engine ssh tls',
      icon: Cable,
      run: go({ path: '/connections', query: { add: '' } })
    },
    {
      id: 'prune-containers',
      title: t('containers-care.action.prune'),
      group: t('shell.palette.actions'),
      keywords: 'docker container prune',
      icon: Trash2,
      run: () => askCare('prune', [])
    },
    ...(['volumes', 'networks'] as const).flatMap((feature) => [
      {
        id: `create-${feature}`,
        title: t(`shell.palette.create-${feature}`),
        group: t('shell.palette.actions'),
        keywords: `docker ${feature.slice(0, -1)} create`,
        icon: feature === 'volumes' ? Database : Network,
        run: go({ path: `/${feature}`, query: { create: '' } })
      },
      {
        id: `prune-${feature}`,
        title: t(`${feature}.prune.menu`),
        group: t('shell.palette.actions'),
        keywords: `docker ${feature.slice(0, -1)} prune`,
        icon: Trash2,
        run: go({ path: `/${feature}`, query: { prune: '' } })
      }
    ]),
    {
      id: 'network-picture',
      title: t('shell.palette.network-picture'),
      group: t('shell.palette.actions'),
      icon: Network,
      run: go({ path: '/networks', query: { view: 'picture' } })
    },
    {
      id: 'drawer',
      title: t('shell.palette.toggle-drawer'),
      group: t('shell.palette.actions'),
      keywords: 'history script',
      icon: SquareTerminal,
      run: () => void settings.update({ drawerOpen: !settings.current.drawerOpen })
    },
    ...(
      [
        ['dark', Moon],
        ['light', Sun],
        ['system', SunMoon]
      ] as const
    ).map(([theme, icon]) => ({
      id: `theme-${theme}`,
      title: t(`shell.palette.theme-${theme}`),
      group: t('shell.palette.actions'),
      icon,
      run: () => void settings.update({ theme })
    })),
    ...(['en', 'fr'] as const).map((language) => ({
      id: `language-${language}`,
      title: t(`shell.palette.language-${language}`),
      group: t('shell.palette.actions'),
      keywords: 'language langue',
      run: () => void settings.update({ language })
    }))
  ]

  const objects = (query: string): PaletteEntry[] => {
    if (query === '') return []
    const wanted = query.toLowerCase()
    const matching = containers.list.filter(
      ({ name, id }) => name.toLowerCase().includes(wanted) || id.startsWith(wanted)
    )
    const held = volumes.list.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, objectLimit)
    const shown = images.list.filter((image) => referenceOf(image).toLowerCase().includes(wanted))
    return [
      ...matching.slice(0, objectLimit).map(({ id, name, image }) => ({
        id: `container-${id}`,
        title: name,
        group: t('shell.palette.containers'),
        keywords: image,
        icon: Box,
        run: go(`/containers/${id}`)
      })),
      ...shown.slice(0, objectLimit).map((image) => ({
        id: `image-${referenceOf(image)}`,
        title: referenceOf(image),
        group: t('shell.palette.images'),
        icon: Layers,
        run: go(`/images/${image.id}`)
      })),
      ...held.map((volume) => ({
        id: `volume-${volume.name}`,
        title: shortName(volume),
        group: t('shell.palette.volumes'),
        icon: Database,
        run: go(`/volumes/${encodeURIComponent(volume.name)}`)
      })),
      ...held.map((volume) => ({
        id: `volume-files-${volume.name}`,
        title: t('volumes-files.title', { name: shortName(volume) }),
        group: t('shell.palette.volumes'),
        icon: FolderOpen,
        run: go(`/volumes/${encodeURIComponent(volume.name)}/browse`)
      })),
      ...networks.list
        .filter(({ name, id }) => name.toLowerCase().includes(wanted) || id.startsWith(wanted))
        .slice(0, objectLimit)
        .map(({ id, name }) => ({
          id: `network-${id}`,
          title: name,
          group: t('shell.palette.networks'),
          icon: Network,
          run: go(`/networks/${id}`)
        }))
    ]
  }

  return (query) => [...fixed(), ...objects(query.trim()), ...pasted(query.trim())]
}
