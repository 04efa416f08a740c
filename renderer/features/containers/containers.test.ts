import { describe, expect, it } from 'vitest'
import type { Container } from '../../../contract/containers/model'
import { actions, availableFor, isAvailable } from './available'
import { columnsFor, containerColumns } from './list/columns'
import { filterContainers } from './list/filter'
import { containerMenu } from './menu'
import { portViews } from './ports'
import { testContainer as container } from './test-window'

describe('ports', () => {
  it('shows a port once that listens on IPv4 and IPv6, as a link', () => {
    const views = portViews([
      { ip: '0.0.0.0', private: 80, public: 8080, protocol: 'tcp' },
      { ip: '::', private: 80, public: 8080, protocol: 'tcp' }
    ])
    expect(views).toMatchObject([{ text: '8080→80', url: 'http://localhost:8080', published: true }])
  })

  it('names the address where it is not every one, and gives udp no page', () => {
    const views = portViews([
      { ip: '127.0.0.1', private: 53, public: 5353, protocol: 'udp' },
      { ip: '::1', private: 80, public: 81, protocol: 'tcp' },
      { private: 443, protocol: 'tcp' }
    ])
    expect(views.map(({ text, url }) => [text, url])).toEqual([
      ['[::1]:81→80', 'http://[::1]:81'],
      ['127.0.0.1:5353→53/udp', undefined],
      ['443', undefined]
    ])
  })
})

describe('the filter', () => {
  const all = [
    container({ id: '1'.repeat(64), name: 'web', ports: [{ private: 80, public: 8080, protocol: 'tcp' }] }),
    container({
      id: '2'.repeat(64),
      name: 'db',
      image: 'postgres',
      state: 'exited',
      status: 'Exited (137) 2 days ago'
    }),
    container({ id: '3'.repeat(64), name: 'cache', image: 'redis', state: 'paused' })
  ]
  const names = (text: string, state: 'all' | 'running' | 'stopped' = 'all'): string[] =>
    filterContainers(all, text, state).map(({ name }) => name)

  it.each([
    ['WEB', ['web']],
    ['8080', ['web']],
    ['exited (137)', ['db']],
    ['2222', ['db']],
    ['redis paused', ['cache']],
    ['nothing', []]
  ])('%s', (text, found) => expect(names(text)).toEqual(found))

  it('keeps what is up, or what is not', () => {
    expect(names('', 'running')).toEqual(['web', 'cache'])
    expect(names('', 'stopped')).toEqual(['db'])
  })

  it('gives back the very list where nothing narrows it', () => expect(filterContainers(all, ' ', 'all')).toBe(all))
})

describe('actions', () => {
  it('are offered where the engine would do them', () => {
    const offered = (state: Container['state']): string[] => actions.filter((action) => isAvailable(action, { state }))
    expect(offered('running')).toEqual(['stop', 'restart', 'pause', 'kill', 'remove'])
    expect(offered('exited')).toEqual(['start', 'restart', 'remove'])
    expect(offered('paused')).toEqual(['stop', 'unpause', 'kill', 'remove'])
    expect(offered('removing')).toEqual([])
  })

  it('act on those of the chosen that they fit', () => {
    const rows = [container({ name: 'up' }), container({ name: 'down', state: 'exited' })]
    expect(availableFor('start', rows).map(({ name }) => name)).toEqual(['down'])
  })

  it('say in the menu why they are not offered', () => {
    const items = containerMenu((key) => key, [container({ state: 'exited' })], true)
    expect(items.find(({ id }) => id === 'stop')).toMatchObject({ disabled: true, reason: 'containers.why.stop' })
    expect(items.find(({ id }) => id === 'start')).toMatchObject({ disabled: false, reason: undefined })
    expect(items.at(-1)).toMatchObject({ id: 'remove', danger: true, separator: true })
  })
})

describe('columns', () => {
  const columns = containerColumns((key) => key)
  it('are the same however narrow, so that the order stays; only fewer are shown', () => {
    for (const [width, shown] of [
      ['narrow', ['name', 'state', 'image', 'ports', 'actions']],
      ['narrower', ['name', 'state', 'image', 'actions']],
      ['narrowest', ['name', 'state', 'actions']]
    ] as const) {
      const fewer = columnsFor(columns, width)
      expect(fewer.map(({ id }) => id).sort()).toEqual(columns.map(({ id }) => id).sort())
      expect(fewer.filter(({ hidden }) => hidden !== true).map(({ id }) => id)).toEqual(shown)
    }
  })

  it('order names as people count', () => {
    const byName = columns[0]?.sort ?? (() => 0)
    expect(
      ['job-10', 'job-9', 'Job-1']
        .map((name) => container({ name }))
        .sort(byName)
        .map(({ name }) => name)
    ).toEqual(['Job-1', 'job-9', 'job-10'])
  })
})
