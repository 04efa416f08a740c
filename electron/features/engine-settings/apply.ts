/**
 * Brings new settings into force: checked, backed up, written, the engine told, and looked at; and everything back as it was where it does
 * not come up. A note on the disk says what is under way from the first write to the last look.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { changesBetween, effectOfAll, type Change } from '../../../contract/engine-settings/difference'
import type { ApplyProgress, ApplyResult } from '../../../contract/engine-settings/model'
import type { Place } from '../../../contract/engine-settings/place'
import {
  backupName,
  effectHere,
  stepsOf,
  type Effect,
  type Step,
  type StepName
} from '../../../contract/engine-settings/steps'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import type { Control } from './control'
import { inForceOf, infoOf, isTaken } from './engine-facts'
import type { Hands, Work } from './hands'
import type { Notes } from './notes'
import { encode, readSettings, versionOf, type ReadFile } from './settings-file'
import type { Validate } from './validate'

export interface Limits {
  /** Milliseconds until an engine has read its file again, and until one that begins anew answers. */
  readonly reload: number
  readonly restart: number
}
const usualLimits: Limits = { reload: 8_000, restart: 90_000 }

export interface ApplyParts {
  readonly place: Extract<Place, { kind: 'file' }>
  readonly engine: Engine
  /** Tries to reach it now, instead of at its next turn. */
  readonly retry: () => void
  readonly control: Control
  readonly hands: Hands
  /** The hands are this process's own. */
  readonly own: boolean
  readonly notes: Notes
  readonly validate: Validate
  /** The engine's version; empty: it did not answer. */
  readonly version: string
  readonly limits?: Limits
  readonly now?: () => Date
}
export interface ApplyRequest {
  readonly text: string
  /** Of the file that the person has read. */
  readonly version: string
  readonly signal: AbortSignal
  readonly report: (progress: ApplyProgress) => void
}

type Looked =
  | { readonly kind: 'up'; readonly notTaken: readonly string[]; readonly unseen: readonly string[] }
  | { readonly kind: 'down' }

/** Throws FailureError: conflict (another has changed the file), cancelled, and what writing is refused with. Nothing has changed then. */
export async function applySettings(parts: ApplyParts, request: ApplyRequest): Promise<ApplyResult> {
  const { place, engine, control, hands, notes, validate, version, now = () => new Date() } = parts
  const { text, signal, report } = request
  const file = await readUnchanged(place.path, request.version)
  const changes = changesBetween(file.text, text)
  // One that is down reads nothing again: it is begun anew, whatever has changed.
  const down = !isUp(engine)
  const effect = effectHere(place.way, down ? 'restart' : effectOfAll(changes))
  const backup = file.exists ? await freeName(backupName(file.path, now())) : undefined
  const steps: Step[] = [
    ...stepsOf({
      place: { ...place, path: file.path },
      effect,
      exists: file.exists,
      version,
      fresh: 'daemon.json',
      backup: backup ?? '',
      mode: file.mode.toString(8),
      own: parts.own
    })
  ]
  let last: StepName = 'write'
  const at = (name: StepName): void => {
    if (name !== 'roll-back') last = name
    if (name === 'roll-back' && !steps.some((step) => step.name === name))
      steps.push({
        name,
        commands: [backup === undefined ? ['rm', file.path] : ['mv', backup, file.path]],
        rights: steps.some(({ rights }) => rights)
      })
    report({ steps, at: name })
  }
  const rolledBack = (
    why: Extract<ApplyResult, { kind: 'rolled-back' }>['why'],
    words: string,
    up: boolean,
    keys: readonly string[] = []
  ): ApplyResult => ({
    kind: 'rolled-back',
    why,
    words,
    keys: [...keys],
    up,
    steps: [...steps],
    failed: last
  })

  const bytes = encode(text, file.bytes)
  if (steps.some(({ name }) => name === 'validate')) {
    at('validate')
    const refusal = await validate(bytes, signal)
    if (refusal !== undefined) return rolledBack('refused', refusal, true)
  }
  if (signal.aborted) throw new FailureError({ kind: 'cancelled', message: '' })
  await readUnchanged(place.path, request.version)

  const watch = watchReload(engine)
  const before = engine.session
  await notes.write({
    path: file.path,
    old: file.version,
    fresh: versionOf(bytes),
    ...(backup === undefined ? {} : { backup })
  })
  const byHand = control.byHand(effect)
  const work: Work = {
    file,
    fresh: { kind: 'bytes', bytes },
    backup,
    effect: byHand ? undefined : effect,
    afterFailure: down
  }
  let refused: string | undefined
  try {
    refused = await hands.bringIn(work, at)
  } catch (error) {
    watch.stop()
    await notes.remove(file.path)
    throw error
  }
  if (byHand) {
    watch.stop()
    await notes.remove(file.path)
    return { kind: 'written', ...(backup === undefined ? {} : { backup }) }
  }
  const seen = refused === undefined ? await look(parts, effect, before, changes, watch.reloaded, at) : undefined
  watch.stop()
  if (seen?.kind === 'up' && seen.notTaken.length === 0) {
    await notes.remove(file.path)
    return { kind: 'applied', effect, unseen: [...seen.unseen], ...(backup === undefined ? {} : { backup }) }
  }
  // It never stopped: what was to tell it did not.
  const untold = refused !== undefined && !before.aborted && isUp(engine)
  const words = (untold ? refused : await control.words()) || (refused ?? '')
  const back = await rollBack(parts, work, effect, at)
  // Where even that failed the note stays: the window offers both files.
  if (back !== 'stuck') await notes.remove(file.path)
  if (seen?.kind === 'up') return rolledBack('not-taken', words, back === 'up', seen.notTaken)
  return rolledBack(untold ? 'command' : 'down', words, back === 'up')
}

/** Another program may have written it since it was read: nothing of theirs is overwritten. */
async function readUnchanged(path: string, version: string): Promise<ReadFile> {
  const file = await readSettings(path)
  if (file.version !== version) throw new FailureError({ kind: 'conflict', reason: 'other', name: path, message: '' })
  return file
}

async function freeName(wanted: string): Promise<string> {
  for (let turn = 0; turn < 100; turn++) {
    const name = turn === 0 ? wanted : `${wanted}-${turn}`
    if (!(await readSettings(name)).exists) return name
  }
  throw new FailureError({ kind: 'conflict', reason: 'name-taken', name: wanted, message: '' })
}

function watchReload(engine: Engine) {
  let heard: () => void = () => undefined
  const reloaded = new Promise<void>((resolve) => (heard = resolve))
  const stop = engine.onEvent(({ type, action }) => {
    if (type === 'daemon' && action === 'reload') heard()
  })
  return { reloaded, stop }
}

async function look(
  { engine, retry, limits = usualLimits }: ApplyParts,
  effect: Effect,
  before: AbortSignal,
  changes: readonly Change[],
  reloaded: Promise<void>,
  at: (name: StepName) => void
): Promise<Looked> {
  at('wait')
  // An engine that cannot read its file says nothing and goes on: then what it goes by tells.
  if (effect === 'reload') await Promise.race([reloaded, wait(limits.reload, undefined, { ref: false })])
  else if (!(await answersAgain(engine, before, retry, limits.restart))) return { kind: 'down' }
  try {
    const inForce = inForceOf(await infoOf(engine))
    const seen = changes.map((change) => ({ key: change.key, taken: isTaken(change, inForce) }))
    return {
      kind: 'up',
      notTaken: seen.flatMap(({ key, taken }) => (taken === false ? [key] : [])),
      unseen: seen.flatMap(({ key, taken }) => (taken === undefined ? [key] : []))
    }
  } catch {
    // It does not answer after all.
    return { kind: 'down' }
  }
}

const isUp = ({ state: { kind } }: Engine): boolean => kind === 'connected' || kind === 'degraded'

/** Between two tries, in milliseconds. */
const pause = 250

/** The old engine is gone, and one answers. */
async function answersAgain(engine: Engine, before: AbortSignal, retry: () => void, limit: number): Promise<boolean> {
  const over = AbortSignal.timeout(limit)
  const gone = new Promise<void>((resolve) => {
    if (before.aborted) resolve()
    else before.addEventListener('abort', () => resolve(), { once: true })
    over.addEventListener('abort', () => resolve(), { once: true })
  })
  await gone
  while (!over.aborted) {
    if (before.aborted && isUp(engine)) return true
    if (engine.state.kind === 'unreachable') retry()
    await wait(pause)
  }
  return false
}

/** The old file, and the engine by it. `stuck`: the file could not be put back. */
async function rollBack(
  parts: ApplyParts,
  { file, backup }: Work,
  effect: Effect,
  at: (name: StepName) => void
): Promise<'up' | 'down' | 'stuck'> {
  const { engine, retry, hands, limits = usualLimits } = parts
  at('roll-back')
  const before = engine.session
  const fresh: Work['fresh'] = backup === undefined ? { kind: 'none' } : { kind: 'backup', path: backup }
  try {
    const refused = await hands.bringIn(
      { file, fresh, backup: undefined, effect, afterFailure: effect === 'restart' },
      () => undefined
    )
    if (effect === 'reload') return isUp(engine) ? 'up' : 'down'
    if (refused !== undefined) return isUp(engine) ? 'up' : 'down'
    return (await answersAgain(engine, before, retry, limits.restart)) ? 'up' : 'down'
  } catch {
    return 'stuck'
  }
}
