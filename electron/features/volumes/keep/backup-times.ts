/** When a backup is due, by this computer's clock. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupSchedule } from '../../../../contract/volumes/keep/backups'

const hour = 3_600_000

/** The first moment after `after`, in milliseconds since 1970. A time that a change of the clocks leaves out comes an hour later. */
export function nextDue(schedule: BackupSchedule, after: number): number {
  if (schedule.kind === 'interval') return after + schedule.hours * hour
  const [hours = 0, minutes = 0] = schedule.time.split(':').map(Number)
  const date = new Date(after)
  for (let days = 0; ; days++) {
    const due = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes)
    if (due.getTime() <= after) continue
    if (schedule.kind === 'daily' || due.getDay() === schedule.day) return due.getTime()
  }
}

/** Letters of a volume's name that stand in a file's: with the rest, and what is put behind it while it is written, it stays short enough. */
const longestName = 150

/** `data-2026-03-01-023000.tar.gz` */
export function backupName(volume: string, format: string, at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('')
  return `${volume.replace(/[^a-zA-Z0-9_.-]+/g, '-').slice(0, longestName)}-${day}-${time}.${format}`
}

/** That name in the folder, or where something has it already the next one: another volume of the same name may be due in the same second. */
export function freeBackupPath(folder: string, volume: string, format: string, at: number): string {
  const path = join(folder, backupName(volume, format, at))
  const numbered = (turn: number): string =>
    turn === 1 ? path : `${path.slice(0, -format.length - 1)}-${turn}.${format}`
  let turn = 1
  while (existsSync(numbered(turn))) turn++
  return numbered(turn)
}
