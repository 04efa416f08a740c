import { describe, expect, it } from 'vitest'
import { createChosenFiles } from './chosen-files'

describe('chosen files', () => {
  it('gives back what was chosen, however it is written', () => {
    const files = createChosenFiles()
    files.add('/home/me/a.tar')
    expect(files.check('/home/me/../me/a.tar')).toBe('/home/me/a.tar')
  })

  it('refuses what was not: its neighbours, and what is in it', () => {
    const files = createChosenFiles()
    files.add('/home/me/folder')
    for (const path of ['/etc/passwd', '/home/me/folder/inside', '/home/me/folder/../other', ''])
      expect(() => files.check(path)).toThrow(/Not chosen/)
  })
})
