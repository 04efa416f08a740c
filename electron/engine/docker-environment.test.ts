import { expect, it } from 'vitest'
import { dockerEnvironment } from './docker-environment'

const env = {
  PATH: '/bin',
  DOCKER_CONFIG: '/c',
  DOCKER_HOST: 'tcp://h:1',
  DOCKER_CONTEXT: 'x',
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: '/p'
}

it('keeps what leads to an engine where docker goes by it, and lets none of it spoil another', () => {
  expect(dockerEnvironment([], env)).toEqual(env)
  expect(dockerEnvironment(['--context', 'y'], env)).toEqual({ PATH: '/bin', DOCKER_CONFIG: '/c' })
  expect(dockerEnvironment(['-H', 'unix:///s'], env)).toEqual({ PATH: '/bin', DOCKER_CONFIG: '/c' })
  // Of the default address, or of a context that has its own: without DOCKER_HOST they mean nothing here.
  expect(dockerEnvironment([], { ...env, DOCKER_HOST: '' })).toEqual({
    PATH: '/bin',
    DOCKER_CONFIG: '/c',
    DOCKER_HOST: '',
    DOCKER_CONTEXT: 'x'
  })
})
