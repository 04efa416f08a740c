/** Builds on an engine that answers as none should. */
import { afterEach, describe, expect, it } from 'vitest'
import { openBuilds } from '../../integration/builds/build-client'
import { json, raw, startBrokenEngine } from '../../support/broken-engine'

const cleanup: Array<() => unknown> = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

/** No session is known there: the files go as a tar, also with BuildKit. */
async function outcomeOf(body: string, builder: 'buildkit' | 'classic' = 'classic') {
  const server = await startBrokenEngine({ '/build': raw(body), '/session': json({ message: 'page not found' }, 404) })
  const client = openBuilds(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => client.close()
  )
  return client.build({ dockerfile: { kind: 'text', text: 'FROM scratch\nRUN x\n' }, builder })
}
const line = (value: unknown): string => `${JSON.stringify(value)}\r\n`
const failed = (words: string): string => line({ errorDetail: { message: words }, error: words })

describe('a build', () => {
  it('that the engine has no room for is disk-full, at its step', async () => {
    const words = 'failed to register layer: write /x: no space left on device'
    const { build, steps } = await outcomeOf(
      line({ stream: 'Step 2/2 : RUN x' }) + line({ stream: '\n' }) + failed(words)
    )
    expect(build.outcome).toEqual({
      kind: 'failed',
      reason: { failure: { kind: 'disk-full', message: words }, step: '2', lines: { first: 2, last: 2 } }
    })
    expect(steps).toMatchObject([{ state: 'failed', error: words }])
  })

  it('whose messages cannot be read goes on to its end', async () => {
    const odd = [
      { id: 'moby.buildkit.trace', aux: '%%%' },
      { id: 'moby.buildkit.trace', aux: 'CgUKBGZvbw==' },
      { id: 'moby.buildkit.trace', aux: { odd: 1 } },
      { aux: null },
      { stream: 7 },
      null,
      [],
      { aux: { ID: 'sha256:1' } }
    ]
    const { build } = await outcomeOf(odd.map(line).join(''), 'buildkit')
    expect(build.outcome).toEqual({ kind: 'done', imageId: 'sha256:1' })
  })

  it('whose answer is no JSON fails with its beginning', async () => {
    const { build } = await outcomeOf('<html>')
    expect(build.outcome).toMatchObject({ kind: 'failed', reason: { failure: { kind: 'engine-error' } } })
  })
})
