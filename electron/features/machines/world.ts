/** This computer as drivers look at it: its sizes, its files, and its programs, also those that a desktop application's PATH does not lead to. */
import { cpus, totalmem } from 'node:os'
import { delimiter, posix, win32 } from 'node:path'
import type { HostSystem } from '../../../contract/machines/model'
import type { Surroundings } from '../../engine/discovery/surroundings'
import { runProgram } from '../../platform/programs/run-program'
import type { World } from './driver'

/** What an application that was opened from the Finder or the Start menu has not on its PATH. Sources: each product's installation page. */
function usualFolders({ platform, home, env }: Surroundings): readonly string[] {
  switch (platform) {
    case 'darwin':
      return [
        '/opt/homebrew/bin',
        '/usr/local/bin',
        posix.join(home, '.orbstack', 'bin'),
        posix.join(home, '.rd', 'bin'),
        posix.join(home, '.docker', 'bin'),
        '/opt/podman/bin',
        '/opt/local/bin',
        '/Applications/Docker.app/Contents/Resources/bin',
        '/Applications/VirtualBox.app/Contents/MacOS'
      ]
    case 'win32':
      return [
        'C:\\Program Files\\Docker\\Docker\\resources\\bin',
        'C:\\Program Files\\RedHat\\Podman',
        'C:\\Program Files\\Rancher Desktop\\resources\\resources\\win32\\bin',
        win32.join(
          env['LOCALAPPDATA'] || home,
          'Programs',
          'Rancher Desktop',
          'resources',
          'resources',
          'win32',
          'bin'
        ),
        env['VBOX_MSI_INSTALL_PATH'] || env['VBOX_INSTALL_PATH'] || 'C:\\Program Files\\Oracle\\VirtualBox',
        env['DOCKER_TOOLBOX_INSTALL_PATH'] || 'C:\\Program Files\\Docker Toolbox'
      ]
    default:
      return [
        posix.join(home, '.rd', 'bin'),
        '/home/linuxbrew/.linuxbrew/bin',
        '/usr/local/bin',
        '/opt/docker-desktop/bin'
      ]
  }
}

/** Own folders first, as the person set them. What programs write is English, and of WSL in UTF-8. */
function programEnvironment(surroundings: Surroundings): NodeJS.ProcessEnv {
  const { env } = surroundings
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const own = (env[name] ?? '').split(delimiter).filter((folder) => folder !== '')
  const more = usualFolders(surroundings).filter((folder) => !own.includes(folder))
  const rest = { ...env }
  // They are for the engine that was chosen in a terminal: a product acts on its own machines.
  for (const key of ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) delete rest[key]
  return {
    ...rest,
    [name]: [...own, ...more].join(delimiter),
    LC_ALL: 'C',
    LANG: 'C',
    WSL_UTF8: '1',
    NO_COLOR: '1',
    TERM: 'dumb'
  }
}

const systems: ReadonlyMap<NodeJS.Platform, HostSystem> = new Map([
  ['linux', 'linux'],
  ['darwin', 'darwin'],
  ['win32', 'win32']
])

/** Undefined: a system that no product knows. */
export function thisWorld(surroundings: Surroundings): World | undefined {
  const system = systems.get(surroundings.platform)
  if (system === undefined) return undefined
  const env = programEnvironment(surroundings)
  return {
    system,
    surroundings,
    cpus: Math.max(1, cpus().length),
    memoryBytes: totalmem(),
    run: (program, words, options) => runProgram(program, words, { env, ...options })
  }
}
