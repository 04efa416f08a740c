/** What is done to bring new settings into force, as commands that do the same by hand: shown before, and while they run. */
import * as v from 'valibot'
import { canValidate } from './keys'
import { CommandWords, type Place, type Way } from './place'

/** `validate`: only where there is a dockerd that can. */
export const StepName = v.picklist(['validate', 'backup', 'write', 'reload', 'restart', 'wait', 'roll-back'])
export type StepName = v.InferOutput<typeof StepName>
export const Step = v.object({
  name: StepName,
  /** Absent: nothing that one would type. */
  commands: v.array(CommandWords),
  /** By whom: an administrator's rights are needed. */
  rights: v.boolean()
})
export type Step = v.InferOutput<typeof Step>

export type Effect = 'reload' | 'restart'

/** Undefined: not by a command of this computer. */
export function commandsOf(way: Way, effect: Effect): readonly CommandWords[] | undefined {
  switch (way.kind) {
    case 'systemd': {
      const systemctl = ['systemctl', ...(way.user ? ['--user'] : [])]
      return [[...systemctl, effect, way.unit]]
    }
    case 'process':
      if (effect === 'reload') return [['kill', '-HUP', String(way.pid)]]
      if (way.service === undefined) return undefined
      return way.service === 'service' ? [['service', 'docker', 'restart']] : [['rc-service', 'docker', 'restart']]
    case 'snap':
      return effect === 'reload' ? [['kill', '-HUP', String(way.pid)]] : [['snap', 'restart', 'docker']]
    case 'desktop':
      // It has no reload: its engine begins anew in any case. Docker Desktop 4.37 and later.
      return [['docker', 'desktop', 'restart']]
    case 'orbstack':
      return [['orb', 'restart', 'docker']]
    case 'windows-service':
      return [['powershell', '-NoProfile', '-NonInteractive', '-Command', 'Restart-Service docker -Force']]
    case 'by-hand':
      return undefined
  }
}
/** What is first done where a start has failed: systemd refuses a unit that failed too often (StartLimitBurst of docker.service is 3). */
export const beforeAnother = (way: Way): readonly CommandWords[] =>
  way.kind === 'systemd' ? [['systemctl', ...(way.user ? ['--user'] : []), 'reset-failed', way.unit]] : []

/** Products without a reload of their own begin anew for everything. */
export const effectHere = (way: Way, effect: Effect): Effect =>
  way.kind === 'systemd' || way.kind === 'process' || way.kind === 'snap' || way.kind === 'by-hand' ? effect : 'restart'

export const needsRights = (place: Extract<Place, { kind: 'file' }>): boolean =>
  place.product === 'engine' || place.product === 'windows'

/** `daemon.json.escale-20260102-030405`: sorted by name is sorted by time. */
export const backupName = (path: string, now: Date): string =>
  `${path}.escale-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`

export interface Planned {
  readonly place: Extract<Place, { kind: 'file' }>
  readonly effect: Effect
  /** There is a file already. */
  readonly exists: boolean
  readonly version: string
  /** Where the new text waits, and what the old one is kept as. */
  readonly fresh: string
  readonly backup: string
  readonly mode: string
  /** This person may write it as it is. */
  readonly own: boolean
}

/** Every step of applying, in its order. */
export function stepsOf({ place, effect, exists, version, fresh, backup, mode, own }: Planned): readonly Step[] {
  const { path, way } = place
  const rights = needsRights(place) && !own
  const real = effectHere(way, effect)
  const step = (name: StepName, commands: readonly CommandWords[], needs = rights): Step => ({
    name,
    commands: commands.map((words) => [...words]),
    rights: needs
  })
  const windows = place.product === 'windows'
  const copy = (from: string, to: string): CommandWords => (windows ? ['copy', from, to] : ['cp', '-p', from, to])
  return [
    ...(canValidate(version) && !windows && place.product !== 'desktop' && place.product !== 'orbstack'
      ? [step('validate', [['dockerd', '--validate', '--config-file', fresh]], false)]
      : []),
    ...(exists ? [step('backup', [copy(path, backup)])] : []),
    step('write', [windows ? ['copy', fresh, path] : ['install', '-m', mode, fresh, path]]),
    step(real, commandsOf(way, effect) ?? []),
    step('wait', [['docker', 'info']], false)
  ]
}
