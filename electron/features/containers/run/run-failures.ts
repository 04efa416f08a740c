/** Who stands in a new container's way, and what to do about it. */
import * as v from 'valibot'
import type { Container, Port } from '../../../../contract/containers/model'
import type { RunOptions } from '../../../../contract/containers/run'
import type { Failure } from '../../../../contract/failure'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { answers } from '../../../platform/listening/held-ports'
import { logWarning } from '../../../platform/log'
import { toContainer } from '../rows'
import { fieldRefused } from './refused-fields'

type Conflict = Extract<Failure, { kind: 'conflict' }>
type User = NonNullable<Conflict['users']>[number]

/** Ports beyond the wanted one that are tried. */
const tries = 100

const userOf = ({ id, name, state }: Container): User => ({
  id,
  name,
  running: state === 'running' || state === 'paused' || state === 'restarting'
})

/** Rethrows; a name that is taken with the container that has it. */
export async function explainNameTaken(engine: Engine, { name }: RunOptions, error: unknown): Promise<never> {
  const conflict = conflictOf(error, 'name-taken')
  if (conflict === undefined) throw error
  const holder = (await everyContainer(engine)).find(
    (container) => container.name === name || container.id === conflict.users?.[0]?.id
  )
  throw new FailureError(
    { ...conflict, name, users: holder === undefined ? conflict.users : [userOf(holder)], remedy: { kind: 'rename' } },
    { cause: error }
  )
}

/** Rethrows; a port that is taken with the container that has it, where it is one, and with the next free port. */
export async function explainPortTaken(engine: Engine, { ports }: RunOptions, error: unknown): Promise<never> {
  const conflict = conflictOf(error, 'port-taken')
  if (conflict === undefined) throw error
  const wanted = Number(conflict.name ?? ports.find(({ host }) => host !== undefined)?.host)
  if (Number.isNaN(wanted)) throw error
  const all = await everyContainer(engine)
  const published = all.flatMap((container) => container.ports.map((port) => ({ container, port })))
  const holder = published.find(({ port }) => port.public === wanted)
  throw new FailureError(
    {
      ...conflict,
      name: String(wanted),
      users: holder === undefined ? undefined : [userOf(holder.container)],
      remedy: {
        kind: 'choose-port',
        suggestion: await freePortAfter(wanted, [...published.map(({ port }) => port), ...asPorts(ports)])
      }
    },
    { cause: error }
  )
}

/** Rethrows; what the engine finds wrong in the options as invalid-input, with the option where its reason says which. */
export function explainField(error: unknown): never {
  if (!(error instanceof FailureError)) throw error
  const { failure } = error
  const { message } = failure
  const mayBeInput =
    failure.kind === 'invalid-input' ||
    failure.kind === 'engine-error' ||
    (failure.kind === 'conflict' && failure.reason === 'other') ||
    // A folder that is not there, for `--mount`; a container that is to be linked.
    (failure.kind === 'not-found' && failure.subject === 'file') ||
    /could not get container for/i.test(message)
  const field = mayBeInput ? fieldRefused(message) : undefined
  if (field === undefined) throw error
  throw new FailureError({ kind: 'invalid-input', field, message }, { cause: error })
}

/** What the same form publishes besides is not free either. */
const asPorts = (ports: RunOptions['ports']): Port[] =>
  ports.map(({ host, container, protocol }) => ({ public: host, private: container, protocol }))

const conflictOf = (error: unknown, reason: Conflict['reason']): Conflict | undefined =>
  error instanceof FailureError && error.failure.kind === 'conflict' && error.failure.reason === reason
    ? error.failure
    : undefined

/** Asked for now: who explains a refusal must not do so from what was true a moment ago. Nothing where it cannot be read. */
async function everyContainer(engine: Engine): Promise<Container[]> {
  try {
    const rows = await engine.get({ path: '/containers/json', query: { all: 1 } }, v.array(v.unknown()))
    return rows.flatMap((row) => toContainer(row, Date.now()) ?? [])
  } catch (error) {
    logWarning('The containers could not be read to explain a refusal', error)
    return []
  }
}

/** The next that no container publishes and nobody answers at on this machine; undefined where none of the next hundred is. */
async function freePortAfter(port: number, published: readonly Port[]): Promise<number | undefined> {
  const taken = new Set(published.map((entry) => entry.public))
  for (let candidate = port + 1; candidate <= Math.min(port + tries, 65_535); candidate++)
    if (!taken.has(candidate) && !(await answers(candidate))) return candidate
  return undefined
}
