import { describe, expect, it } from 'vitest'
import type { ConnectionState } from '../../contract/connections/model'
import { createListeners } from './listeners'
import type { createConnection, EngineConnection } from './connection'
import type { Surroundings } from './discovery/surroundings'
import { formatEndpoint } from './endpoint'
import { createEngines, type EnginesParts } from './engines'
import { FailureError } from './failure-error'

interface Double {
  readonly calls: string[]
  enter(state: ConnectionState): void
}

/** A machine whose sockets come and go, and connections that only note what is asked of them. */
function world(sockets: string[], parts: Partial<EnginesParts> & { readonly env?: Record<string, string> } = {}) {
  const doubles = new Map<string, Double>()
  const warnings: string[] = []
  const surroundings: Surroundings = {
    env: parts.env ?? {},
    platform: 'linux',
    home: '/home/ada',
    uid: 1000,
    exists: (path) => sockets.includes(path),
    list: () => [],
    read: (path) => (path === '/home/ada/.docker/config.json' ? '{broken' : undefined),
    real: (path) => path
  }
  const connect = ((id, endpoint) => {
    const calls: string[] = []
    const states = createListeners<ConnectionState>()
    let state: ConnectionState = { kind: 'idle' }
    const enter = (next: ConnectionState): void => {
      state = next
      states.tell(next)
    }
    doubles.set(id, { calls, enter })
    return {
      connection: id,
      get state() {
        return state
      },
      onState: states.add,
      start: () => void calls.push(`start ${formatEndpoint(endpoint)}`),
      retry: () => void calls.push('retry'),
      setWatched: (watched: boolean) => void calls.push(watched ? 'watch' : 'rest'),
      moveTo: () => void calls.push('move'),
      dispose: () => void calls.push('dispose')
    } as unknown as EngineConnection
  }) as typeof createConnection
  const engines = createEngines({ warn: (what) => warnings.push(what), surroundings, connect, ...parts })
  const callsOf = (id: string): readonly string[] => doubles.get(id)?.calls ?? []
  return { engines, callsOf, doubles, sockets, warnings }
}

const docker = '/var/run/docker.sock'
const rootless = '/run/user/1000/docker.sock'
const rootlessId = `place:unix://${rootless}`

describe('engines', () => {
  it('dials the one that the CLI would use, and no other; broken files are named', () => {
    const { engines, callsOf, warnings } = world([docker, rootless])
    expect(engines.snapshot()).toMatchObject({
      current: 'context:default',
      connections: [
        {
          id: 'context:default',
          name: 'default',
          source: 'context',
          endpoint: `unix://${docker}`,
          cli: [],
          state: { kind: 'idle' }
        },
        { id: rootlessId, name: 'Rootless Docker', source: 'place', cli: ['-H', `unix://${rootless}`] }
      ]
    })
    expect(callsOf('context:default')).toContain(`start unix://${docker}`)
    expect(callsOf(rootlessId)).toEqual([])
    expect(warnings).toEqual(['Not used: /home/ada/.docker/config.json'])
  })

  it('goes back to what was shown last, unless the environment asks for another', () => {
    expect(world([docker, rootless], { preferred: rootlessId }).engines.snapshot().current).toBe(rootlessId)
    expect(world([docker, rootless], { preferred: 'context:gone' }).engines.snapshot().current).toBe('context:default')
    const asked = world([docker, rootless], { preferred: rootlessId, env: { DOCKER_HOST: 'tcp://far:2375' } })
    expect(asked.engines.snapshot().current).toBe('environment:tcp://far:2375')
  })

  it('shows another: that one is dialled and looked after, the last one rests', () => {
    const { engines, callsOf } = world([docker, rootless])
    let changes = 0
    engines.onChange(() => (changes += 1))
    engines.select(rootlessId)
    expect(engines.snapshot().current).toBe(rootlessId)
    expect(callsOf(rootlessId)).toEqual(['watch', `start unix://${rootless}`])
    expect(callsOf('context:default').at(-1)).toBe('rest')
    expect(changes).toBe(1)
    expect(engines.cliOf(rootlessId)).toEqual(['-H', `unix://${rootless}`])
  })

  it('tells of each change of a state', () => {
    const { engines, doubles } = world([docker])
    let changes = 0
    const stop = engines.onChange(() => (changes += 1))
    doubles.get('context:default')?.enter({ kind: 'connecting', attempt: 1 })
    expect(changes).toBe(1)
    expect(engines.snapshot().connections[0]?.state).toEqual({ kind: 'connecting', attempt: 1 })
    stop()
    doubles.get('context:default')?.enter({ kind: 'idle' })
    expect(changes).toBe(1)
  })

  it('dials an idle one for whoever asks it something', () => {
    const { engines, callsOf } = world([docker, rootless])
    expect(engines.get(rootlessId).connection).toBe(rootlessId)
    expect(callsOf(rootlessId)).toEqual([`start unix://${rootless}`])
  })

  it('says which connection is not there', () => {
    const { engines } = world([docker])
    for (const ask of [engines.get, engines.select, engines.retry]) expect(() => ask('nothing')).toThrow(FailureError)
    expect(engines.cliOf('nothing')).toEqual([])
  })

  it('looks again: what came is added, what is in use stays, the rest goes', () => {
    const { engines, callsOf, sockets } = world([docker, rootless])
    const ids = (): string[] => engines.snapshot().connections.map(({ id }) => id)
    sockets.push('/run/podman/podman.sock')
    engines.discover()
    expect(ids()).toContain('place:unix:///run/podman/podman.sock')
    engines.select(rootlessId)
    sockets.length = 0
    engines.discover()
    // The one that is shown has lost its socket and stays; the idle one goes.
    expect(ids()).toEqual(['context:default', rootlessId])
    expect(callsOf('place:unix:///run/podman/podman.sock').at(-1)).toBe('dispose')
    engines.dispose()
    expect(callsOf(rootlessId).at(-1)).toBe('dispose')
  })

  it('marks what is found no longer and still in use, and lets go of it when told', () => {
    const { engines, callsOf, sockets } = world([docker, rootless])
    engines.select(rootlessId)
    expect(engines.isGone(rootlessId)).toBe(false)
    engines.forget(rootlessId)
    expect(callsOf(rootlessId)).not.toContain('dispose')
    sockets.length = 0
    engines.discover()
    expect(engines.isGone(rootlessId)).toBe(true)
    engines.forget(rootlessId)
    expect(callsOf(rootlessId).at(-1)).toBe('dispose')
    expect(engines.snapshot()).toMatchObject({ current: 'context:default', connections: [{ id: 'context:default' }] })
    // Nobody need ask first whether it is there.
    engines.forget('nothing')
  })

  it('looks again when the store changes, until the end', () => {
    let tell = (): void => undefined
    let ended = false
    const { engines, sockets } = world([docker], {
      watchStore: (onChange) => {
        tell = onChange
        return () => (ended = true)
      }
    })
    sockets.push(rootless)
    tell()
    expect(engines.snapshot().connections.map(({ id }) => id)).toContain(rootlessId)
    engines.dispose()
    expect(ended).toBe(true)
  })

  it('warns of a broken file once, not at each look', () => {
    const { engines, warnings } = world([docker])
    engines.discover()
    engines.discover()
    expect(warnings).toHaveLength(1)
  })
})
