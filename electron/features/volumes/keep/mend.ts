/** Puts in order what replacing a volume left when Escale, or the engine, ended in the middle of it. */
import * as v from 'valibot'
import type { Mended } from '../../../../contract/volumes/keep/model'
import { ownerLabel, ownLabel } from '../../../../contract/own'
import { atEachConnect } from '../../../engine/at-each-connect'
import type { Engine } from '../../../engine/engine'
import type { EngineList } from '../../../engine/engines'
import { FailureError } from '../../../engine/failure-error'
import { listOf } from '../../../engine/schema'
import { latest } from '../../../platform/latest'
import { ownerState } from '../helper/instance'
import { withVolume } from '../helper/volume-browsers'
import { VolumesAnswer } from '../rows'
import { atWork, fillsLabel, replacesLabel, tokenLabel } from './mark'
import { findVolume } from './new-volume'
import { removeVolume } from './remove-volume'
import { placesOf, settleSwap } from './swap'
import { pathsIn } from './volume-tar'

class Mendings {
  #all: readonly Mended[] = []
  readonly #listeners = new Set<() => void>()

  add(one: Mended): void {
    this.#all = [...this.#all, one]
    for (const listener of this.#listeners) listener()
  }
  /** Each once, those of before too. */
  async *watch(signal: AbortSignal): AsyncGenerator<Mended, void> {
    let seen = 0
    const subscribe = (listener: () => void): (() => void) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    }
    for await (const all of latest(() => this.#all, subscribe, signal)) {
      yield* all.slice(seen)
      seen = all.length
    }
  }
}
const known = new WeakMap<Engine, Mendings>()

export function mendingsOf(engine: Engine): Mendings {
  const mendings = known.get(engine) ?? new Mendings()
  known.set(engine, mendings)
  return mendings
}

/** Milliseconds that an Escale elsewhere has between its mark and its helper; its clock may differ. */
const patience = 120_000

/** Another Escale's, somewhere else: its helper runs as long as it does. */
async function isAtWork(engine: Engine, owner: string, token: string, made: string): Promise<boolean> {
  const state = ownerState(owner)
  if (state === 'ours') return atWork.has(token)
  if (state !== 'elsewhere') return state === 'running'
  if (Math.abs(Date.now() - Date.parse(made)) < patience) return true
  const query = { filters: JSON.stringify({ label: [`${ownerLabel}=${owner}`] }) }
  return (await engine.get({ path: '/containers/json', query }, listOf(v.unknown()))).length > 0
}

/** Throws FailureError where the engine does not say what there is. */
export async function mendVolumes(engine: Engine): Promise<void> {
  const query = { filters: JSON.stringify({ label: [`${ownLabel}=import`] }) }
  const { Volumes } = await engine.get({ path: '/volumes', query }, VolumesAnswer)
  for (const { Name, Labels, CreatedAt } of Volumes ?? []) {
    const {
      [replacesLabel]: replaced,
      [fillsLabel]: filled,
      [tokenLabel]: token = '',
      [ownerLabel]: owner = ''
    } = Labels
    const volume = replaced ?? filled
    if (volume === undefined || !/^[0-9a-f]{16}$/.test(token)) continue
    if (!(await isAtWork(engine, owner, token, CreatedAt)))
      await mendOne(engine, { mark: Name, volume, token, isNew: replaced === undefined })
  }
}

interface Left {
  readonly mark: string
  readonly volume: string
  readonly token: string
  /** It was made to be filled. */
  readonly isNew: boolean
}

async function mendOne(engine: Engine, { mark, volume, token, isNew }: Left): Promise<void> {
  try {
    if ((await findVolume(engine, volume, AbortSignal.timeout(60_000))) !== undefined) {
      const outcome = isNew
        ? await removeEmpty(engine, volume)
        : await withVolume(engine, volume, (browser) => settleSwap(browser, placesOf(token)))
      mendingsOf(engine).add({ volume, outcome, message: '' })
    }
    await removeVolume(engine, mark)
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    // Lost again: the next connect finds it.
    if (error.failure.kind === 'engine-unreachable') return
    mendingsOf(engine).add({ volume, outcome: 'failed', message: error.failure.message })
  }
}

/** What comes of an archive stands there whole or not at all: where there is nothing, it never came. */
async function removeEmpty(engine: Engine, volume: string): Promise<'filled' | 'removed'> {
  const paths = await withVolume(engine, volume, (browser) => pathsIn(browser, '/', AbortSignal.timeout(60_000)))
  if (paths.length > 0) return 'filled'
  await removeVolume(engine, volume)
  return 'removed'
}

/** Does so at each connect of each engine that is used. */
export const mendAll = (engines: EngineList, warn: (message: string, error: unknown) => void): void =>
  atEachConnect(
    engines,
    (engine) => mendVolumes(engine),
    (error) => warn('Volumes whose replacing was interrupted could not be put in order', error)
  )
