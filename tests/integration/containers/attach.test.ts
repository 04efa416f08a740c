/** A terminal on a container's main process: what it writes from now on, what is typed, and its size. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { containers } from '../../../contract/containers/api'
import type { InputOf, ItemOf } from '../../../contract/define'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { collect, connection, connectTo, type Collected } from '../../support/on-engine'

type Item = ItemOf<typeof containers.attach>
type Input = InputOf<typeof containers.attach>

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = containersHandlers({ engines, chosen: createChosenFiles() })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

async function start(...args: string[]): Promise<{ id: string; name: string }> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  return { id, name: '' }
}

function attach(container: { id: string; name: string }): {
  readonly stream: Collected<Item>
  readonly type: (text: string) => void
  readonly input: InputQueue<Input>
} {
  const input = new InputQueue<Input>()
  const stream = collect<Item, Input>((context) => handlers.attach({ connection, container }, context), input)
  return { stream, input, type: (text) => void input.push({ kind: 'text', text }) }
}
const textOf = (items: readonly Item[], source?: Item['source']): string =>
  items
    .filter((item) => source === undefined || item.source === source)
    .map(({ text }) => text)
    .join('')
const failureOf = (stream: Collected<unknown>) =>
  stream.ended.then(
    () => undefined,
    (error: { failure: unknown }) => error.failure
  )

describe('attach', () => {
  it('a terminal: types, sizes, and leaves the container running', async () => {
    const container = await start('-it', 'busybox')
    const { stream, type, input } = attach(container)
    input.push({ kind: 'resize', columns: 132, rows: 43 })
    type('stty size; echo "h\u00e9llo $((40 + 2))"\n')
    await stream.until((items) => /43 132\r\n/.test(textOf(items)) && textOf(items).includes('h\u00e9llo 42'))
    await stream.close()
    expect(await docker('inspect', '--format', '{{.State.Running}}', container.id)).toBe('true')
    const again = attach(container)
    again.type('exit 3\n')
    await again.stream.ended
    expect(await docker('wait', container.id)).toBe('3')
  })

  it('without a terminal: keeps stdout and stderr apart, and characters whole', async () => {
    const container = await start(
      '-i',
      'busybox',
      'sh',
      '-c',
      'read x; printf "\\303"; sleep 0.2; printf "\\251\\n"; echo "err $x" >&2; sleep 300'
    )
    const { stream, type } = attach(container)
    type('in\n')
    await stream.until((items) => textOf(items, 'stdout') === 'é\n' && textOf(items, 'stderr') === 'err in\n')
    await stream.close()
    expect(await docker('inspect', '--format', '{{.State.Running}}', container.id)).toBe('true')
  })

  it('takes much input without losing any', async () => {
    const container = await start('-i', 'busybox', 'sh', '-c', 'head -c 3000000 | md5sum; sleep 300')
    const { stream, type } = attach(container)
    for (let index = 0; index < 300; index++) type('0123456789'.repeat(1_000))
    await stream.until((items) => /^[0-9a-f]{32}/.test(textOf(items)))
    const { createHash } = await import('node:crypto')
    expect(textOf(stream.items)).toContain(createHash('md5').update('0123456789'.repeat(300_000)).digest('hex'))
    await stream.close()
  })

  it('refuses a container that does not run, or is paused', async () => {
    const container = await start('busybox', 'true')
    await docker('wait', container.id)
    expect(await failureOf(attach(container).stream)).toMatchObject({ kind: 'conflict', reason: 'not-running' })
    const paused = await start('busybox', 'sleep', '300')
    await docker('pause', paused.id)
    expect(await failureOf(attach(paused).stream)).toMatchObject({ kind: 'conflict', reason: 'paused' })
    await docker('unpause', paused.id)
  })
})
