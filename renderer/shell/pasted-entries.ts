/** A pasted `docker …` line leads to the form or the place that does it; what of it is left out is said beside. */
import { Box, Cable, CirclePlay, Database, Download, Hammer, KeyRound, Layers, Network, Search } from '@lucide/vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { parseCommand, type ParsedCommand } from '../../contract/command/parse-command'
import { problemMessage, type CommandProblem } from '../../contract/command/problem'
import { askCare, isCareAction } from '../features/containers/care/care'
import { useActions } from '../features/containers/use-actions'
import { useContainers } from '../stores/containers'
import { useImages } from '../stores/images'
import { useNetworks } from '../stores/networks'
import { useVolumes } from '../stores/volumes'
import type { PaletteEntry } from '../ui/palette/use-palette'
import { pastedDeed } from './pasted-deeds'
import type { DeedEntry, Does } from './pasted-known'
import { pastedNetwork, pastedVolume } from './pasted-objects'

export function usePastedEntries(): (query: string) => readonly PaletteEntry[] {
  const { t } = useI18n()
  const router = useRouter()
  const containers = useContainers()
  const images = useImages()
  const volumes = useVolumes()
  const networks = useNetworks()
  const { act } = useActions()

  const go = (to: RouteLocationRaw) => (): void => void router.push(to)
  const notesOf = (problems: readonly CommandProblem[]): string =>
    problems
      .map((problem) => {
        const { key, values } = problemMessage(problem)
        return t(key, values)
      })
      .join(' ')
  const entry = (
    id: string,
    title: string,
    icon: Component,
    run: () => void,
    problems: readonly CommandProblem[] = []
  ): PaletteEntry => ({
    id,
    title,
    group: t('shell.palette.actions'),
    always: true,
    icon,
    run,
    ...(problems.length === 0 ? {} : { note: notesOf(problems) })
  })
  function doIt({ action, rows, options, fill }: Does): void {
    if (isCareAction(action)) askCare(action, rows, fill)
    else void act(action, rows, options)
  }

  function objectEntries(command: Extract<ParsedCommand, { kind: 'volume' | 'network' | 'deed' }>, query: string) {
    const { list: known } = networks
    const found: readonly DeedEntry[] =
      command.kind === 'volume'
        ? pastedVolume(command, query, t)
        : command.kind === 'network'
          ? pastedNetwork(command, query, { t, networks: known })
          : pastedDeed(command, query, {
              t,
              containers: containers.list,
              images: images.list,
              volumes: volumes.list,
              networks: known
            })
    // The form that it fills says the rest itself.
    const problems = 'action' in command && command.action === 'create' ? [] : command.problems
    return found.map(({ id, title, to, before, does }) =>
      entry(
        id,
        title,
        iconOf(command),
        () => {
          before?.()
          if (does !== undefined) doIt(does)
          if (to !== undefined) go(to)()
        },
        problems
      )
    )
  }

  return (query) => {
    if (/^docker context create\b|DOCKER_HOST=|^(?:ssh|tcp|unix|npipe):\/\//i.test(query))
      return [
        entry(
          'pasted-connection',
          t('shell.palette.connection-pasted'),
          Cable,
          go({ path: '/connections', query: { add: query } })
        )
      ]
    const command = parseCommand(query)
    switch (command.kind) {
      case 'run':
        return [
          entry('pasted-run', t('shell.palette.run-pasted'), CirclePlay, go({ path: '/run', query: { paste: query } }))
        ]
      case 'build':
        return [
          entry(
            'pasted-build',
            t('shell.palette.build-pasted'),
            Hammer,
            go({ path: '/builds/new', query: { paste: query } })
          )
        ]
      case 'volume':
      case 'network':
      case 'deed':
        return objectEntries(command, query)
    }
    const pull = command.kind === 'pull' ? command.reference : /^pull\s+(\S+)$/.exec(query)?.[1]
    const problems = 'problems' in command ? command.problems : []
    if (pull !== undefined)
      return [
        entry(
          'pasted-pull',
          t('shell.palette.pull-named', { reference: pull }),
          Download,
          go({ path: '/images', query: { pull } }),
          problems
        )
      ]
    const term = command.kind === 'search' ? command.term : query
    if (term.trim() === '') return []
    return [
      entry(
        'search-hub',
        t('shell.palette.search-hub', { query: term }),
        Search,
        go({ path: '/hub', query: { q: term } }),
        problems
      )
    ]
  }
}

const ofImages = new Set([
  'images',
  'rmi',
  'tag',
  'push',
  'history',
  'image-inspect',
  'import',
  'save',
  'load',
  'image-prune'
])

function iconOf(command: Extract<ParsedCommand, { kind: 'volume' | 'network' | 'deed' }>): Component {
  if (command.kind === 'volume') return Database
  if (command.kind === 'network') return Network
  if (command.deed === 'login' || command.deed === 'logout') return KeyRound
  if (command.deed === 'version' || command.deed === 'info') return Cable
  return ofImages.has(command.deed) ? Layers : Box
}
