/** Pulls and image lists on an engine that answers as none should. */
import { afterEach, describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { json, raw, startBrokenEngine, type Answers } from '../../support/broken-engine'
import { collect, connection, connectTo, taskContext } from '../../support/on-engine'

const cleanup: Array<() => unknown> = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

async function on(answers: Answers): Promise<ReturnType<typeof imagesHandlers>> {
  const server = await startBrokenEngine(answers)
  const { engine, engines } = connectTo(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => engine.dispose()
  )
  return imagesHandlers({ engines, chosen: createChosenFiles() })
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const line = (value: unknown): string => `${JSON.stringify(value)}\r\n`
const begun =
  line({ status: 'Pulling from library/busybox', id: 'latest' }) +
  line({ status: 'Pulling fs layer', progressDetail: {}, id: '0123456789ab' })

describe('a pull', () => {
  const pull = async (body: string, context = taskContext<PullProgress>()) =>
    (await on({ '/images/create': raw(body) })).pull({ connection, reference: 'busybox' }, context)

  it("whose stream tells of an error in its middle fails with the registry's words, its progress kept", async () => {
    const context = taskContext<PullProgress>()
    const words = 'toomanyrequests: You have reached your pull rate limit.'
    expect(
      await failureOf(pull(begun + line({ errorDetail: { message: words }, error: words }), context))
    ).toMatchObject({ kind: 'rate-limited', message: words })
    expect(context.reports.at(-1)).toEqual({
      reference: 'busybox:latest',
      messages: ['latest: Pulling from library/busybox'],
      layers: [{ id: '0123456789ab', status: 'Pulling fs layer', current: undefined, total: undefined }]
    })
  })

  it.each([
    [
      'a disk that is full',
      'failed to register layer: write /bin/busybox: no space left on device',
      { kind: 'disk-full' }
    ],
    [
      'a registry that cannot be reached',
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      { kind: 'network' }
    ],
    ['what nobody knew', 'something new', { kind: 'engine-error', message: 'something new' }]
  ])('fails for %s', async (_title, words, failure) => {
    expect(await failureOf(pull(begun + line({ error: words })))).toMatchObject(failure)
  })

  it('of broken JSON, or half a line, fails', async () => {
    expect(await failureOf(pull(`${begun}{"status": "Downl`))).toMatchObject({ kind: 'engine-error' })
    expect(await failureOf(pull('<html>a proxy</html>'))).toMatchObject({ kind: 'engine-error' })
  })

  it('takes unknown lines and fields as they come', async () => {
    const strange =
      line({ aux: { ID: 'x' } }) +
      line(null) +
      line([1]) +
      line({ status: 7 }) +
      line({ status: 'Digest: sha256:abc', later: true })
    expect(await pull(begun + strange)).toEqual({ reference: 'busybox:latest', digest: 'sha256:abc', status: '' })
  })
})

describe('the list', () => {
  it('leaves out what is no image, and shows what there is of the rest', async () => {
    const handlers = await on({
      '/images/json': json([
        null,
        {},
        { Id: 'sha256:1', RepoTags: null, Extra: 1 },
        { Id: 'sha256:2', RepoTags: ['a:1', 7], Size: 'big' }
      ])
    })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    expect(list.items[0]).toMatchObject({
      images: [
        { id: 'sha256:1', repository: '<none>', tag: '<none>' },
        { id: 'sha256:2', repository: 'a', tag: '1', size: 0 }
      ]
    })
    await list.close()
  })

  it('says so where it is broken', async () => {
    const handlers = await on({ '/images/json': raw('[{') })
    expect(await failureOf(collect((context) => handlers.watch({ connection }, context)).ended)).toMatchObject({
      kind: 'engine-error'
    })
  })
})
