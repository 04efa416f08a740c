import { describe, expect, it } from 'vitest'
import { placeOf } from './place'

describe('an address that was typed', () => {
  it.each([
    ['registry.example:5000', { host: 'registry.example:5000' }],
    [' HTTPS://Registry.Example/v2/ ', { host: 'registry.example' }],
    ['http://127.0.0.1:5000/v2/_catalog?n=1', { host: '127.0.0.1:5000' }],
    ['ghcr.io/owner/app:1.2', { host: 'ghcr.io', repository: 'owner/app' }],
    ['docker pull ghcr.io/owner/app@sha256:00', { host: 'ghcr.io', repository: 'owner/app' }],
    ['localhost:5000/team/UPPER', { host: 'localhost:5000' }],
    ['[::1]:5000/app', { host: '[::1]:5000', repository: 'app' }],
    ['', undefined],
    ['a b', undefined],
    ['javascript:alert(1)', undefined],
    ['user@host/x', undefined]
  ])('%j', (text, place) => expect(placeOf(text)).toEqual(place))
})
