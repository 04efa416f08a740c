import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Container } from '../model'
import { lineText } from '../../command/quote'
import { list } from './command'
import { applyFilters, askedFilters, filterKeys, filterProblem, freeWords, parseFilter, parseQuery } from './filters'

const container = (some: Partial<Container>): Container => ({
  id: 'a'.repeat(64),
  name: 'web',
  image: 'nginx',
  imageId: '',
  command: '',
  state: 'running',
  status: '',
  created: 0,
  ports: [],
  labels: {},
  networks: [],
  volumes: [],
  ...some
})
const all = [
  container({ id: '1'.repeat(64), name: 'web-1', created: 3, labels: { team: 'a', tier: 'front' } }),
  container({ id: '2'.repeat(64), name: 'web-2', created: 1, state: 'exited', exitCode: 137, labels: { team: 'b' } }),
  container({ id: '3'.repeat(64), name: 'db', created: 2, state: 'created', labels: { team: 'a' } })
]
const names = (text: string, matched?: readonly string[]): string[] =>
  applyFilters(all, parseQuery(text).filters, matched === undefined ? undefined : new Set(matched)).map(
    ({ name }) => name
  )

describe('what is typed', () => {
  it('is filters and words', () =>
    expect(parseQuery(`status=exited  web "label=a b" name='x y' port=80`)).toEqual({
      filters: [
        { key: 'status', value: 'exited' },
        { key: 'label', value: 'a b' },
        { key: 'name', value: 'x y' }
      ],
      words: ['web', 'port=80']
    }))
  it('is no filter before it has a value', () => expect(parseFilter('status=')).toBeUndefined())
  it('is free words without the filter that is being typed', () =>
    expect(freeWords('web status=ex port=80 status= "a b"')).toEqual(['web', 'port=80', 'a b']))
  it('never fails, whatever it is', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { filters } = parseQuery(text)
        applyFilters(all, filters)
        expect(filters.every(({ key }) => filterKeys.includes(key))).toBe(true)
      })
    ))
  it('is refused where docker would refuse it', () =>
    expect(
      ['status=up', 'exited=x', 'health=ill', 'last=0', 'status=dead', 'exited=-1', 'last=5'].map((text) => {
        const filter = parseFilter(text)
        return filter === undefined ? 'none' : filterProblem(filter)
      })
    ).toEqual(['status', 'exited', 'health', 'last', undefined, undefined, undefined]))
})

describe('the filters', () => {
  it.each([
    ['name=web', ['web-1', 'web-2']],
    ['name=^/?web-2$', ['web-2']],
    ['name=(', []],
    ['status=exited', ['web-2']],
    ['status=exited status=created', ['web-2', 'db']],
    ['status=exited name=db', []],
    ['exited=137', ['web-2']],
    ['exited=0', []],
    ['label=team', ['web-1', 'web-2', 'db']],
    ['label=team=a', ['web-1', 'db']],
    ['label=team=a label=tier', ['web-1']],
    ['label=toString', []],
    ['id=^2', ['web-2']],
    ['last=2', ['web-1', 'db']],
    ['last=1 name=web', ['web-1']],
    ['status=nonsense', ['web-1', 'web-2', 'db']]
  ])('%s', (text, left) => expect(names(text)).toEqual(left))

  it('wait for what the engine says of those that rows cannot tell', () => {
    expect(names('ancestor=nginx')).toEqual(['web-1', 'web-2', 'db'])
    expect(names('ancestor=nginx status=running', ['1'.repeat(64), '3'.repeat(64)])).toEqual(['web-1'])
    expect(askedFilters(parseQuery('ancestor=nginx volume=a volume=b name=x').filters)).toEqual({
      ancestor: ['nginx'],
      volume: ['a', 'b']
    })
    expect(askedFilters(parseQuery('name=x health=ill').filters)).toBeUndefined()
  })
})

describe('the command', () => {
  it('is docker ps with what narrows it', () => {
    const { filters } = parseQuery('status=exited last=3 "label=a b"')
    expect(lineText(list({ all: true, filters }), { shell: 'posix' })).toBe(
      `docker ps --all --last 3 --filter status=exited --filter 'label=a b'`
    )
    expect(lineText(list({ all: false, quiet: true }), { shell: 'posix' })).toBe('docker ps --quiet --no-trunc')
  })
})
