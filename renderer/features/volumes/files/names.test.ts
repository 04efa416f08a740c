import { describe, expect, it } from 'vitest'
import { copyName } from './copy-name'
import { nameProblem } from './name-problem'
import { hasBit, parseMode, parseOwner, withBit } from './permissions'

describe('the name of a copy', () => {
  it('keeps the ending, and is another each time', () => {
    expect(copyName('notes.txt', 1)).toBe('notes.mine.txt')
    expect(copyName('notes.txt', 2)).toBe('notes.mine-2.txt')
    expect(copyName('.profile', 1)).toBe('.profile.mine')
    expect(copyName('Makefile', 3)).toBe('Makefile.mine-3')
  })

  it('fits where the name was as long as names may be, and cuts no character', () => {
    expect(copyName(`${'n'.repeat(251)}.txt`, 1)).toBe(`${'n'.repeat(246)}.mine.txt`)
    expect(copyName('%C3%A9'.repeat(127), 2)).toBe(`${'%C3%A9'.repeat(124)}.mine-2`)
    expect(copyName(`a.${'%FF'.repeat(253)}`, 1)).toBe(`a.${'%FF'.repeat(248)}.mine`)
  })
})

describe('a name that is typed', () => {
  it('is refused where no file can have it', () => {
    expect(nameProblem('')).toBe('empty')
    expect(nameProblem('a/b')).toBe('slash')
    expect(nameProblem('..')).toBe('dots')
    expect(nameProblem('é'.repeat(128))).toBe('too-long')
    expect(nameProblem('é'.repeat(127))).toBeUndefined()
    expect(nameProblem('...')).toBeUndefined()
  })
})

describe('permissions that are typed', () => {
  it('are octal digits, or none', () => {
    expect(parseMode('0755')).toBe(0o755)
    expect(parseMode(' 4755 ')).toBe(0o4755)
    for (const wrong of ['', '8', '07777 7', '12345', 'rwx']) expect(parseMode(wrong)).toBeUndefined()
  })
  it('have owners by number', () => {
    expect(parseOwner('4294967294')).toBe(4_294_967_294)
    for (const wrong of ['', '4294967295', '-1', 'root']) expect(parseOwner(wrong)).toBeUndefined()
  })
  it('are set bit by bit', () => {
    expect(withBit(0o644, 0o100, true)).toBe(0o744)
    expect(withBit(0o744, 0o400, false)).toBe(0o344)
    expect(hasBit(0o4000, 0o4000)).toBe(true)
  })
})
