/** What the chosen connection's engine says of itself. */
import * as v from 'valibot'
import type { Answer } from '../../../../contract/prerequisites/checks/check'
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
  /** Asks the registry for hello-world's digest, as a pull would begin: through the engine, so with its proxy and mirrors. */
  'engine-registry': (context) => ask(context, '/distribution/hello-world/json'),
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
