import { describe, expect, it } from 'vitest'
import type { ConnectionState } from '../../../../contract/connections/model'
import type { Failure } from '../../../../contract/failure'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { engineFacts } from './engine-facts'
import type { FactContext } from './fact'

const connected: ConnectionState = {
  kind: 'connected',
  since: 0,
  capabilities: {
    version: '27',
    apiVersion: '1.47',
    os: 'linux',
    arch: 'amd64',
    product: 'Docker Engine',
    buildKit: true
  }
}

/** An engine that answers, or throws what it is given; it counts what it is asked. */
function engineThat(answers: () => unknown) {
  const asked: string[] = []
  const engine = {
    get: async ({ path }: { readonly path: string }) => {
      asked.push(path)
      return answers()
    },
    onState: () => () => undefined
  } as unknown as Engine
  const context = (more: Partial<FactContext> = {}): FactContext => ({
    asked: { engine, endpoint: 'unix:///x', state: () => connected },
    surroundings: { env: {}, platform: 'linux', home: '/' },
    signal: new AbortController().signal,
    ...more
  })
  return { asked, context }
}
const refuses = (failure: Failure) => () => {
  throw new FailureError(failure)
}

describe('an engine that is asked', () => {
  it('is told as it answers', async () => {
    const { context } = engineThat(() => ({ Version: '27' }))
    expect(await engineFacts['engine-version'](context())).toEqual({ kind: 'answered', text: '{"Version":"27"}' })
  })
  it('may refuse: that is its answer', async () => {
    const { context } = engineThat(refuses({ kind: 'engine-error', status: 500, message: 'no' }))
    expect(await engineFacts['engine-info'](context())).toMatchObject({
      kind: 'answered',
      text: expect.stringContaining('"no"')
    })
  })
  it('may be gone', async () => {
    const { context } = engineThat(refuses({ kind: 'engine-unreachable', reason: 'lost', message: '' }))
    expect(await engineFacts['engine-info'](context())).toEqual({ kind: 'missing' })
    for (const fact of Object.values(engineFacts)) {
      const nobody: FactContext = {
        surroundings: { env: {}, platform: 'linux', home: '/' },
        signal: new AbortController().signal
      }
      expect(await fact(nobody)).toEqual({ kind: 'missing' })
    }
  })
  it('is not asked for a registry each time, for that counts as a pull; but where a person asks for it', async () => {
    const { asked, context } = engineThat(() => ({ Descriptor: { digest: 'sha256:1' } }))
    const ask = engineFacts['engine-registry']
    await ask(context())
    await ask(context())
    expect(asked).toHaveLength(1)
    await ask(context({ fresh: true }))
    expect(asked).toHaveLength(2)
  })
  it('is asked again for a registry that it did not reach', async () => {
    const { asked, context } = engineThat(refuses({ kind: 'engine-error', message: 'no such host' }))
    await engineFacts['engine-registry'](context())
    await engineFacts['engine-registry'](context())
    expect(asked).toHaveLength(2)
  })
})
