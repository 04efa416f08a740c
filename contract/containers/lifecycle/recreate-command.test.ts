import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asideName, asideOf } from './recreate-command'

const id = fc.stringMatching(/^[0-9a-f]{64}$/)
const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,100}$/)

describe('a container that stands aside', () => {
  it('says whose it was, and no other does', () => {
    fc.assert(
      fc.property(id, name, id, (own, called, other) => {
        const aside = asideName({ id: own, name: called })
        expect(asideOf({ id: own, name: aside })).toBe(called)
        expect(asideOf({ id: own, name: called })).toBeUndefined()
        if (other.slice(0, 12) !== own.slice(0, 12)) expect(asideOf({ id: other, name: aside })).toBeUndefined()
      })
    )
    expect(asideOf({ id: '', name: 'web-before-' })).toBeUndefined()
  })
})
