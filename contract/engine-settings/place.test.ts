import { describe, expect, it } from 'vitest'
import { switchCommand } from './containers'
import { configFileOf, placeOf, type DockerdProcess, type EngineFacts, type PlaceSurroundings } from './place'
import { beforeAnother, commandsOf, effectHere, stepsOf } from './steps'

const facts = (change: Partial<EngineFacts> = {}): EngineFacts => ({
  endpoint: 'unix:///var/run/docker.sock',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  name: 'host',
  os: 'linux',
  product: 'Docker Engine - Community',
  rootless: false,
  ...change
})
const linux: PlaceSurroundings = { platform: 'linux', home: '/home/ada', env: {} }
const mac: PlaceSurroundings = { platform: 'darwin', home: '/Users/ada', env: {} }
const windows: PlaceSurroundings = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: { ProgramData: 'C:\\ProgramData' }
}
const systemd: DockerdProcess = {
  pid: 812,
  words: ['-H', 'fd://', '--containerd=/run/containerd/containerd.sock'],
  unit: { name: 'docker.service', user: false }
}

describe('where daemon.json is', () => {
  it.each<readonly [string, Partial<EngineFacts>, PlaceSurroundings, DockerdProcess | undefined, object]>([
    [
      'a service of systemd',
      {},
      linux,
      systemd,
      {
        product: 'engine',
        path: '/etc/docker/daemon.json',
        way: { kind: 'systemd', unit: 'docker.service', user: false }
      }
    ],
    [
      'a file named by the service',
      {},
      linux,
      { ...systemd, words: ['--config-file=/srv/docker.json'] },
      { path: '/srv/docker.json' }
    ],
    ['an engine that is not seen', {}, linux, undefined, { path: '/etc/docker/daemon.json', way: { kind: 'by-hand' } }],
    [
      'sysvinit',
      {},
      linux,
      { pid: 9, words: [], service: 'service' },
      { way: { kind: 'process', pid: 9, service: 'service' } }
    ],
    [
      'snap',
      {},
      linux,
      { pid: 7, words: [], unit: { name: 'snap.docker.dockerd.service', user: false } },
      { path: '/var/snap/docker/current/config/daemon.json', way: { kind: 'snap', pid: 7 } }
    ],
    [
      'rootless',
      { endpoint: 'unix:///run/user/1000/docker.sock', rootless: true },
      linux,
      undefined,
      {
        product: 'rootless',
        path: '/home/ada/.config/docker/daemon.json',
        way: { kind: 'systemd', unit: 'docker.service', user: true }
      }
    ],
    [
      'rootless, and not answering',
      { endpoint: 'unix:///run/user/1000/docker.sock' },
      linux,
      undefined,
      { product: 'rootless', path: '/home/ada/.config/docker/daemon.json' }
    ],
    [
      'rootless with a folder of its own',
      { rootless: true },
      { ...linux, env: { XDG_CONFIG_HOME: '/cfg' } },
      undefined,
      { path: '/cfg/docker/daemon.json' }
    ],
    [
      'Docker Desktop on a Mac',
      { operatingSystem: 'Docker Desktop', endpoint: 'unix:///Users/ada/.docker/run/docker.sock' },
      mac,
      undefined,
      { product: 'desktop', path: '/Users/ada/.docker/daemon.json', way: { kind: 'desktop' } }
    ],
    [
      'Docker Desktop on Linux, which does not answer',
      { operatingSystem: '', endpoint: 'unix:///home/ada/.docker/desktop/docker.sock' },
      linux,
      undefined,
      { product: 'desktop', path: '/home/ada/.docker/daemon.json' }
    ],
    [
      'Docker Desktop on Windows',
      { operatingSystem: 'Docker Desktop', endpoint: 'npipe:////./pipe/docker_engine' },
      windows,
      undefined,
      { product: 'desktop', path: 'C:\\Users\\ada\\.docker\\daemon.json' }
    ],
    [
      'Docker Desktop with Windows containers',
      { operatingSystem: '', os: 'windows', product: 'Docker Desktop', endpoint: 'npipe:////./pipe/docker_engine' },
      windows,
      undefined,
      { product: 'desktop', path: 'C:\\Users\\ada\\.docker\\windows-daemon.json' }
    ],
    [
      'the service for Windows containers',
      { os: 'windows', operatingSystem: 'Windows Server 2022', endpoint: 'npipe:////./pipe/docker_engine' },
      windows,
      undefined,
      { product: 'windows', path: 'C:\\ProgramData\\docker\\config\\daemon.json', way: { kind: 'windows-service' } }
    ],
    [
      'OrbStack',
      { operatingSystem: 'OrbStack', endpoint: 'unix:///Users/ada/.orbstack/run/docker.sock' },
      mac,
      undefined,
      { product: 'orbstack', path: '/Users/ada/.orbstack/config/docker.json' }
    ]
  ])('%s', (_, change, here, dockerd, expected) =>
    expect(placeOf(facts(change), here, dockerd)).toMatchObject({ kind: 'file', ...expected })
  )

  it.each<readonly [string, Partial<EngineFacts>, PlaceSurroundings, object]>([
    [
      'a second engine, whose dockerd is not seen: the usual file is another’s',
      { endpoint: 'unix:///srv/second/docker.sock' },
      linux,
      { why: 'unknown' }
    ],
    [
      'Colima',
      { name: 'colima', endpoint: 'unix:///Users/ada/.colima/default/docker.sock' },
      mac,
      {
        why: 'colima',
        path: '/Users/ada/.colima/default/colima.yaml',
        commands: [
          ['colima', 'stop'],
          ['colima', 'start', '--edit']
        ]
      }
    ],
    [
      'a profile of Colima',
      { name: 'colima-work', endpoint: 'unix:///Users/ada/.colima/work/docker.sock' },
      mac,
      {
        path: '/Users/ada/.colima/work/colima.yaml',
        commands: [
          ['colima', 'stop', '--profile', 'work'],
          ['colima', 'start', '--edit', '--profile', 'work']
        ]
      }
    ],
    ['Lima', { endpoint: 'unix:///home/ada/.lima/docker/sock/docker.sock' }, linux, { why: 'lima' }],
    ['Rancher Desktop', { endpoint: 'unix:///Users/ada/.rd/docker.sock' }, mac, { why: 'rancher' }],
    ['Podman', { product: 'Podman Engine' }, linux, { why: 'podman' }],
    ['TLS', { endpoint: 'tcp://build.example:2376' }, linux, { why: 'remote', commands: [] }],
    [
      'ssh',
      { endpoint: 'ssh://ada@build.example:2222' },
      linux,
      {
        why: 'remote',
        commands: [
          ['ssh', '-t', '-p', '2222', 'ada@build.example', 'sudo', 'vi', '/etc/docker/daemon.json'],
          ['ssh', '-t', '-p', '2222', 'ada@build.example', 'sudo', 'systemctl', 'reload', 'docker']
        ]
      }
    ],
    [
      'Docker Desktop of Windows, from within WSL',
      { operatingSystem: 'Docker Desktop' },
      { ...linux, env: { WSL_DISTRO_NAME: 'Debian' } },
      { why: 'unknown' }
    ],
    ['somebody without a home', { operatingSystem: 'Docker Desktop' }, { ...mac, home: '' }, { why: 'unknown' }],
    ['a socket of nobody known on a Mac', {}, mac, { why: 'unknown' }]
  ])('elsewhere: %s', (_, change, here, expected) =>
    expect(placeOf(facts(change), here)).toMatchObject({ kind: 'elsewhere', ...expected })
  )
  it('the last named file counts', () =>
    expect(configFileOf(['--config-file', '/a', '-D', '--config-file=/b'])).toBe('/b'))
})

describe('the steps', () => {
  const place = {
    kind: 'file',
    product: 'engine',
    path: '/etc/docker/daemon.json',
    way: { kind: 'systemd', unit: 'docker.service', user: false }
  } as const
  const plan = {
    place,
    effect: 'reload',
    exists: true,
    version: '28.2.2',
    fresh: 'new.json',
    backup: 'old.json',
    mode: '644',
    own: false
  } as const
  it('are those that one would type', () =>
    expect(
      stepsOf(plan).map(({ name, commands, rights }) => [name, commands.map((one) => one.join(' ')).join(), rights])
    ).toEqual([
      ['validate', 'dockerd --validate --config-file new.json', false],
      ['backup', 'cp -p /etc/docker/daemon.json old.json', true],
      ['write', 'install -m 644 new.json /etc/docker/daemon.json', true],
      ['reload', 'systemctl reload docker.service', true],
      ['wait', 'docker info', false]
    ]))
  it('leave out what is not there', () =>
    expect(stepsOf({ ...plan, exists: false, version: '20.10.24' }).map(({ name }) => name)).toEqual([
      'write',
      'reload',
      'wait'
    ]))
  it('of a person’s own engine need no rights', () =>
    expect(
      stepsOf({
        ...plan,
        place: { ...place, product: 'rootless', way: { kind: 'systemd', unit: 'docker.service', user: true } }
      }).at(-2)
    ).toMatchObject({ commands: [['systemctl', '--user', 'reload', 'docker.service']], rights: false }))
  it('clear what systemd holds against a unit that failed', () =>
    expect(beforeAnother(place.way)).toEqual([['systemctl', 'reset-failed', 'docker.service']]))
  it('have no reload where a product has none', () => {
    expect(effectHere({ kind: 'desktop' }, 'reload')).toBe('restart')
    expect(commandsOf({ kind: 'desktop' }, 'restart')).toEqual([['docker', 'desktop', 'restart']])
    expect(commandsOf({ kind: 'process', pid: 5 }, 'restart')).toBeUndefined()
    expect(commandsOf({ kind: 'by-hand' }, 'reload')).toBeUndefined()
  })
  it('switch containers by the newer command, or the older program', () =>
    expect(switchCommand('windows', 'C:\\Program Files')).toEqual([
      ['docker', 'desktop', 'engine', 'use', 'windows'],
      ['C:\\Program Files\\Docker\\Docker\\DockerCli.exe', '-SwitchWindowsEngine']
    ]))
})
