/** What a process of the engine's machine is called inside of its container: the two lists of one tree, laid beside each other. */
import type { InsideProcess } from '../../../../contract/containers/processes/model'
import type { Engine } from '../../../engine/engine'
import { askPs, Inspected, isWindows } from './list-processes'
import { eldersOf, matching, type Plain } from './match'
import { runInside } from './run-inside'

/**
 * Each process's line of /proc/PID/stat, after the number of the shell that reads them. Its own words alone: an image may have
 * nothing but a shell.
 */
const script = 'echo $$; for f in /proc/[0-9]*/stat; do read -r line < $f && echo "$line"; done 2>/dev/null'
/** Processes come and go while the two lists are made. */
const tries = 3

/** Throws FailureError: not-found, conflict (it does not run), engine-unreachable. */
export async function findInside(engine: Engine, id: string, pid: number, signal: AbortSignal): Promise<InsideProcess> {
  const { State, HostConfig } = await engine.get({ path: `/containers/${id}/json`, signal }, Inspected)
  if (pid === State.Pid) return { kind: 'main' }
  if (isWindows(engine)) return { kind: 'windows' }
  if (State.Paused) return { kind: 'paused' }
  for (let turn = 0; turn < tries; turn++) {
    const outside = await listOutside(engine, id, signal)
    if (!outside.some((one) => one.pid === pid)) return { kind: 'ended' }
    if (HostConfig?.PidMode === 'host') return { kind: 'inside', pid }
    const answer = await runInside(engine, id, ['sh', '-c', script], signal)
    if (answer === undefined) return { kind: 'no-shell' }
    const found = matching(outside, readInside(answer.stdout), pid)
    // Who comes later does not matter; had an elder gone meanwhile, its place would be another's.
    const after = await listOutside(engine, id, signal)
    if (found !== undefined && eldersOf(outside, pid) === eldersOf(after, pid)) return { kind: 'inside', pid: found }
  }
  return { kind: 'unclear' }
}

async function listOutside(engine: Engine, id: string, signal: AbortSignal): Promise<Plain[]> {
  const { titles, rows } = await askPs(engine, id, ['pid', 'ppid', 'comm'], signal, '--sort=start_time,pid')
  const place = (...names: string[]): number => titles.findIndex((title) => names.includes(title.toUpperCase()))
  const [pidAt, parentAt, nameAt] = [place('PID'), place('PPID'), place('COMMAND', 'COMM', 'CMD')]
  return rows.flatMap((row) => {
    const [pid, parent, name] = [Number(row[pidAt]), Number(row[parentAt]), row[nameAt]]
    return Number.isInteger(pid) && Number.isInteger(parent) && name !== undefined
      ? [{ pid, parent, name: name.replace(/ <defunct>$/, '').slice(0, 15) }]
      : []
  })
}

/** `7\n1 (sh) S 0 1 …\n7 (sh) R 0 7 …`: in the order in which they began, without the shell that wrote it. */
export function readInside(output: string): Plain[] {
  const [own, ...lines] = output.split('\n')
  return lines
    .flatMap((line) => {
      // The name may hold brackets and spaces: it ends at the last bracket. Field 22 of man 5 proc is when it began.
      const [, number = '', name = '', rest = ''] = /^(\d+) \((.*)\) (.*)$/s.exec(line) ?? []
      const fields = rest.split(' ')
      const parent = fields[1] ?? ''
      return number === '' || number === own?.trim() || parent === own?.trim()
        ? []
        : [{ pid: Number(number), parent: Number(parent), name, began: Number(fields[19] ?? 0) }]
    })
    .sort((one, other) => one.began - other.began || one.pid - other.pid)
    .map(({ pid, parent, name }) => ({ pid, parent, name }))
}
