import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { flag, listOf, mapOf, maybe, number, text, textMap } from './schema'

const Thing = v.object({
  Id: v.string(),
  Name: text('unnamed'),
  Size: number(),
  On: flag(),
  Extra: maybe(v.object({ Deep: text() })),
  Names: listOf(v.string()),
  Labels: textMap(),
  Ports: mapOf(listOf(v.object({ HostPort: text() })))
})
const empty = { Id: 'a', Name: 'unnamed', Size: 0, On: false, Extra: undefined, Names: [], Labels: {}, Ports: {} }

describe('tolerant schemas', () => {
  it('fill what is missing, null or of a wrong type', () => {
    expect(v.parse(Thing, { Id: 'a' })).toEqual(empty)
    const nulls = { Id: 'a', Name: null, Size: null, On: null, Extra: null, Names: null, Labels: null, Ports: null }
    expect(v.parse(Thing, nulls)).toEqual(empty)
    expect(
      v.parse(Thing, { Id: 'a', Name: 1, Size: 'x', On: 'yes', Extra: [], Names: {}, Labels: [], Ports: 3, New: true })
    ).toEqual({
      ...empty,
      Extra: { Deep: '' }
    })
  })

  it('keep what is right beside what is not', () => {
    expect(
      v.parse(Thing, {
        Id: 'a',
        Names: ['x', 1, 'y'],
        Labels: { a: 'b', c: 1 },
        Ports: { '80/tcp': [{ HostPort: '8080' }, null], '81/tcp': null }
      })
    ).toEqual({
      ...empty,
      Names: ['x', 'y'],
      Labels: { a: 'b' },
      Ports: { '80/tcp': [{ HostPort: '8080' }], '81/tcp': [] }
    })
  })

  it('break for nothing but what cannot be done without', () => {
    fc.assert(
      fc.property(
        fc.record({
          Name: fc.anything(),
          Size: fc.anything(),
          Names: fc.anything(),
          Labels: fc.anything(),
          Ports: fc.anything()
        }),
        (fields) => {
          expect(v.safeParse(Thing, { Id: 'a', ...fields }).success).toBe(true)
        }
      )
    )
    expect(v.safeParse(Thing, { Name: 'a' }).success).toBe(false)
  })

  it('give no prototype to a hostile key', () => {
    const labels = v.parse(textMap(), JSON.parse('{"__proto__":"x","constructor":"y"}'))
    expect(Object.keys(labels)).toEqual(['constructor'])
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
  })
})
