import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../contract/containers/model'
import { networkRows } from '../network-rows'
import { layoutOf, nextNode, nodesOf, size } from './layout'

const network = (name: string) => ({
  id: name,
  name,
  driver: 'bridge',
  scope: 'local',
  internal: false,
  attachable: false,
  ipv6: false,
  closed: false,
  subnets: [],
  options: {},
  labels: {}
})
const container = (id: string, networks: readonly string[]): Container => ({
  id,
  name: id,
  image: 'busybox',
  imageId: '',
  command: '',
  state: 'running',
  status: '',
  created: 0,
  ports: [],
  labels: {},
  networks: [...networks],
  volumes: []
})
const layout = (containers: readonly Container[], names: readonly string[], columns = 3) =>
  layoutOf(networkRows(names.map(network), containers), columns)

describe('the picture', () => {
  it('joins a container to each of its networks by one line, straight down', () => {
    const { lanes, lines } = layout([container('web', ['a', 'c']), container('db', ['b'])], ['a', 'b', 'c'])
    expect(lanes.map(({ items }) => items.map(({ container: { id }, kind }) => `${id} ${kind}`))).toEqual([
      ['web card'],
      ['db card'],
      ['web join']
    ])
    expect(lines).toHaveLength(1)
    // The line passes lane b: nothing stands in its way there.
    expect(lanes[1]?.items[0]?.x).toBeGreaterThan(lanes[0]?.items[0]?.x ?? 0)
    expect(lines[0]?.dots).toEqual([lanes[2]?.items[0]?.y])
  })

  it('grows downwards where many are on one network', () => {
    const many = Array.from({ length: 10 }, (_, index) => container(`c${index}`, ['a']))
    const [lane] = layout(many, ['a']).lanes
    expect(new Set(lane?.items.map(({ y }) => y)).size).toBe(4)
    expect(lane?.height).toBe(4 * size.cardHeight + 3 * size.gap + 2 * size.lanePadding)
  })

  it('puts no card on another, nor under a line that passes, whoever is where', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const containers = fc
      .array(fc.subarray(names, { minLength: 1 }), { maxLength: 40 })
      .map((lists) => lists.map((list, index) => container(`c${index}`, list)))
    fc.assert(
      fc.property(containers, fc.integer({ min: 1, max: 6 }), (all, columns) => {
        const { lanes, lines, width, height } = layout(all, names, columns)
        const items = lanes.flatMap((lane) => lane.items.map((item) => ({ ...item, lane })))
        expect(items).toHaveLength(all.reduce((sum, { networks }) => sum + networks.length, 0))
        expect(new Set(items.map(({ x, y }) => `${x} ${y}`)).size).toBe(items.length)
        for (const { x, y, lane } of items) {
          expect(x + size.card).toBeLessThanOrEqual(width)
          expect(y + size.cardHeight).toBeLessThanOrEqual(Math.min(height, lane.y + lane.height))
        }
        for (const line of lines)
          for (const item of items) {
            if (item.container.id === line.id || line.x < item.x || line.x > item.x + size.card) continue
            expect(item.y + size.cardHeight <= line.from || item.y >= line.to).toBe(true)
          }
      }),
      { numRuns: 200 }
    )
  })

  it('is gone through by the arrows, each thing reached', () => {
    const all = [container('web', ['a', 'b']), container('db', ['b']), container('job', ['a'])]
    const nodes = nodesOf(layout(all, ['a', 'b']))
    const reached = new Set<string>()
    const queue = nodes.slice(0, 1)
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      if (reached.has(node.key)) continue
      reached.add(node.key)
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = nextNode(nodes, node, key)
        if (next !== undefined) queue.push(next)
      }
    }
    expect(reached.size).toBe(nodes.length)
    expect(nodes).toHaveLength(6)
  })
})
