/** A container's processes, as ps on the engine's machine lists them: GNU's, busybox's, or Windows' own list. */
import * as v from 'valibot'
import { psColumns } from '../../../../contract/containers/processes/command'
import type { Process, ProcessesItem } from '../../../../contract/containers/processes/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { flag, listOf, maybe, number, text } from '../../../engine/schema'
import { ask } from './ask'

const Top = v.object({ Titles: listOf(v.string()), Processes: listOf(listOf(v.string())) })
const Exec = v.object({ Running: flag(), Pid: number() })
export const Inspected = v.object({
  ExecIDs: listOf(v.string()),
  HostConfig: maybe(v.object({ PidMode: text() })),
  State: v.object({ Running: flag(), Paused: flag(), Restarting: flag(), Pid: number() })
})

/** What busybox's ps can show, where it is made with all it has. */
const ofBusybox = new Set(['pid', 'ppid', 'user', 'vsz', 'rss', 'stat', 'tty', 'nice', 'etime', 'time', 'args', 'comm'])

/** What ps was asked in the end, which is kept for each engine: its machine has one ps. */
type Manner = 'gnu' | 'busybox' | 'plain'
const manners = new WeakMap<Engine, Manner>()

const argumentsFor = (manner: Manner, columns: readonly string[]): readonly string[] | undefined => {
  if (manner === 'gnu') return ['-eo', columns.join(',')]
  return manner === 'busybox' ? ['-o', columns.filter((column) => ofBusybox.has(column)).join(',')] : undefined
}

export interface Listed {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly columns: readonly string[] | undefined
}

/** `columns`: as ps takes them, with pid; `sort`: what puts GNU's in another order. Throws FailureError. */
export async function askPs(
  engine: Engine,
  id: string,
  columns: readonly string[],
  signal: AbortSignal,
  sort?: string
): Promise<Listed> {
  const windows = isWindows(engine)
  const order: readonly Manner[] = windows ? ['plain'] : ['gnu', 'busybox', 'plain']
  const known = manners.get(engine)
  const tries = known === undefined ? order : order.slice(order.indexOf(known))
  let refusal: unknown
  for (const manner of tries) {
    const words = argumentsFor(manner, columns)
    try {
      const { Titles, Processes } = await engine.get(
        {
          path: `/containers/${id}/top`,
          query: { ps_args: (manner === 'gnu' && sort !== undefined ? [...(words ?? []), sort] : words)?.join(' ') },
          signal
        },
        Top
      )
      manners.set(engine, manner)
      return { titles: Titles, rows: Processes, columns: words }
    } catch (error) {
      // What this ps does not know comes as a failure of the engine's.
      if (!(error instanceof FailureError) || !['engine-error', 'invalid-input'].includes(error.failure.kind))
        throw error
      refusal ??= error
    }
  }
  throw refusal
}

export function isWindows({ state }: Engine): boolean {
  return (state.kind === 'connected' || state.kind === 'degraded') && state.capabilities.os === 'windows'
}

/** Throws FailureError: not-found, engine-unreachable. */
export async function listProcesses(
  engine: Engine,
  id: string,
  columns: readonly string[],
  signal: AbortSignal
): Promise<ProcessesItem> {
  const { State, ExecIDs } = await engine.get({ path: `/containers/${id}/json`, signal }, Inspected)
  if (!State.Running || State.Restarting) return { kind: 'stopped' }
  const [listed, execs] = await Promise.all([
    ask(askPs(engine, id, psColumns(columns), signal), ['conflict']),
    pidsOf(engine, ExecIDs, signal)
  ])
  // It ended in between.
  if (listed === undefined) return { kind: 'stopped' }
  const processes = toProcesses(listed, State.Pid, execs)
  return {
    kind: 'processes',
    titles: [...listed.titles],
    processes,
    at: Date.now(),
    ...(listed.columns === undefined ? {} : { columns: [...listed.columns] })
  }
}

async function pidsOf(engine: Engine, execs: readonly string[], signal: AbortSignal): Promise<Set<number>> {
  const found = await Promise.all(
    execs.slice(0, 200).map((exec) => ask(engine.get({ path: `/exec/${exec}/json`, signal }, Exec), ['not-found']))
  )
  return new Set(found.flatMap((exec) => (exec?.Running === true && exec.Pid > 0 ? [exec.Pid] : [])))
}

/** Rows without a number of their own are left out: nothing could be done with them. */
export function toProcesses({ titles, rows }: Listed, main: number, execs: ReadonlySet<number>): Process[] {
  const place = (name: string): number => titles.findIndex((title) => title.toUpperCase() === name)
  const [pidAt, parentAt] = [place('PID'), place('PPID')]
  return rows.flatMap((values): Process[] => {
    const pid = Number(values[pidAt])
    if (!Number.isInteger(pid) || pid <= 0) return []
    const parent = Number(values[parentAt] ?? Number.NaN)
    const origin = pid === main ? 'main' : execs.has(pid) ? 'exec' : 'other'
    return [{ pid, ...(Number.isInteger(parent) ? { parent } : {}), values: [...values], origin }]
  })
}
