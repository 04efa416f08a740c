import { describe, expect, it } from 'vitest'
import { engineFailure } from '../../engine/failures/engine-failure'
import { FailureError } from '../../engine/failure-error'
import { explainRefusal } from './refusal'

const registry = 'registry.example:5000'
function explained(status: number, words: string): unknown {
  try {
    return explainRefusal(new FailureError(engineFailure(status, words)), registry)
  } catch (error) {
    return (error as FailureError).failure
  }
}

describe('a sign-in that the engine could not make', () => {
  it.each([
    [
      401,
      'Get "https://registry.example:5000/v2/": unauthorized: authentication required',
      { kind: 'auth-required', registry }
    ],
    [
      500,
      'login attempt to https://registry.example:5000/v2/ failed with status: 401 Unauthorized',
      { kind: 'auth-required', registry }
    ],
    [
      500,
      'Get "https://registry.example:5000/v2/": x509: certificate signed by unknown authority',
      { kind: 'network', host: registry, reason: 'certificate' }
    ],
    [
      500,
      'Get "https://registry.example:5000/v2/": tls: failed to verify certificate: x509: certificate is valid for localhost, not registry.example',
      { kind: 'network', host: registry, reason: 'certificate' }
    ],
    [
      500,
      'Get "https://registry.example:5000/v2/": http: server gave HTTP response to HTTPS client',
      { kind: 'network', host: registry, reason: 'plain' }
    ],
    [
      500,
      'Get "https://registry.example:5000/v2/": dial tcp 192.0.2.1:5000: connect: connection refused',
      { kind: 'network', host: registry }
    ]
  ])('%i %s', (status, words, expected) => expect(explained(status, words)).toMatchObject(expected))
})
