import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChallenge } from './challenge'

describe('a challenge', () => {
  it.each([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"',
      {
        kind: 'bearer',
        realm: 'https://auth.docker.io/token',
        service: 'registry.docker.io',
        scope: 'repository:library/nginx:pull',
        error: ''
      }
    ],
    [
      'bearer realm = "http://a/t" , scope="repository:a:pull,push", error=invalid_token',
      { kind: 'bearer', realm: 'http://a/t', service: '', scope: 'repository:a:pull,push', error: 'invalid_token' }
    ],
    ['Basic realm="a, \\"b\\" = c"', { kind: 'basic' }],
    [
      'Basic realm="x", Bearer realm="https://y",service="z"',
      { kind: 'bearer', realm: 'https://y', service: 'z', scope: '', error: '' }
    ],
    ['Bearer', undefined],
    ['Bearer realm=""', undefined],
    ['Negotiate', undefined],
    ['', undefined],
    ['=,"', undefined]
  ])('%s', (header, expected) => expect(readChallenge(header)).toEqual(expected))

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (service, realm, scope) => {
        const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
        const header = `Bearer realm=${quoted(realm)},service=${quoted(service)},scope=${quoted(scope)}`
        expect(readChallenge(header)).toEqual({ kind: 'bearer', realm, service, scope, error: '' })
      })
    )
  })
  it('is never fatal, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (text) => void readChallenge(`Bearer ${text}`)))
  })
})
