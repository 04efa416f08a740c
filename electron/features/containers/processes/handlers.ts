/** A container's processes, as the window asks for them. */
import type { processes, ProcessesRequest } from '../../../../contract/containers/processes/api'
import { signalWords } from '../../../../contract/containers/processes/command'
import type { ProcessesItem } from '../../../../contract/containers/processes/model'
import type { Engine, Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import { send } from '../actions'
import { createPacer } from '../stats/pacer'
import { findInside } from './inside'
import { listProcesses } from './list-processes'
import { runInside } from './run-inside'

/**
 * Milliseconds: no event tells that a process began another. Each list is an event itself, of the few that the engine keeps: not
 * oftener than it takes to read.
 */
const period = 5_000
/** Between two lists, however much happens. */
const pace = 300

/** Milliseconds: an exec is told of before it runs, and its program takes its place a little later still. */
const startOfExec = 1_000

const telling = /^(start|die|restart|pause|unpause|exec_start|exec_die)(:|$)/

export const processesHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof processes> => ({
  processes: (request, { input, signal }) => watch(engines.get(request.connection), request, input, signal),
  insideProcess: ({ connection, container, pid }, { signal }) =>
    findInside(engines.get(connection), container.id, pid, signal),
  async signalProcess({ connection, container, target, signal: name }, { signal }) {
    const engine = engines.get(connection)
    if (target.kind === 'main')
      return send(engine, { method: 'POST', path: `/containers/${container.id}/kill`, query: { signal: name }, signal })
    const ran = await runInside(engine, container.id, signalWords(target.pid, name), signal)
    if (ran === undefined) throw new FailureError({ kind: 'not-found', subject: 'command', name: 'sh', message: '' })
    if (ran.exitCode !== 0)
      throw new FailureError({ kind: 'engine-error', message: (ran.stderr || ran.stdout).trim().slice(0, 2_000) })
  }
})

async function* watch(
  engine: Engine,
  { container, columns }: ProcessesRequest,
  input: AsyncIterable<unknown>,
  signal: AbortSignal
): AsyncGenerator<ProcessesItem, void> {
  const pacer = createPacer({ pace, gathering: 0 }, signal)
  let due = true
  const note = (): void => {
    due = true
    pacer.wake()
  }
  const listen = async (): Promise<void> => {
    for await (const _ of input) note()
  }
  // Its end is the stream's, which the signal tells as well.
  void listen()
  const timer = setInterval(note, period)
  let later: NodeJS.Timeout | undefined
  const unlisten = [
    engine.onEvent(({ type, id, action }) => {
      if (type !== 'container' || id !== container.id || !telling.test(action)) return
      note()
      if (!action.startsWith('exec_start')) return
      clearTimeout(later)
      later = setTimeout(note, startOfExec)
    }),
    engine.onResync(note),
    engine.onState(note)
  ]
  let last = ''
  try {
    while (!signal.aborted) {
      await pacer.turn(() => due)
      due = false
      if (signal.aborted) return
      const item = await read(engine, container.id, columns, signal)
      if (item === undefined) return
      // What does not run goes on doing so.
      if (item.kind === 'processes' || item.kind !== last) yield item
      last = item.kind
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearInterval(timer)
    clearTimeout(later)
    for (const end of unlisten) end()
  }
}

/** Undefined where the container is gone. */
async function read(
  engine: Engine,
  id: string,
  columns: readonly string[],
  signal: AbortSignal
): Promise<ProcessesItem | undefined> {
  const { kind } = engine.state
  if (kind !== 'connected' && kind !== 'degraded') return { kind: 'interrupted' }
  try {
    return await listProcesses(engine, id, columns, signal)
  } catch (error) {
    if (!(error instanceof FailureError) || signal.aborted) throw error
    const { failure } = error
    if (failure.kind === 'not-found' && failure.subject === 'container') return undefined
    if (failure.kind === 'engine-unreachable') return { kind: 'interrupted' }
    return { kind: 'refused', message: failure.message }
  }
}
