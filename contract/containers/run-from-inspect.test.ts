import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from './run'
import { runFromInspect } from './run-from-inspect'

const id = '4f6a1f2c9be0d3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c'
const image = {
  Os: 'linux',
  Architecture: 'arm64',
  Variant: 'v8',
  Config: {
    Env: ['PATH=/bin', 'VERSION=1'],
    Entrypoint: ['/start', 'all'],
    Cmd: ['serve'],
    WorkingDir: '/srv',
    User: 'app',
    Labels: { maintainer: 'me', kept: 'image' },
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/data': {} },
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 30e9 },
    StopSignal: 'SIGINT'
  }
}
const inspect = (config: object = {}, host: object = {}, rest: object = {}) => ({
  Id: id,
  Name: '/box',
  Config: {
    Image: 'app:1',
    Hostname: id.slice(0, 12),
    AttachStdout: true,
    AttachStderr: true,
    ...image.Config,
    ...config
  },
  HostConfig: { NetworkMode: 'default', ...host },
  ...rest
})
const again = (config: object = {}, host: object = {}, rest: object = {}) =>
  runFromInspect(inspect(config, host, rest), image, { architecture: 'aarch64', cgroupVersion: '2' })
const plain: RunOptions = { ...emptyRunOptions, image: 'app:1', name: 'box', detach: false }

describe('a container’s options, given back', () => {
  it('are without all that its image says', () => {
    expect(again()).toEqual({ options: plain, lost: [] })
  })

  it('keep all where the image is gone, and say so', () => {
    const { options, lost } = runFromInspect(inspect())
    expect(lost).toEqual(['Image'])
    expect(options).toMatchObject({
      entrypoint: '/start',
      command: ['all', 'serve'],
      user: 'app',
      environment: [
        { name: 'PATH', value: '/bin' },
        { name: 'VERSION', value: '1' }
      ],
      labels: ['maintainer=me', 'kept=image'],
      expose: ['80'],
      stopSignal: 'SIGINT',
      healthcheck: { kind: 'own', command: 'true', interval: 30_000 }
    })
  })

  it.each<readonly [string, object, Partial<RunOptions>]>([
    ['another command', { Cmd: ['sh', '-c', 'x'] }, { command: ['sh', '-c', 'x'] }],
    ['another entrypoint', { Entrypoint: ['/other'], Cmd: null }, { entrypoint: '/other', command: [] }],
    [
      'an entrypoint of several words',
      { Entrypoint: ['/a', '-b'], Cmd: ['c'] },
      { entrypoint: '/a', command: ['-b', 'c'] }
    ],
    ['no entrypoint', { Entrypoint: null, Cmd: ['serve'] }, { entrypoint: '', command: ['serve'] }],
    ['no healthcheck', { Healthcheck: { Test: ['NONE'] } }, { healthcheck: { kind: 'none' } }],
    [
      'the image’s check, more often',
      { Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 1e9 } },
      { healthcheck: { kind: 'own', command: '', interval: 1000 } }
    ],
    ['the background', { AttachStdout: false, AttachStderr: false }, { detach: true }],
    ['an input', { AttachStdin: true, OpenStdin: true, Tty: true }, { interactive: true, tty: true }],
    ['some streams', { AttachStdout: false }, { attach: ['stderr'] }],
    ['a name of its own', { Hostname: 'db' }, { hostname: 'db' }],
    ['no time to stop', { StopTimeout: 0 }, { stopTimeout: 0 }]
  ])('%s', (_title, config, expected) => {
    expect(again(config)).toEqual({ options: { ...plain, ...expected }, lost: [] })
  })

  it.each<readonly [string, object, Partial<RunOptions>]>([
    ['memory, with the swap that goes without saying', { Memory: 100, MemorySwap: 200 }, { memory: 100 }],
    ['a swap of its own', { Memory: 100, MemorySwap: -1 }, { memory: 100, memorySwap: -1 }],
    ['half a processor', { NanoCpus: 5e8 }, { cpus: 0.5 }],
    ['no swappiness', { MemorySwappiness: 0 }, { memorySwappiness: 0 }],
    ['a ulimit', { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }] }, { ulimits: ['nofile=1:2'] }],
    [
      'devices',
      {
        Devices: [
          { PathOnHost: '/dev/a', PathInContainer: '/dev/a', CgroupPermissions: 'rwm' },
          { PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'r' }
        ]
      },
      { devices: ['/dev/a', '/dev/a:/dev/b:r'] }
    ],
    [
      'GPUs',
      {
        DeviceRequests: [
          { Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {} },
          {
            Driver: 'nvidia',
            Count: 0,
            DeviceIDs: ['0', '1'],
            Capabilities: [['utility', 'gpu']],
            Options: { a: 'b' }
          },
          { Driver: 'cdi', DeviceIDs: ['v.com/c=1'] }
        ]
      },
      {
        gpus: ['all', 'driver=nvidia,"device=0,1",capabilities=utility,options=a=b'],
        devices: ['v.com/c=1']
      }
    ],
    [
      'ports',
      {
        PortBindings: {
          '80/tcp': [
            { HostIp: '127.0.0.1', HostPort: '8000-8010' },
            { HostIp: '', HostPort: '' }
          ]
        }
      },
      {
        ports: [
          { ip: '127.0.0.1', host: 8000, hostLast: 8010, container: 80, protocol: 'tcp' },
          { container: 80, protocol: 'tcp' }
        ]
      }
    ],
    ['links of old', { Links: ['/db:/box/database'] }, { links: ['db:database'] }],
    [
      'open paths of the system',
      { MaskedPaths: [], ReadonlyPaths: [] },
      { securityOptions: ['systempaths=unconfined'] }
    ],
    ['a privileged one’s own label', { Privileged: true, SecurityOpt: ['label=disable'] }, { privileged: true }],
    ['capabilities', { CapAdd: ['CAP_NET_ADMIN'], CapDrop: ['ALL'] }, { capAdd: ['NET_ADMIN'], capDrop: ['ALL'] }],
    [
      'restarts',
      { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
      { restart: { name: 'on-failure', maximumRetries: 3 } }
    ],
    ['logs', { LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } } }, { logOptions: ['max-size=1m'] }],
    [
      'what the engine fills in',
      { IpcMode: 'private', CgroupnsMode: 'private', Runtime: 'runc', ShmSize: 67108864, PidsLimit: null },
      {}
    ]
  ])('%s', (_title, host, expected) => {
    expect(again({}, host)).toEqual({ options: { ...plain, ...expected }, lost: [] })
  })

  it('has mounts as their flags said them', () => {
    const { options } = again(
      { Volumes: { '/data': {}, '/scratch': {} } },
      {
        Binds: ['named:/a', '/srv:/b:ro,z'],
        Tmpfs: { '/run': 'size=1m' },
        Mounts: [
          { Type: 'bind', Source: '/c', Target: '/c', ReadOnly: true, BindOptions: { Propagation: 'rslave' } },
          { Type: 'volume', Target: '/d', VolumeOptions: { DriverConfig: { Name: 'local', Options: { o: 'a,b' } } } },
          { Type: 'tmpfs', Target: '/e', TmpfsOptions: { SizeBytes: 64, Mode: 0o1770 } }
        ]
      }
    )
    expect(options.mounts).toEqual([
      { kind: 'volume', source: 'named', target: '/a', readOnly: false, flag: 'volume', options: [] },
      { kind: 'bind', source: '/srv', target: '/b', readOnly: true, flag: 'volume', options: ['z'] },
      { kind: 'bind', source: '/c', target: '/c', readOnly: true, flag: 'mount', options: ['bind-propagation=rslave'] },
      {
        kind: 'volume',
        source: '',
        target: '/d',
        readOnly: false,
        flag: 'mount',
        options: ['volume-driver=local', 'volume-opt=o=a,b']
      },
      {
        kind: 'tmpfs',
        source: '',
        target: '/e',
        readOnly: false,
        flag: 'mount',
        options: ['tmpfs-size=64', 'tmpfs-mode=1770']
      },
      { kind: 'tmpfs', source: '', target: '/run', readOnly: false, flag: 'tmpfs', options: ['size=1m'] },
      { kind: 'volume', source: '', target: '/scratch', readOnly: false, flag: 'volume', options: [] }
    ])
  })

  it('has networks with what was asked of them, and names what cannot be asked', () => {
    const own = { Aliases: ['www', id.slice(0, 12)], IPAMConfig: { IPv4Address: '10.0.0.2' }, DriverOpts: { a: 'b' } }
    const on = (mode: string, Networks: object) => again({}, { NetworkMode: mode }, { NetworkSettings: { Networks } })
    const web = {
      name: 'web',
      aliases: ['www'],
      ip: '10.0.0.2',
      ip6: '',
      linkLocalIps: [],
      macAddress: '',
      driverOptions: ['a=b']
    }
    expect(on('web', { web: own, back: {} })).toMatchObject({
      options: { networks: [web, { name: 'back', aliases: [], ip: '' }] },
      lost: []
    })
    expect(on('default', { bridge: {}, web: own })).toMatchObject({
      options: { networks: [] },
      lost: ['NetworkSettings.Networks.web']
    })
    expect(on('host', { host: {} })).toMatchObject({ options: { networks: [{ name: 'host' }] }, lost: [] })
  })

  it('names what docker run cannot say', () => {
    expect(again({ Env: ['PATH=/bin'] }).lost).toEqual(['Config.Env VERSION'])
    expect(again({ Healthcheck: { Test: ['CMD', 'a', 'b c'] } })).toMatchObject({
      options: { healthcheck: { kind: 'own', command: "a 'b c'" } },
      lost: ['Config.Healthcheck.Test']
    })
    expect(again({}, { Mounts: [{ Type: 'npipe', Target: '/x' }] }).lost).toEqual(['HostConfig.Mounts npipe /x'])
    expect(again({ Cmd: null }).lost).toEqual(['Config.Cmd'])
  })

  it('names the platform of an image that is made for another', () => {
    expect(runFromInspect(inspect(), image, { architecture: 'x86_64' }).options.platform).toBe('linux/arm64/v8')
  })

  it('bears whatever an engine leaves out', () => {
    for (const odd of [
      undefined,
      null,
      {},
      [],
      'x',
      { Config: null, HostConfig: [], NetworkSettings: { Networks: null } }
    ])
      expect(runFromInspect(odd, odd).options.ports).toEqual([])
  })
})
