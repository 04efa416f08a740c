/** How a failure reads: the one place that turns its kind into a sentence, a cure and a next step. */
import { assertNever, type Failure, type Remedy } from '../../contract/failure'
import { i18n } from './i18n'

export interface FailureText {
  /** What happened, in one sentence. */
  readonly sentence: string
  /** What one can do about it, where the window knows. */
  readonly cure?: string
  /** A command that mends it, to be copied. */
  readonly command?: string
  /** The engine's own words, where it said more than the sentence does. */
  readonly detail?: string
  /** The next step as a button. */
  readonly remedy?: { readonly kind: Remedy['kind']; readonly label: string; readonly remedy: Remedy }
}

const say = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(`failure.${key}`, values)
const counted = (key: string, count: number, values: Record<string, unknown>): string =>
  i18n.global.t(`failure.${key}`, { ...values, count }, count)

function conflictSentence(failure: Extract<Failure, { kind: 'conflict' }>): string {
  const names = failure.users?.map(({ name }) => name) ?? []
  switch (failure.reason) {
    case 'port-taken':
      return names.length > 0
        ? say('conflict.port-taken-by', { name: failure.name ?? '', holder: names[0] })
        : say('conflict.port-taken', { name: failure.name ?? '' })
    case 'in-use':
      return names.length > 0
        ? counted('conflict.in-use-by', names.length, { names: names.join(', ') })
        : say('conflict.in-use')
    default:
      return say(`conflict.${failure.reason}`, { name: failure.name ?? '' })
  }
}

/** `until`: of another day with its date. */
function limitedSentence(until: Date): string {
  const language = i18n.global.locale.value
  const time = until.toLocaleTimeString(language, { timeStyle: 'short' })
  return until.toDateString() === new Date().toDateString()
    ? say('rate-limited-until', { time })
    : say('rate-limited-day', { time, date: until.toLocaleDateString(language, { day: 'numeric', month: 'long' }) })
}

const isNamed = (subject: string): subject is 'image' | 'command' | 'platform' =>
  ['image', 'command', 'platform'].includes(subject)

function sentenceOf(failure: Failure, endpoint: string): string {
  switch (failure.kind) {
    case 'engine-unreachable':
      return say(`engine-unreachable.${failure.reason}`, { endpoint })
    case 'permission-denied':
      return say(`permission-denied.${failure.subject}`, { endpoint })
    case 'not-found':
      return failure.name !== undefined && isNamed(failure.subject)
        ? say(`not-found.${failure.subject}-named`, { name: failure.name })
        : say(`not-found.${failure.subject}`)
    case 'conflict':
      return conflictSentence(failure)
    case 'invalid-input':
      return failure.field === undefined ? say('invalid-input') : say('invalid-input-field', { field: failure.field })
    case 'auth-required':
      return failure.registry === undefined
        ? say('auth-required')
        : say('auth-required-registry', { registry: failure.registry })
    case 'rate-limited':
      return failure.until === undefined ? say('rate-limited') : limitedSentence(new Date(failure.until * 1000))
    case 'network':
      if (failure.host === undefined) return say('network')
      return say(failure.reason === undefined ? 'network-host' : `network-${failure.reason}`, { host: failure.host })
    case 'disk-full':
      return failure.here === true ? say('disk-full-here') : say('disk-full')
    case 'engine-error':
      return failure.program === undefined
        ? say('engine-error')
        : say('engine-error-program', { program: failure.program })
    case 'unsupported':
    case 'cancelled':
    case 'timed-out':
    case 'internal':
      return say(failure.kind)
    default:
      return assertNever(failure)
  }
}

/** Where the engine of a Linux computer itself listens: there systemd starts it, and nowhere else. */
const isOwnEngine = (endpoint: string): boolean => /^unix:\/\/(?:\/var)?\/run\/docker\.sock$/.test(endpoint)

function cureOf(failure: Failure, endpoint: string): Pick<FailureText, 'cure' | 'command'> {
  if (failure.kind === 'engine-unreachable') {
    const stopped = failure.reason === 'no-socket' || failure.reason === 'refused'
    const start =
      stopped && isOwnEngine(endpoint) && navigator.userAgent.includes('Linux') ? say('command.start-linux') : undefined
    return {
      cure: say(`cure.${failure.reason}`),
      command: failure.remedy?.kind === 'run' ? failure.remedy.command : start
    }
  }
  if (failure.kind === 'permission-denied')
    return {
      cure: say(`permission-cure.${failure.subject}`),
      command: failure.subject === 'socket' ? say('command.docker-group') : undefined
    }
  if (failure.kind === 'disk-full')
    return { cure: failure.here === true ? say('disk-cure.here') : say('disk-cure.engine') }
  if (failure.kind === 'network' && failure.reason !== undefined) return { cure: say(`network-cure.${failure.reason}`) }
  return {}
}

function remedyOf({ remedy }: Failure): FailureText['remedy'] {
  if (remedy === undefined) return undefined
  const label =
    remedy.kind === 'choose-port' && remedy.suggestion !== undefined
      ? say('remedy.choose-port-suggestion', { port: String(remedy.suggestion) })
      : say(`remedy.${remedy.kind}`)
  return { kind: remedy.kind, label, remedy }
}

/** `endpoint` is named where the failure is about reaching an engine. */
export function failureText(failure: Failure, endpoint = ''): FailureText {
  return {
    sentence: sentenceOf(failure, endpoint),
    ...cureOf(failure, endpoint),
    detail: failure.message === '' ? undefined : failure.message,
    remedy: remedyOf(failure)
  }
}
