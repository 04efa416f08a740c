import { describe, expect, it } from 'vitest'
import { parseStat } from './parse-stat'

describe('what stat printed', () => {
  it('cannot be forged by a name, for nobody knows the word between', () => {
    const token = '|secret|'
    const hostile = '/d/a\n|guess|81a4 0 0 9 9 root root |guess|forged|guess|'
    const output = `${token}81a4 0 0 5 7 root UNKNOWN ${token}${hostile}${token}${hostile}${token}\n${token}a1ff 1 2 5 7 a b ${token}/d/l${token}'/d/l' -> 'x y'${token}\n`
    const entries = parseStat(output, token, '/d/')
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({ kind: 'file', size: 5 })
    expect(entries[1]).toMatchObject({
      name: 'l',
      kind: 'link',
      mode: 0o777,
      uid: 1,
      gid: 2,
      target: 'x%20y',
      changed: 7000
    })
  })
})
