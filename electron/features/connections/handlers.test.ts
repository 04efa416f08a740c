import { describe, expect, it } from 'vitest'
import type { ConnectionsSnapshot } from '../../../contract/connections/model'
import { machineSurroundings } from '../../engine/discovery/surroundings'
import type { EngineList } from '../../engine/engines'
import { createChosenFiles } from '../../platform/chosen-files'
import { connectionsHandlers } from './handlers'
import { createPrompts } from './prompts/prompts'

function doubles() {
  const calls: string[] = []
  let listener = (): void => undefined
  let snapshot: ConnectionsSnapshot = { connections: [], current: undefined }
  const engines: EngineList = {
    get: () => {
      throw new Error('not asked for')
    },
    snapshot: () => snapshot,
    onChange(added) {
      listener = added
      return () => calls.push('unlisten')
    },
    select: (connection) => {
      if (connection === 'gone') throw new Error('gone')
      calls.push(`select ${connection}`)
    },
    retry: (connection) => void calls.push(`retry ${connection}`),
    cancel: (connection) => void calls.push(`cancel ${connection}`),
    discover: () => void calls.push('discover'),
    cliOf: () => [],
    discovered: () => ({
      found: [],
      problems: [],
      suggested: undefined,
      asked: false,
      cli: { by: 'default', context: 'default', configured: 'default' }
    }),
    isGone: () => false,
    foundAs: () => {
      throw new Error('not asked for')
    },
    forget: () => undefined,
    dispose: () => undefined
  }
  const handlers = connectionsHandlers({
    engines,
    surroundings: machineSurroundings(),
    chosen: createChosenFiles(),
    prompts: createPrompts(),
    remember: (connection) => void calls.push(`remember ${connection}`)
  })
  const show = (current: string): void => {
    snapshot = { connections: [], current }
    listener()
  }
  return { handlers, calls, show }
}

const context = (signal = new AbortController().signal) => ({ signal, made: () => undefined })
const input = (async function* () {})()

describe('the connections’ handlers', () => {
  it('remember what was chosen, and only what could be', async () => {
    const { handlers, calls } = doubles()
    await handlers.select({ connection: 'a' }, context())
    await expect(handlers.select({ connection: 'gone' }, context())).rejects.toThrow('gone')
    await handlers.retry({ connection: 'a' }, context())
    await handlers.discover({}, context())
    expect(calls).toEqual(['select a', 'remember a', 'retry a', 'discover'])
  })

  it('watch: the list now, then its newest after each change, until the window goes', async () => {
    const { handlers, calls, show } = doubles()
    const abort = new AbortController()
    const items = handlers.watch({}, { ...context(abort.signal), input })[Symbol.asyncIterator]()
    expect((await items.next()).value).toMatchObject({ current: undefined })
    show('a')
    show('b')
    expect((await items.next()).value).toMatchObject({ current: 'b' })
    const last = items.next()
    abort.abort()
    expect((await last).done).toBe(true)
    expect(calls).toEqual(['unlisten'])
  })
})
