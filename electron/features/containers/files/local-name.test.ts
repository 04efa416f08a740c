import { describe, expect, it } from 'vitest'
import { canHave, localPath, staysWithin } from './local-name'
import { parseStat } from './parse-stat'

describe('a name on this computer', () => {
  it('is what the system can have', () => {
    for (const name of ['CON', 'con.txt', 'a:b', 'a?', 'dot.', 'space ', 'a\\b', 'a\u0001', '\u00e9'])
      expect(canHave([name], 'win32')).toBe(false)
    expect(canHave(['plain.txt', 'console'], 'win32')).toBe(true)
    expect(canHave(['\u00e9'], 'darwin')).toBe(false)
    expect(canHave(['\u00e9', 'a:b?'], 'linux')).toBe(true)
    expect(localPath('/r', ['\u00e9'], 'linux')).toEqual(Buffer.from('/r/\xe9', 'latin1'))
  })
  it.each([
    [['t'], 'file', true],
    [['t', 'sub'], '../file', true],
    [['t', 'sub'], './a/b', true],
    [['t'], '../file', false],
    [['t'], '/etc/passwd', false],
    [['t', 'sub'], '../../etc', false],
    [['t'], 'a/../b', false],
    [['t'], '', false],
    [['t'], '..\\..\\x', false]
  ])('a link in %j to %s stays within: %s', (folder, target, stays) => {
    expect(staysWithin(folder, target)).toBe(stays)
  })
})

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
