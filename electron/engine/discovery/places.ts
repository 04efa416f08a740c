/** Where engines put their socket or pipe when nothing names it: one line for each product. Source: docs of each, see the table's names. */
import * as v from 'valibot'
import { parseEndpoint, type Endpoint } from '../endpoint'
import { maybe, text } from '../schema'
import { configFolder, pathsOf, tlsFilesIn } from './contexts'
import type { Surroundings } from './surroundings'

export interface Place {
  readonly name: string
  readonly endpoint: Endpoint
  /** Instead of `-H <endpoint>`, where that is not enough. */
  readonly cli?: readonly string[]
}

const pipeFolder = '\\\\.\\pipe\\'
const pipes: ReadonlyArray<readonly [string, string]> = [
  ['docker_engine', 'Docker'],
  ['dockerDesktopLinuxEngine', 'Docker Desktop'],
  ['dockerDesktopWindowsEngine', 'Docker Desktop (Windows containers)'],
  ['podman-machine-default', 'Podman']
]

function sockets({ env, home, platform, uid, list }: Surroundings): ReadonlyArray<readonly [string, string]> {
  const { join } = pathsOf(platform)
  const runtime = env['XDG_RUNTIME_DIR'] || (uid === undefined ? '' : `/run/user/${uid}`)
  const colima = env['COLIMA_HOME'] || join(home, '.colima')
  const lima = env['LIMA_HOME'] || join(home, '.lima')
  const profiles = (folder: string): readonly string[] =>
    list(folder).filter((name) => !name.startsWith('_') && !name.startsWith('.'))
  const everywhere: ReadonlyArray<readonly [string, string]> = [
    ['Docker', '/var/run/docker.sock'],
    ...profiles(colima).map(
      (name) => [name === 'default' ? 'Colima' : `Colima ${name}`, join(colima, name, 'docker.sock')] as const
    ),
    ...profiles(join(home, '.config', 'colima')).map(
      (name) =>
        [
          name === 'default' ? 'Colima' : `Colima ${name}`,
          join(home, '.config', 'colima', name, 'docker.sock')
        ] as const
    ),
    ['Colima', join(colima, 'docker.sock')],
    ['Rancher Desktop', join(home, '.rd', 'docker.sock')],
    ...profiles(lima).map((name) => [`Lima ${name}`, join(lima, name, 'sock', 'docker.sock')] as const)
  ]
  if (platform === 'darwin')
    return [
      ['Docker Desktop', join(home, '.docker', 'run', 'docker.sock')],
      ['OrbStack', join(home, '.orbstack', 'run', 'docker.sock')],
      ...everywhere,
      ['Podman', join(home, '.local', 'share', 'containers', 'podman', 'machine', 'podman.sock')],
      ...(env['TMPDIR'] ? [['Podman', join(env['TMPDIR'], 'podman', 'podman-machine-default-api.sock')] as const] : [])
    ]
  return [
    ...(runtime === '' ? [] : [['Rootless Docker', join(runtime, 'docker.sock')] as const]),
    ['Rootless Docker', join(home, '.docker', 'run', 'docker.sock')],
    ['Docker Desktop', join(home, '.docker', 'desktop', 'docker.sock')],
    ...everywhere,
    ...(runtime === '' ? [] : [['Podman', join(runtime, 'podman', 'podman.sock')] as const]),
    ['Podman', '/run/podman/podman.sock']
  ]
}

const MachineConfig = v.object({ Driver: maybe(v.object({ IPAddress: text() })) })

/** docker-machine keeps each machine's address and certificates in `machine/machines/NAME/`. */
function machines(surroundings: Surroundings): readonly Place[] {
  const { join } = pathsOf(surroundings.platform)
  const folder = configFolder(surroundings)
  const root = surroundings.env['MACHINE_STORAGE_PATH'] || (folder === undefined ? undefined : join(folder, 'machine'))
  if (root === undefined) return []
  return surroundings.list(join(root, 'machines')).flatMap((name): Place[] => {
    const folder = join(root, 'machines', name)
    const tls = tlsFilesIn(folder, true, surroundings)
    if (tls === undefined) return []
    let address = ''
    try {
      const content = surroundings.read(join(folder, 'config.json'))
      address = content === undefined ? '' : (v.parse(MachineConfig, JSON.parse(content)).Driver?.IPAddress ?? '')
    } catch {
      // A machine without a readable description cannot be dialled: it is not offered.
      return []
    }
    if (address === '') return []
    const host = `tcp://${address}:2376`
    const files = [
      ['--tlscacert', tls.ca],
      ['--tlscert', tls.cert],
      ['--tlskey', tls.key]
    ].flatMap(([option = '', path]) => (path === undefined ? [] : [option, path]))
    return [{ name, endpoint: parseEndpoint(host, tls), cli: ['-H', host, '--tlsverify', ...files] }]
  })
}

/** The places where something is, in the order in which they are preferred. */
export function usualPlaces(surroundings: Surroundings): readonly Place[] {
  const { platform, exists, list } = surroundings
  if (platform === 'win32') {
    // Listed, not opened: to look at a pipe by its path is to take one of its instances.
    const present = new Set(list(pipeFolder).map((name) => name.toLowerCase()))
    const named = pipes.filter(([pipe]) => present.has(pipe.toLowerCase()))
    return [
      ...named.map(([pipe, name]): Place => ({ name, endpoint: { kind: 'pipe', path: `${pipeFolder}${pipe}` } })),
      ...machines(surroundings)
    ]
  }
  return [
    ...sockets(surroundings)
      // Who has no home has nothing in it.
      .filter(([, path]) => path.startsWith('/') && exists(path))
      .map(([name, path]): Place => ({ name, endpoint: { kind: 'unix', path } })),
    ...machines(surroundings)
  ]
}
