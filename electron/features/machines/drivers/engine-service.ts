/**
 * Docker Engine as a service of systemd's (systemctl(1), `show` prints `Name=value`, a blank line between units): the computer's own,
 * and a rootless one of this person's.
 */
import type { Machine, MachineState } from '../../../../contract/machines/model'
import { Unable, ask, can, fixed, type Driver, type World } from '../driver'

/** Id=docker.service, LoadState=loaded, ActiveState=active, Listen=/run/docker.sock (Stream) */
type Unit = ReadonlyMap<string, string>

function unitsIn(text: string): readonly Unit[] {
  return text
    .split(/\n\s*\n/)
    .map(
      (block) =>
        new Map(
          block.split('\n').flatMap((line): [string, string][] => {
            const at = line.indexOf('=')
            return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]]
          })
        )
    )
    .filter((unit) => unit.has('Id'))
}

const states: Readonly<Record<string, MachineState>> = {
  active: 'running',
  reloading: 'running',
  activating: 'starting',
  deactivating: 'stopping',
  inactive: 'stopped',
  failed: 'broken'
}

const wanted = ['--no-pager', '--property=Id,LoadState,ActiveState,Listen']
const isLoaded = (unit: Unit | undefined): boolean => unit?.get('LoadState') === 'loaded'

function machineOf(world: World, service: Unit, socket: Unit | undefined, own: boolean): Machine {
  const { env, uid } = world.surroundings
  const listening = /^(\/\S+) \(Stream\)/.exec(socket?.get('Listen') ?? '')?.[1]
  const runtime = env['XDG_RUNTIME_DIR'] || `/run/user/${uid ?? 0}`
  const path = own ? `${runtime}/docker.sock` : (listening ?? '/var/run/docker.sock')
  const none = fixed('no-own-size')
  return {
    product: 'engine-service',
    name: own ? 'docker (rootless)' : 'docker',
    system: 'linux',
    way: own ? 'user' : isLoaded(socket) ? undefined : 'no-socket',
    state: states[service.get('ActiveState') ?? ''] ?? 'unknown',
    virtualization: 'none',
    endpoints: [`unix://${path}`],
    start: can,
    stop: can,
    restart: can,
    change: { cpus: none, memory: none, disk: none },
    connections: []
  }
}

export const engineService: Driver = {
  product: 'engine-service',
  systems: ['linux'],
  async look(world, signal) {
    const units = ['docker.service', 'docker.socket']
    const [whole, own] = await Promise.all([
      ask(world, 'engine-service', 'systemctl', ['show', ...units, ...wanted], signal),
      // Without a session of this person's there is none of their own.
      ask(world, 'engine-service', 'systemctl', ['--user', 'show', 'docker.service', ...wanted], signal).catch(
        (error: unknown) => {
          if (error instanceof Unable) return undefined
          throw error
        }
      )
    ])
    const [service, socket] = unitsIn(whole.stdout)
    const [ownService] = own?.code === 0 ? unitsIn(own.stdout) : []
    const machines = [
      ...(service !== undefined && isLoaded(service) ? [machineOf(world, service, socket, false)] : []),
      ...(ownService !== undefined && isLoaded(ownService) ? [machineOf(world, ownService, undefined, true)] : [])
    ]
    if (machines.length > 0) return { machines }
    // "System has not been booted with systemd as init system (PID 1). Can't operate.": nothing runs that could be asked.
    const why = whole.code === 0 ? 'no-unit' : 'no-systemd'
    throw new Unable({ kind: 'absent', product: 'engine-service', why })
  }
}
