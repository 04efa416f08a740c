/** Who made a helper: this run of Escale, another one that still runs, or one that is gone. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Another one after each start of the machine, where the system tells: process ids begin anew then. */
function bootOf(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    // Not Linux: a process id may then be taken for one of before, and what it left stays a while longer.
    return ''
  }
}

const machine = createHash('sha256').update(`${hostname()}\n${bootOf()}`).digest('hex').slice(0, 16)

/** `MACHINE-PID-TIME` */
export const instance = `${machine}-${process.pid}-${Date.now().toString(36)}`

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** `elsewhere`: on another machine, or before this one's last start. */
export function ownerState(owner: string): 'ours' | 'running' | 'gone' | 'elsewhere' {
  if (owner === instance) return 'ours'
  const [from, pid] = owner.split('-')
  if (from !== machine || !/^\d+$/.test(pid ?? '')) return 'elsewhere'
  // The same number with another time is an earlier process of it.
  return Number(pid) !== process.pid && isAlive(Number(pid)) ? 'running' : 'gone'
}
