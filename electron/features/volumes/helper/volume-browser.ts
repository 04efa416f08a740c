/**
 * One volume that is open: its helpers, shared by all that is asked of it. Reading has a helper that cannot write; writing starts
 * another, which goes again when nothing is written for a while.
 */
import type { BrowseLimit, BrowseState, BrowseWay } from '../../../../contract/volumes/files/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { createFeed } from '../../../platform/change-feed'
import type { Frame } from './protocol'
import { startHelper, type Helper } from './helper'
import type { RequestOptions } from './helper-client'
import { createContainer, inspectVolume, removeContainer, type Access } from './helper-container'
import { architectureOf, type HelperArchitecture } from './helper-image'

/** Milliseconds that the helper which may write stays without work. */
const idleLimit = 30_000

const allAbilities = [
  'save-text',
  'upload',
  'make-folder',
  'make-file',
  'rename',
  'move',
  'copy',
  'remove',
  'permissions',
  'search',
  'sizes'
] as const
const readingAbilities = ['search', 'sizes'] as const

type Opened = Extract<BrowseState, { kind: 'opened' }>

export interface VolumeBrowser {
  readonly engine: Engine
  readonly volume: string
  /** How the volume is reached, decided when it is first asked for anything. Throws FailureError where it cannot be reached at all. */
  way(): Promise<BrowseWay>
  /** A container that mounts the volume and never starts, for its archives. Throws FailureError. */
  container(): Promise<string>
  states(signal: AbortSignal): AsyncGenerator<BrowseState, void>
  /** As HelperClient.request, of the helper that has such access. */
  request(access: Access, words: readonly string[], options: RequestOptions): AsyncGenerator<Frame, readonly string[]>
  /** The container of the helper that has such access. Throws FailureError. */
  containerOf(access: Access): Promise<string>
  /** Ends its helpers; resolves once nothing of them is left. What is asked next starts others. */
  rest(): Promise<void>
  /** The same, for good. */
  close(): Promise<void>
}

type Host = { readonly readOnly: boolean } & (
  { readonly architecture: HelperArchitecture } | { readonly limit: BrowseLimit }
)

/** The volume, and where the helper cannot run by the engine's own words about itself. Throws FailureError: not-found (volume). */
async function hostOf(engine: Engine, volume: string): Promise<Host> {
  const { Options } = await inspectVolume(engine, volume)
  // Its driver mounts it so that nobody can write; source: mount(8), `-o`.
  const readOnly = (Options?.['o'] ?? '').split(',').includes('ro')
  const { state } = engine
  // It has just answered: where it went since, the next request says so.
  if (state.kind !== 'connected' && state.kind !== 'degraded') return { readOnly, limit: 'refused' }
  if (state.capabilities.os === 'windows') return { readOnly, limit: 'windows' }
  const architecture = architectureOf(state.capabilities.arch)
  return architecture === undefined ? { readOnly, limit: 'architecture' } : { readOnly, architecture }
}

/** The engine would have it run, and it does not: the archives may still serve. */
const isRefusal = ({ failure: { kind } }: FailureError): boolean =>
  !['not-found', 'engine-unreachable', 'cancelled', 'disk-full', 'permission-denied'].includes(kind)

async function stateOf(helper: Helper, { readOnly }: Host): Promise<Opened> {
  const { total, free } = await helper.greeting
  const known = { kind: 'opened', way: 'helper', message: '', space: { total, free } } as const
  return readOnly ? { ...known, can: [...readingAbilities], why: 'read-only' } : { ...known, can: [...allAbilities] }
}

export function createVolumeBrowser(engine: Engine, volume: string): VolumeBrowser {
  const helpers = new Map<Access, Promise<Helper>>()
  const feed = createFeed<'state', BrowseState>()
  let opened: Promise<Opened> | undefined
  let idleContainer: Promise<string> | undefined
  let closed = false
  let writing = 0
  let idle: NodeJS.Timeout | undefined
  feed.upsert('state', { kind: 'opening' })

  const start = async (access: Access): Promise<Helper> => {
    const host = await hostOf(engine, volume)
    if ('limit' in host) throw unable(host.limit)
    const helper = await startHelper(engine, volume, access, host.architecture)
    if (access === 'read') feed.upsert('state', await stateOf(helper, host))
    return helper
  }
  const helperOf = async (access: Access): Promise<Helper> => {
    if (closed) throw new FailureError({ kind: 'cancelled', message: '' })
    const known = helpers.get(access)
    if (known !== undefined) return known
    const starting = start(access)
    helpers.set(access, starting)
    const forget = (error: unknown): void => {
      if (closed || helpers.get(access) !== starting) return
      helpers.delete(access)
      if (access === 'read' && error instanceof FailureError)
        feed.upsert('state', { kind: 'lost', message: error.failure.message })
    }
    starting.then(({ gone }) => gone.then(forget), forget)
    return starting
  }
  const open = async (): Promise<Opened> => {
    const host = await hostOf(engine, volume)
    if ('limit' in host) return limited(host, host.limit, '')
    try {
      return await stateOf(await helperOf('read'), host)
    } catch (error) {
      if (error instanceof FailureError && isRefusal(error)) return limited(host, 'refused', error.failure.message)
      throw error
    }
  }
  const state = async (): Promise<Opened> => {
    opened ??= open()
    try {
      const now = await opened
      if (now.way === 'archive') feed.upsert('state', now)
      return now
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  const closeIdle = (): void => {
    const helper = helpers.get('write')
    if (helper === undefined || writing > 0) return
    helpers.delete('write')
    void helper.then((one) => one.close()).catch(() => undefined)
  }

  const rest = async (): Promise<void> => {
    clearTimeout(idle)
    const all = [...helpers.values()]
    helpers.clear()
    opened = undefined
    const container = idleContainer
    idleContainer = undefined
    await container?.then((id) => removeContainer(engine, id)).catch(() => undefined)
    // One that never came to be has nothing to end.
    await Promise.all(all.map((helper) => helper.then((one) => one.close()).catch(() => undefined)))
  }

  return {
    engine,
    volume,
    way: async () => (await state()).way,
    container() {
      idleContainer ??= hostOf(engine, volume).then((host) => {
        if ('limit' in host && host.limit === 'windows') throw unable(host.limit)
        // It never runs: any processor's will do.
        return createContainer(engine, volume, 'write', 'limit' in host ? 'amd64' : host.architecture)
      })
      idleContainer.catch(() => (idleContainer = undefined))
      return idleContainer
    },
    async *states(signal) {
      const failing = state().then(
        () => new Promise<never>(() => undefined),
        (error: unknown) => Promise.reject(error instanceof Error ? error : new Error(String(error)))
      )
      failing.catch(() => undefined)
      const changes = feed.watch(signal)
      for (;;) {
        const next = await Promise.race([changes.next(), failing])
        if (next.done === true) return
        const { value: change } = next
        yield* change.kind === 'snapshot' ? change.values : change.upserted
      }
    },
    containerOf: async (access) => (await helperOf(access)).container,
    async *request(access, words, options) {
      if (access === 'write') {
        writing++
        clearTimeout(idle)
      }
      try {
        return yield* (await helperOf(access)).request(words, options)
      } finally {
        if (access === 'write' && --writing === 0) idle = setTimeout(closeIdle, idleLimit).unref()
      }
    },
    rest,
    async close() {
      closed = true
      await rest()
    }
  }
}

/** What the archives can do without the helper. */
const limited = ({ readOnly }: Host, why: BrowseLimit, message: string): Opened => ({
  kind: 'opened',
  way: 'archive',
  can: why === 'windows' || readOnly ? [] : ['upload'],
  why,
  message
})

const unable = (limit: BrowseLimit): FailureError =>
  new FailureError({ kind: 'unsupported', message: `The volume helper cannot run here: ${limit}` })
