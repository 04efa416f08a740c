import { describe, expect, it } from 'vitest'
import type { ConnectionFacts } from '../../../../contract/connections/book/model'
import { addressOf, draftOf, emptyDraft, hostProblem, nameProblem, pairProblem, pathProblem, updateOf } from './draft'

const facts: ConnectionFacts = {
  connection: 'context:far',
  address: { host: 'tcp://far:2376', ca: '/s/ca.pem', cert: '/s/cert.pem', key: '/s/key.pem', skipTlsVerify: false },
  security: 'tls',
  context: { name: 'far', description: 'old', file: '/s/meta.json', otherEndpoints: [] },
  certificates: [],
  cliCurrent: false,
  gone: false,
  spoiledByTls: false
}

describe('the form of a connection', () => {
  it('names what is wrong with a name and an address', () => {
    expect(['', 'a', 'default', 'a b', '-x', 'far', 'ok.1+2_3-4'].map((name) => nameProblem(name, ['far']))).toEqual([
      'empty',
      'short',
      'reserved',
      'characters',
      'characters',
      'taken',
      undefined
    ])
    expect(
      [
        '',
        'far:2375',
        'ftp://x',
        'unix://x',
        'unix:///x',
        'npipe:////./pipe/x',
        'tcp://',
        'tcp://a b',
        'tcp://h:99999',
        'ssh://me@far',
        'tcp://[::1]:2375'
      ].map(hostProblem)
    ).toEqual(['empty', 'scheme', 'scheme', 'path', undefined, undefined, 'name', 'name', 'name', undefined, undefined])
    expect(['', '/a', 'C:\\a', '\\\\srv\\a', 'a.pem', '~/a'].map(pathProblem)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'relative',
      'relative'
    ])
    expect([
      pairProblem({ cert: '', key: '' }),
      pairProblem({ cert: '/c', key: '' }),
      pairProblem({ cert: '', key: '/k' })
    ]).toEqual([undefined, 'key', 'cert'])
  })
  it('sends TLS files only where the address uses them', () => {
    const draft = { ...emptyDraft(), host: ' ssh://me@far ', ca: '/ca.pem', skipTlsVerify: true }
    expect(addressOf(draft)).toEqual({ host: 'ssh://me@far', ca: '', cert: '', key: '', skipTlsVerify: false })
  })
  it('changes only what was changed', () => {
    const draft = { ...draftOf(facts), description: 'new' }
    expect(updateOf(draft, facts)).toEqual({ name: 'far', description: 'new', address: undefined })
    expect(updateOf({ ...draft, host: 'tcp://far:2377' }, facts).address).toEqual({
      ...facts.address,
      host: 'tcp://far:2377'
    })
  })
})
