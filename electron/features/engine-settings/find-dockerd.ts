/** The dockerd behind a socket, from this computer's process table: what it was started with, and who restarts it. Linux. */
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { DockerdProcess } from '../../../contract/engine-settings/place'
import { runProgram } from '../../platform/programs/run-program'

export interface FoundDockerd extends DockerdProcess {
  /** Where it writes what it has to say, where that is a file. */
  readonly log?: string
}
export interface ProcessSurroundings {
  /** `/proc` */
  readonly proc: string
  readonly run: typeof runProgram
  readonly env: NodeJS.ProcessEnv
  readonly systemd: boolean
}
const thisComputer = (): ProcessSurroundings => ({
  proc: '/proc',
  run: runProgram,
  env: process.env,
  systemd: existsSync('/run/systemd/system')
})

/** Another's process may be hidden, or gone by now: then it says nothing. */
const quietly = <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined)

interface Candidate {
  readonly pid: number
  readonly words: readonly string[]
}
const isDockerd = (program: string): boolean => /(^|\/)dockerd$/.test(program)

async function candidates(proc: string): Promise<readonly Candidate[]> {
  const names = (await quietly(readdir(proc))) ?? []
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name): Promise<Candidate | undefined> => {
        const line = await quietly(readFile(join(proc, name, 'cmdline'), 'utf8'))
        const [program = '', ...words] = (line ?? '').replace(/\0$/, '').split('\0')
        return isDockerd(program) ? { pid: Number(name), words } : undefined
      })
  )
  return found.filter((one) => one !== undefined)
}

/** The numbers of the sockets that listen at a path, as /proc/net/unix lists them. */
async function socketNumbers(proc: string, path: string): Promise<ReadonlySet<string>> {
  const table = (await quietly(readFile(join(proc, 'net', 'unix'), 'utf8'))) ?? ''
  const same = (other: string): boolean =>
    other.replace(/^\/var\/run\//, '/run/') === path.replace(/^\/var\/run\//, '/run/')
  return new Set(
    table.split('\n').flatMap((line) => {
      // 0000000000000000: 00000002 00000000 00010000 0001 01 26184 /run/docker.sock
      const [, , , , , , number = '', ...rest] = line.trim().split(/\s+/)
      return same(rest.join(' ')) ? [number] : []
    })
  )
}

/** Undefined: another person's process, whose open files are its own secret. */
async function holds(proc: string, pid: number, numbers: ReadonlySet<string>): Promise<boolean | undefined> {
  const folder = join(proc, String(pid), 'fd')
  const names = await quietly(readdir(folder))
  if (names === undefined) return undefined
  for (const name of names) {
    const target = await quietly(readlink(join(folder, name)))
    const number = /^socket:\[(\d+)\]$/.exec(target ?? '')?.[1]
    if (number !== undefined && numbers.has(number)) return true
  }
  return false
}

/** `0::/system.slice/docker.service`, `…/user@1000.service/app.slice/docker.service` */
export function unitOf(cgroup: string): DockerdProcess['unit'] {
  for (const line of cgroup.split('\n')) {
    const path = line.split(':').slice(2).join(':')
    const name = path.split('/').findLast((part) => part.endsWith('.service'))
    if (name !== undefined && !name.startsWith('user@')) return { name, user: /\/user@\d+\.service\//.test(path) }
  }
  return undefined
}

/** `ExecStart={ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd -H fd:// ; ignore_errors=no ; … }` */
export function unitWords(shown: string): readonly string[] | undefined {
  if (!/^LoadState=loaded$/m.test(shown)) return undefined
  const argv = /argv\[\]=(.*?) ;/.exec(shown)?.[1] ?? ''
  const [program = '', ...words] = argv.split(/\s+/)
  return isDockerd(program) || /dockerd-rootless/.test(program) ? words : undefined
}

const isPersonal = (socket: string): boolean => /^\/run\/user\/\d+\/docker\.sock$/.test(socket)
const isUsual = (socket: string): boolean => /^\/(var\/)?run\/docker\.sock$/.test(socket)

/** Undefined: no dockerd of this computer is known to serve that socket. */
export async function findDockerd(
  socket: string,
  here: ProcessSurroundings = thisComputer()
): Promise<FoundDockerd | undefined> {
  const { proc, run, env } = here
  const [all, numbers] = await Promise.all([candidates(proc), socketNumbers(proc, socket)])
  const secret: Candidate[] = []
  let found: Candidate | undefined
  for (const one of all) {
    const own = await holds(proc, one.pid, numbers)
    if (own === true) found ??= one
    else if (own === undefined) secret.push(one)
  }
  // The one that names the socket, or the only one that there is.
  found ??= secret.find(({ words }) => words.some((word) => word.endsWith(`unix://${socket}`)))
  if (all.length === 1 && isUsual(socket)) found ??= secret[0]
  if (found === undefined) return stopped(socket, here)
  const folder = join(proc, String(found.pid))
  const [cgroup, output] = await Promise.all([
    quietly(readFile(join(folder, 'cgroup'), 'utf8')),
    quietly(readlink(join(folder, 'fd', '2')))
  ])
  const unit = unitOf(cgroup ?? '')
  // A unit that only happens to be around it (a session, a supervisor) is not docker's own.
  const own = unit !== undefined && /docker/.test(unit.name) ? unit : undefined
  // Where systemd runs, a dockerd that is nobody's unit was begun by hand: its service is another engine.
  const service = own === undefined && !here.systemd ? await serviceProgram(run, env) : undefined
  const log = output?.startsWith('/') === true && !output.startsWith('/dev/') ? output : undefined
  return {
    ...found,
    ...(own === undefined ? {} : { unit: own }),
    ...(service === undefined ? {} : { service }),
    ...(log === undefined ? {} : { log })
  }
}

async function serviceProgram(
  run: typeof runProgram,
  env: NodeJS.ProcessEnv
): Promise<'service' | 'rc-service' | undefined> {
  for (const name of ['rc-service', 'service'] as const) {
    const end = await run(name, ['--version'], { env, limit: 3_000 })
    if (end.kind === 'ended') return name
  }
  return undefined
}

/** An engine that is down: systemd still knows how it is started. */
async function stopped(socket: string, { run, env }: ProcessSurroundings): Promise<FoundDockerd | undefined> {
  const user = isPersonal(socket)
  if (!user && !isUsual(socket)) return undefined
  const words = [...(user ? ['--user'] : []), 'show', 'docker.service', '--property=LoadState,ExecStart']
  const end = await run('systemctl', words, { env, limit: 5_000 })
  const started = end.kind === 'ended' ? unitWords(end.stdout) : undefined
  return started === undefined ? undefined : { pid: 0, words: started, unit: { name: 'docker.service', user } }
}
