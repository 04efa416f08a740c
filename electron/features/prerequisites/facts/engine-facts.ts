/** What the chosen connection's engine says of itself. */
import * as v from 'valibot'
import type { Answer } from '../../../../contract/prerequisites/checks/check'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { answeredJson, type Fact, type FactContext } from './fact'

const Whole = v.record(v.string(), v.unknown())

/** Waits until it is known whether the engine is there: one that is being dialled is not missing. */
async function settled({ asked, signal }: FactContext): Promise<void> {
  if (asked === undefined) return
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const { kind } = asked.state()
      if (kind !== 'connecting' && kind !== 'idle') done()
    }
    const done = (): void => {
      unlisten()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const unlisten = asked.engine.onState(look)
    signal.addEventListener('abort', done, { once: true })
    look()
  })
}

/** An engine's refusal is its answer: `{"failure":{"kind":"engine-error",…}}`; no engine is none. */
async function ask(context: FactContext, path: string): Promise<Answer> {
  const { asked, signal } = context
  if (asked === undefined) return { kind: 'missing' }
  try {
    return answeredJson(await asked.engine.get({ path, signal, timeLimit: 0 }, Whole))
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const { failure } = error
    if (failure.kind === 'engine-unreachable' || failure.kind === 'permission-denied') return { kind: 'missing' }
    if (signal.aborted || failure.kind === 'timed-out') return { kind: 'timed-out' }
    return answeredJson({ failure })
  }
}

/** Milliseconds for which a registry that was reached is taken to be reached. */
const remembered = 10 * 60_000
const reachedAt = new WeakMap<Engine, { readonly at: number; readonly answer: Answer }>()

/**
 * Asks the registry for hello-world's digest, as a pull would begin: through the engine, so with its proxy and mirrors. The engine reads a
 * manifest for that, which Docker Hub counts as a pull (docs.docker.com/docker-hub/usage/pulls): so not each time that a page is opened.
 */
async function askRegistry(context: FactContext): Promise<Answer> {
  const { asked, fresh } = context
  const known = asked === undefined || fresh === true ? undefined : reachedAt.get(asked.engine)
  const up = asked?.state().kind === 'connected'
  if (known !== undefined && up && Date.now() - known.at < remembered) return known.answer
  const answer = await ask(context, '/distribution/hello-world/json')
  const isReached = answer.kind === 'answered' && !answer.text.startsWith('{"failure"')
  if (asked !== undefined && isReached) reachedAt.set(asked.engine, { at: Date.now(), answer })
  return answer
}

export const engineFacts = {
  /** How the connection is doing: `{"endpoint":"unix:///var/run/docker.sock","state":{"kind":"connected",…}}`. */
  'engine-connection': async (context) => {
    const { asked } = context
    if (asked === undefined) return { kind: 'missing' }
    await settled(context)
    return answeredJson({ endpoint: asked.endpoint, state: asked.state() })
  },
  'engine-version': (context) => ask(context, '/version'),
  'engine-info': (context) => ask(context, '/info'),
  'engine-registry': askRegistry,
  /** Its clock beside ours, in milliseconds since 1970: `{"theirs":…,"before":…,"after":…}`. Its answer has no parts of a second. */
  'engine-clock': async (context) => {
    const { asked, signal } = context
    if (asked === undefined) return { kind: 'missing' }
    const before = Date.now()
    try {
      const headers = await asked.engine.headers({ method: 'HEAD', path: '/_ping', signal })
      return answeredJson({ theirs: Date.parse(String(headers['date'])), before, after: Date.now() })
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === 'engine-unreachable') return { kind: 'missing' }
      throw error
    }
  }
} satisfies Readonly<Record<string, Fact>>
