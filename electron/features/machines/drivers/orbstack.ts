/** OrbStack (docs.orbstack.dev/headless): one machine; `orbctl status` ends with 1 where it is stopped, `orbctl config show` prints `name: value`. */
import { posix } from 'node:path'
import type { Machine } from '../../../../contract/machines/model'
import { allCan, ask, cpuLimits, fixed, memoryLimits, positive, stateOf, versionOf, type Driver } from '../driver'

/** `memory_mib: 8192` */
function settingIn(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.trim().startsWith(`${name}:`))
  return positive(Number(line?.slice(line.indexOf(':') + 1).trim()))
}

const mebibyte = 1024 ** 2

export const orbstack: Driver = {
  product: 'orbstack',
  systems: ['darwin'],
  async look(world, signal) {
    const [status, config, version] = await Promise.all([
      ask(world, 'orbstack', 'orbctl', ['status'], signal),
      ask(world, 'orbstack', 'orbctl', ['config', 'show'], signal),
      versionOf(world, 'orbstack', 'orbctl', ['version'], signal)
    ])
    const memory = settingIn(config.stdout, 'memory_mib')
    const machine: Machine = {
      product: 'orbstack',
      name: 'orbstack',
      system: world.system,
      way: undefined,
      state: stateOf(status.stdout),
      cpus: settingIn(config.stdout, 'cpu'),
      memoryBytes: memory === undefined ? undefined : memory * mebibyte,
      version,
      virtualization: 'virtualization-framework',
      endpoints: [`unix://${posix.join(world.surroundings.home, '.orbstack', 'run', 'docker.sock')}`],
      hostname: 'orbstack',
      ...allCan,
      change: {
        cpus: cpuLimits(world),
        memory: memoryLimits(world, 512 * mebibyte, 256 * mebibyte),
        disk: fixed('no-own-size')
      },
      connections: []
    }
    return { version, machines: [machine] }
  }
}
