import { describe, expect, it } from 'vitest'
import { pastedLines } from './paste'

describe('pasted lines', () => {
  it('are told by every kind of line end, and the last end makes none', () => {
    expect(pastedLines('one')).toEqual(['one'])
    expect(pastedLines('one\n')).toEqual(['one'])
    expect(pastedLines('one\r\ntwo\rthree\nfour\n')).toEqual(['one', 'two', 'three', 'four'])
    expect(pastedLines('one\n\n')).toEqual(['one', ''])
  })
})
