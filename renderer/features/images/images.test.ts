import { describe, expect, it } from 'vitest'
import type { Container } from '../../../contract/containers/model'
import type { Image } from '../../../contract/images/model'
import { imageRows, matches, shortId } from './image-rows'
import { forcible, removalPlan, removedLines } from './removal'

const id = (digit: string): string => `sha256:${digit.repeat(64)}`
const image = (digit: string, repository: string, tag: string, created = 0, size = 100): Image => ({
  id: id(digit),
  repository,
  tag,
  created,
  size,
  labels: {}
})
const container = (name: string, imageId: string, state: Container['state']): Container => ({
  id: name,
  name,
  image: 'x',
  imageId,
  command: '',
  state,
  status: '',
  created: 0,
  ports: [],
  labels: {},
  networks: [],
  volumes: []
})

describe('imageRows', () => {
  it('keeps two tags of one image apart, both with its users: running ones first', () => {
    const rows = imageRows(
      [image('a', 'web', '1'), image('a', 'web', '2'), image('b', 'db', '1', 5)],
      [container('old', id('a'), 'exited'), container('up', id('a'), 'running'), container('other', id('c'), 'running')]
    )
    expect(rows.map(({ reference }) => reference)).toEqual(['db:1', 'web:1', 'web:2'])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3)
    expect(rows[1]?.users.map(({ name }) => name)).toEqual(['up', 'old'])
    expect(rows[0]?.users).toEqual([])
  })
  it('is found by every word of the filter, in the reference or the id', () => {
    const [row] = imageRows([image('a', 'ghcr.io/team/web', '1.2')], [])
    expect(matches(row!, 'WEB 1.2')).toBe(true)
    expect(matches(row!, shortId(id('a')))).toBe(true)
    expect(matches(row!, 'web 1.3')).toBe(false)
  })
})

describe('removalPlan', () => {
  const rows = imageRows(
    [image('a', 'web', '1'), image('a', 'web', '2'), image('b', 'db', '1', 0, 70)],
    [container('c', id('a'), 'exited')]
  )
  const [db, one, two] = rows
  it('untags where another reference stays, and frees nothing by it', () => {
    expect(removalPlan([one!], rows)).toEqual({ items: [{ row: one, does: 'untag', users: [] }], freed: 0 })
  })
  it('deletes with the last reference', () => {
    expect(removalPlan([db!], rows)).toEqual({ items: [{ row: db, does: 'delete', users: [] }], freed: 70 })
  })
  it('names who stands in the way of the last one', () => {
    const plan = removalPlan([one!, two!], rows)
    expect(plan.items.map(({ does }) => does)).toEqual(['untag', 'refused'])
    expect(plan.items[1]?.users.map(({ name }) => name)).toEqual(['c'])
  })
})

describe('forcible', () => {
  it('never offers force while a container of the image runs', () => {
    const up = container('up', id('a'), 'running')
    const down = container('down', id('b'), 'exited')
    const known = new Map([up, down].map((one) => [one.id, one]))
    const refused = [
      { image: { id: id('a'), reference: 'a:1' }, users: [up] },
      { image: { id: id('b'), reference: 'b:1' }, users: [down] }
    ]
    expect(forcible(refused, known)).toEqual({ images: [{ id: id('b'), reference: 'b:1' }], running: true })
  })
})

it('writes what went as docker does', () => {
  expect(
    removedLines([
      { kind: 'untagged', reference: 'web:1' },
      { kind: 'deleted', id: id('a') }
    ])
  ).toEqual(['Untagged: web:1', `Deleted: ${id('a')}`])
})
