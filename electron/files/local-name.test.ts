import { describe, expect, it } from 'vitest'
import { canHave, localPath, staysWithin } from './local-name'

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
