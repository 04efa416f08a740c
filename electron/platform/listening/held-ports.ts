/** Which ports of this computer are taken, by whichever program: seen before an engine is asked to publish them. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import type { HeldPort, HostPort } from '../../../contract/app/ports'
import { programsOf } from './programs'
import { heldOf, readTable, type Listening } from './sockets-table'

/** Milliseconds: a port of this machine answers or refuses at once. */
const knockLimit = 200
const knocksAtOnce = 32

/** On Linux as the kernel says; elsewhere of TCP what answers, for listening oneself would make a firewall ask. */
export async function heldPorts(wanted: readonly HostPort[]): Promise<readonly HeldPort[]> {
  const tables = process.platform === 'linux' ? await kernelTables() : undefined
  if (tables === undefined) return knockAll(wanted)
  const held = heldOf(wanted, tables)
  const programs = await programsOf(new Set(held.map(({ inode }) => inode)))
  return held.map(({ inode, ...port }) => ({ ...port, program: programs.get(inode) }))
}

/** Undefined where the system hides them. */
async function kernelTables(): Promise<Listening[] | undefined> {
  const read = async (name: string, protocol: 'tcp' | 'udp'): Promise<Listening[]> =>
    readTable(await readFile(`/proc/net/${name}`, 'latin1'), protocol)
  try {
    const tables = [read('tcp', 'tcp'), read('udp', 'udp')]
    // A machine without IPv6 has none of these.
    const newer = [read('tcp6', 'tcp'), read('udp6', 'udp')].map((table) => table.catch(() => []))
    return (await Promise.all([...tables, ...newer])).flat()
  } catch {
    return undefined
  }
}

async function knockAll(wanted: readonly HostPort[]): Promise<readonly HeldPort[]> {
  const rest = wanted.filter(({ protocol }) => protocol === 'tcp')
  const held: HeldPort[] = []
  const work = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift())
      if (await answers(one.port, one.ip)) held.push(one)
  }
  await Promise.all(Array.from({ length: knocksAtOnce }, work))
  return held
}

/** Knocking harms nothing. `ip` empty: at this machine's own. */
export const answers = (port: number, ip = ''): Promise<boolean> =>
  new Promise((resolve) => {
    const everywhere = ip === '' || ip === '0.0.0.0' || ip === '::'
    const socket = connect({ port, host: everywhere ? '127.0.0.1' : ip, timeout: knockLimit })
    const end = (isTaken: boolean) => (): void => {
      socket.destroy()
      resolve(isTaken)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
