/** A container's state as `docker ps` writes it (moby, container/state.go), both ways. */
import { assertNever } from '../failure'
import { ageKey, ageOf, ageText, parseAge, shortestOf, type Age, type AgeUnit } from './age'

export type Health = 'starting' | 'healthy' | 'unhealthy'

export type Status =
  | { readonly kind: 'created' | 'removing' | 'dead' }
  | { readonly kind: 'up'; readonly age: Age; readonly paused: boolean; readonly health?: Health }
  | { readonly kind: 'exited' | 'restarting'; readonly exitCode: number; readonly age: Age }
  /** Words that are not the engine's usual ones; shown as they are. */
  | { readonly kind: 'other'; readonly text: string }

/** What is known of a container; the model of the containers' list has it. */
export interface StatusParts {
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown'
  readonly health?: Health
  readonly exitCode?: number
  /** When it started where it runs, else when it ended; milliseconds since 1970. */
  readonly since?: number
  /** The engine's words at the time of reading. */
  readonly status: string
}

/** The status at the moment `now`; where something is not known, as the engine last said it. */
export function statusOf({ state, health, exitCode, since, status }: StatusParts, now: number): Status {
  const said = parseStatus(status)
  const age = since === undefined ? undefined : ageOf(now - since)
  switch (state) {
    case 'created':
    case 'removing':
    case 'dead':
      return { kind: state }
    case 'running':
    case 'paused': {
      const known = age ?? (said.kind === 'up' ? said.age : undefined)
      if (known === undefined) return said
      return { kind: 'up', age: known, paused: state === 'paused', ...(health === undefined ? {} : { health }) }
    }
    case 'restarting':
    case 'exited': {
      const before = said.kind === state ? said : undefined
      const code = exitCode ?? before?.exitCode
      const known = age ?? before?.age
      return code === undefined || known === undefined ? said : { kind: state, exitCode: code, age: known }
    }
    case 'unknown':
      return said
    default:
      return assertNever(state)
  }
}

/** In Docker's words: `Up 3 minutes (healthy)`, `Exited (137) 3 hours ago`. */
export function statusText(status: Status): string {
  switch (status.kind) {
    case 'created':
      return 'Created'
    case 'removing':
      return 'Removal In Progress'
    case 'dead':
      return 'Dead'
    case 'up':
      return `Up ${ageText(status.age)}${upSuffix(status)}`
    case 'exited':
      return `Exited (${status.exitCode}) ${ageText(status.age)} ago`
    case 'restarting':
      return `Restarting (${status.exitCode}) ${ageText(status.age)} ago`
    case 'other':
      return status.text
    default:
      return assertNever(status)
  }
}

function upSuffix({ paused, health }: { readonly paused: boolean; readonly health?: Health }): string {
  if (paused) return ' (Paused)'
  if (health === undefined) return ''
  return health === 'starting' ? ' (health: starting)' : ` (${health})`
}

/** The engine's `Status` read back. */
export function parseStatus(text: string): Status {
  const other: Status = { kind: 'other', text }
  if (text === 'Created') return { kind: 'created' }
  if (text === 'Removal In Progress') return { kind: 'removing' }
  if (text === 'Dead') return { kind: 'dead' }
  const up = /^Up (.+?)(?: \((Paused|health: starting|healthy|unhealthy|starting)\))?$/.exec(text)
  if (up !== null) {
    const age = parseAge(up[1] ?? '')
    const health = up[2]?.replace('health: ', '')
    if (age === undefined) return other
    return {
      kind: 'up',
      age,
      paused: health === 'Paused',
      ...(health === undefined || health === 'Paused' ? {} : { health: health as Health })
    }
  }
  const ended = /^(Exited|Restarting) \((-?\d+)\) (.+) ago$/.exec(text)
  const age = ended === null ? undefined : parseAge(ended[3] ?? '')
  if (ended === null || age === undefined) return other
  return { kind: ended[1] === 'Exited' ? 'exited' : 'restarting', exitCode: Number(ended[2]), age }
}

/** When the state that the words tell of began, milliseconds since 1970, as near as they say; undefined where they do not. */
export function sinceOf(status: Status, readAt: number): number | undefined {
  return 'age' in status ? readAt - shortestOf(status.age) : undefined
}

/** For other languages: `t(key, { code, age })`, `age` being told first, by `t(age.key, { count: age.count })`. */
export interface StatusMessage {
  readonly key: `format.status.${string}`
  /** The exit code. */
  readonly code?: number
  readonly age?: { readonly key: `format.age.${AgeUnit}`; readonly count: number }
}

/** The words of a status in any language; undefined for `other`, whose text is all there is. */
export function statusMessage(status: Status): StatusMessage | undefined {
  switch (status.kind) {
    case 'created':
    case 'removing':
    case 'dead':
      return { key: `format.status.${status.kind}` }
    case 'up': {
      const manner = status.paused ? 'paused' : (status.health ?? 'up')
      return { key: `format.status.${manner}`, age: ageMessage(status.age) }
    }
    case 'exited':
    case 'restarting':
      return { key: `format.status.${status.kind}`, code: status.exitCode, age: ageMessage(status.age) }
    case 'other':
      return undefined
    default:
      return assertNever(status)
  }
}

const ageMessage = (age: Age): NonNullable<StatusMessage['age']> => ({ key: ageKey(age), count: age.count })
