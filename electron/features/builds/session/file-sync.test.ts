import { describe, expect, it } from 'vitest'
import type { GrpcCall } from './grpc'
import { syncFolder } from './file-sync'

function callOf(signal: AbortSignal): GrpcCall {
  return {
    metadata: new Map(),
    // Nothing is asked for until the other side gives up.
    messages: (async function* (): AsyncGenerator<Buffer> {
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      yield* []
    })(),
    signal,
    send: () => Promise.resolve()
  }
}

describe('a folder that is sent', () => {
  it.each([
    ['what cannot be read is a fault', false, ['EACCES: a']],
    ['whose reading ends with who asked for it has no fault', true, []]
  ])('%s', async (_what, gaveUp, faults) => {
    const abort = new AbortController()
    const told: string[] = []
    const sent = syncFolder(callOf(abort.signal), {
      folder: '/nowhere',
      onFault: (error) => told.push((error as Error).message),
      async *entries() {
        if (gaveUp) abort.abort()
        yield []
        throw new Error(gaveUp ? 'This operation was aborted' : 'EACCES: a')
      }
    })
    setTimeout(() => abort.abort(), 20)
    await sent.catch(() => undefined)
    await new Promise(setImmediate)
    expect(told).toEqual(faults)
  })
})
