/** A pasted command about containers: `docker ps`, `docker stop web`, `docker exec -it web bash`. */
import type { DeedName } from '../../contract/command/deeds'
import { isOn, lastOf, valuesOf } from '../../contract/command/object-words'
import { parseFilter, type ListFilter } from '../../contract/containers/list/filters'
import type { Container } from '../../contract/containers/model'
import type { CareFill } from '../features/containers/care/care'
import { setListFilters } from '../features/containers/list/use-list-filter'
import { useTerminals } from '../stores/terminals'
import { meansId, type Deed, type DeedEntry, type Known } from './pasted-known'

type Of<Name extends DeedName> = Omit<Deed, 'deed'> & { readonly deed: Name }
export type ContainerDeed = Of<
  Exclude<
    DeedName,
    | ('inspect' | 'login' | 'logout' | 'version' | 'info' | 'system-df' | 'images' | 'rmi' | 'tag' | 'push')
    | ('history' | 'image-inspect' | 'import' | 'save' | 'load' | 'image-prune')
  >
>

/** The tab of a container's detail that shows it. */
const tabs = {
  logs: 'logs',
  attach: 'terminal',
  exec: 'terminal',
  top: 'processes',
  stats: 'stats',
  diff: 'changes',
  port: 'overview',
  cp: 'files'
} as const
const acts = {
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  pause: 'pause',
  unpause: 'unpause',
  kill: 'kill',
  rm: 'remove',
  commit: 'commit',
  export: 'export',
  rename: 'rename',
  wait: 'wait',
  update: 'update'
} as const

export function containersNamed(name: string, all: readonly Container[]): readonly Container[] {
  const plain = name.replace(/^\//, '')
  const named = all.filter((one) => one.name === plain)
  return named.length > 0 ? named : all.filter(({ id }) => meansId(name, id))
}

export function pastedContainers(command: ContainerDeed, query: string, known: Known): readonly DeedEntry[] {
  const { t } = known
  const { deed, names } = command
  const list: DeedEntry = { id: 'pasted-list', title: t('shell.palette.container-list'), to: '/containers' }
  if (deed === 'ps') return [listed(command, known)]
  if (deed === 'container-prune' || command.ofStopped)
    return [{ id: 'pasted-prune', title: t('containers-care.action.prune'), does: { action: 'prune', rows: [] } }]
  if (deed === 'stats' && names.length === 0)
    return [{ id: 'pasted-stats', title: t('shell.palette.deed.stats-all'), to: '/containers/stats' }]
  // `docker cp web:/etc/hosts .`, or from here into it.
  const meant = namesOf(command)
  if (meant.length === 0) return [list]
  const found = meant.map((name) => ({ name, rows: containersNamed(name, known.containers) }))
  const missing = found
    .filter(({ rows }) => rows.length === 0)
    .map(({ name }) => ({ ...list, id: `pasted-none-${name}`, title: t('shell.palette.none-called', { name }) }))
  const rows = found.flatMap((one) => one.rows.slice(0, 1))
  if (rows.length === 0) return missing
  const name = rows.map((row) => row.name).join(' ')
  const title =
    deed === 'rm'
      ? t('shell.palette.remove', { name })
      : t(
          `shell.palette.deed.${deed === 'exec' && names.length < 2 ? 'attach' : deed}`,
          deed === 'exec' ? { name, program: names.slice(1).join(' ') } : { name }
        )
  if (isAct(deed))
    return [
      {
        id: `pasted-${deed}`,
        title,
        does: { action: acts[deed], rows, options: optionsOf(command), fill: fillOf(command) }
      },
      ...missing
    ]
  return [
    ...rows.map((row): DeedEntry => {
      const path = `/containers/${row.id}/${tabs[deed]}`
      const one = { id: `pasted-${deed}-${row.id}`, title: t(`shell.palette.deed.${deed}`, { name: row.name }) }
      return deed === 'exec'
        ? {
            ...one,
            title,
            to: { path, query: { exec: query } },
            // The form of one more terminal stands open, and nothing is run yet.
            before: () => useTerminals().choose(row.id, 'new')
          }
        : { ...one, to: path }
    }),
    ...missing
  ]
}

const isAct = (deed: string): deed is keyof typeof acts => Object.hasOwn(acts, deed)

/** The containers that the arguments name: of some commands the first alone, of `cp` the one with a colon. */
function namesOf({ deed, names }: ContainerDeed): readonly string[] {
  switch (deed) {
    case 'cp':
      return names
        .map((name) => /^([^/.:][^:]+):/.exec(name)?.[1])
        .filter((name) => name !== undefined)
        .slice(0, 1)
    case 'exec':
    case 'commit':
    case 'rename':
      return names.slice(0, 1)
    default:
      return names
  }
}

function optionsOf({ given }: ContainerDeed) {
  const timeout = lastOf(given, 'time') || lastOf(given, 'timeout')
  const signal = lastOf(given, 'signal')
  return {
    ...(/^\d+$/.test(timeout) ? { timeout: Number(timeout) } : {}),
    ...(signal === '' ? {} : { signal }),
    ...(isOn(given, 'volumes') ? { volumes: true } : {})
  }
}

function fillOf({ deed, given, names }: ContainerDeed): CareFill {
  const [, second = ''] = names
  if (deed === 'rename') return { name: second }
  if (deed !== 'commit') return {}
  return {
    name: second,
    author: lastOf(given, 'author'),
    message: lastOf(given, 'message'),
    changes: valuesOf(given, 'change').join('\n'),
    ...(isOn(given, 'no-pause') ? { pause: false } : {})
  }
}

/** `docker ps` shows those that run, unless it is asked for others; `-q` and `--format` print, which a dialog does. */
function listed({ given }: ContainerDeed, { t }: Known): DeedEntry {
  const last = isOn(given, 'latest') ? '1' : lastOf(given, 'last')
  const filters: readonly ListFilter[] = [
    ...valuesOf(given, 'filter').flatMap((text) => parseFilter(text) ?? []),
    ...(last === '' ? [] : [{ key: 'last' as const, value: last }])
  ]
  const everyone = isOn(given, 'all') || filters.some(({ key }) => key === 'status' || key === 'last')
  const format = lastOf(given, 'format') || (isOn(given, 'quiet') ? '{{.ID}}' : '')
  return {
    id: 'pasted-list',
    title: t('shell.palette.container-list'),
    before: () => setListFilters(filters, everyone ? 'all' : 'running'),
    to: {
      path: '/containers',
      query: { ...(format === '' ? {} : { format }), ...(isOn(given, 'size') ? { sizes: '' } : {}) }
    }
  }
}
