import { describe, expect, it } from 'vitest'
import { hubNameOf, hubWebPage, pulledName, repositoryPath } from './hub-names'
import { plainWords, visibleName } from './visible'

describe('words by others', () => {
  it('hide nothing and turn nothing around', () => {
    expect(visibleName('مرسى/\u202egpj.exe')).toBe('مرسى/\\u202egpj.exe')
    expect(plainWords('a\u202eb\u2066c\u0007\nd ميناء')).toBe('abc\nd ميناء')
  })
})

describe('names of repositories', () => {
  it('are read as one pulls them, and nothing else is', () => {
    expect(hubNameOf('nginx')).toEqual({ namespace: 'library', name: 'nginx' })
    expect(hubNameOf('bitnami/redis')).toEqual({ namespace: 'bitnami', name: 'redis' })
    for (const bad of ['Up/case', 'ghcr.io/a/b', 'a/b/c', 'a:1', 'مرسى/x', '../x', ''])
      expect(hubNameOf(bad), bad).toBeUndefined()
    expect(pulledName({ namespace: 'library', name: 'nginx' })).toBe('nginx')
    expect(repositoryPath({ namespace: 'a', name: 'b' }, 'tags')).toBe('/hub/a/b/tags')
    expect([hubWebPage('nginx'), hubWebPage('a/b')]).toEqual([
      'https://hub.docker.com/_/nginx',
      'https://hub.docker.com/r/a/b'
    ])
  })
})
