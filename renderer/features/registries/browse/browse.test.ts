// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import type { RepositoryPage, TagAnswer } from '../../../../contract/registries/browse/model'
import { byVersion } from './tag-rows'
import { useDescriptions } from './use-descriptions'
import { useRepositories } from './use-names'

interface Opened {
  readonly name: string
  readonly request: { readonly registry: string; readonly tags?: readonly string[] }
  send(...items: unknown[]): void
  end(failure?: unknown): void
  closed: boolean
}
const opened: Opened[] = []
let scope = effectScope()

beforeEach(() => {
  opened.length = 0
  scope = effectScope()
  vi.stubGlobal('escale', {
    open: (name: string, request: Opened['request'], hear: (message: unknown) => void) => {
      opened.push({
        name,
        request,
        send: (...items) => hear({ kind: 'items', items: JSON.stringify(items) }),
        end: (failure) => hear(failure === undefined ? { kind: 'ended' } : { kind: 'failed', failure }),
        closed: false
      })
      return String(opened.length - 1)
    },
    close: (id: string) => {
      const one = opened[Number(id)]
      if (one !== undefined) one.closed = true
    }
  })
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})
const at = (index: number): Opened => {
  const one = opened[index]
  if (one === undefined) throw new Error(`only ${opened.length} were opened`)
  return one
}
const within = <T>(make: () => T): T => {
  const made = scope.run(make)
  if (made === undefined) throw new Error('no scope')
  return made
}
const names = (...list: string[]): RepositoryPage => ({ kind: 'names', names: list, strange: 1 })
const described = (tag: string): TagAnswer => ({
  kind: 'described',
  description: { tag, digest: `sha256:${'0'.repeat(64)}`, mediaType: '', kind: 'image', platforms: [] }
})

describe("a registry's names", () => {
  it('gather page after page, and begin anew for another registry', async () => {
    const registry = ref('one')
    const found = within(() => useRepositories(() => ({ connection: 'x', registry: registry.value })))
    at(0).send(names('a'), names('b'))
    expect(found.list.value).toEqual(['a', 'b'])
    expect([found.loading.value, found.strange.value]).toEqual([true, 2])
    at(0).end()
    expect(found.loading.value).toBe(false)
    registry.value = 'two'
    await nextTick()
    expect(found.list.value).toEqual([])
    expect(at(1).request.registry).toBe('two')
    at(0).send(names('late'))
    expect(found.list.value).toEqual([])
    at(1).send({ kind: 'hidden', message: 'no' }, { kind: 'cut', count: 7 })
    at(1).end({ kind: 'network', message: '' })
    expect([found.hidden.value, found.cut.value, found.failure.value?.kind]).toEqual(['no', 7, 'network'])
    scope.stop()
    expect(at(1).closed).toBe(true)
  })
})

describe('what tags name', () => {
  it('is asked for what is in sight, fifty at a time, and never twice', async () => {
    const sight = ref(Array.from({ length: 60 }, (_, index) => `t${index}`))
    const key = { connection: 'x', registry: 'r', repository: 'a' }
    const found = within(() =>
      useDescriptions(
        () => key,
        () => sight.value
      )
    )
    expect(at(0).request.tags).toHaveLength(50)
    at(0).send(...sight.value.slice(0, 50).map(described))
    // More comes into sight while the first are told.
    sight.value = [...sight.value.slice(55), 'last']
    await nextTick()
    expect(opened).toHaveLength(1)
    at(0).end()
    expect(at(1).request.tags).toEqual(['t55', 't56', 't57', 't58', 't59', 'last'])
    at(1).send({ kind: 'failed', tag: 'last', message: 'gone' })
    expect(found.byTag.value.get('last')).toMatchObject({ kind: 'failed' })
    at(1).end({ kind: 'network', message: 'lost' })
    expect(found.failure.value?.kind).toBe('network')
    // Nothing more is asked of a registry that is lost, until one asks for it.
    sight.value = ['another']
    await nextTick()
    expect(opened).toHaveLength(2)
    found.reset()
    expect(at(2).request.tags).toEqual(['another'])
  })
})

describe('tags', () => {
  it('stand with the newest version first', () => {
    const tags = ['1.9', 'latest', '1.10', 'edge', '1.10-alpine', '2']
    expect([...tags].sort(byVersion)).toEqual(['latest', 'edge', '2', '1.10-alpine', '1.10', '1.9'])
  })
})
