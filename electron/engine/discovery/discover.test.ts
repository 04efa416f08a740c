import { describe, expect, it } from 'vitest'
import { formatEndpoint } from '../endpoint'
import { discover, type Discovery } from './discover'
import { idOf, meta, metaPath, surroundingsOf, type World } from './test-surroundings'

const names = ({ found }: Discovery): string[] => found.map(({ name }) => name)
const config = '/home/ada/.docker/config.json'
const look = (world: World): Discovery => discover(surroundingsOf(world))

describe('discovery on Linux', () => {
  it('knows the default engine, also where there is none', () => {
    const found = look({})
    expect(found.found).toEqual([
      {
        id: 'context:default',
        name: 'default',
        source: 'context',
        endpoint: { kind: 'unix', path: '/var/run/docker.sock' },
        cli: []
      }
    ])
    expect(found).toMatchObject({ suggested: 'context:default', asked: false, problems: [] })
  })

  it('finds the usual places, once each, with the command that reaches them', () => {
    const { found } = look({
      env: { XDG_RUNTIME_DIR: '/run/user/1000' },
      files: {
        '/var/run/docker.sock': '',
        '/run/user/1000/docker.sock': '',
        '/run/user/1000/podman/podman.sock': '',
        '/home/ada/.docker/desktop/docker.sock': '',
        '/home/ada/.colima/default/docker.sock': '',
        '/home/ada/.colima/work/docker.sock': '',
        '/home/ada/.colima/_lima/x': '',
        '/home/ada/.rd/docker.sock': '',
        '/home/ada/.lima/docker/sock/docker.sock': ''
      }
    })
    expect(found.map(({ name, cli }) => [name, ...cli])).toEqual([
      ['default'],
      ['Rootless Docker', '-H', 'unix:///run/user/1000/docker.sock'],
      ['Docker Desktop', '-H', 'unix:///home/ada/.docker/desktop/docker.sock'],
      ['Colima', '-H', 'unix:///home/ada/.colima/default/docker.sock'],
      ['Colima work', '-H', 'unix:///home/ada/.colima/work/docker.sock'],
      ['Rancher Desktop', '-H', 'unix:///home/ada/.rd/docker.sock'],
      ['Lima docker', '-H', 'unix:///home/ada/.lima/docker/sock/docker.sock'],
      ['Podman', '-H', 'unix:///run/user/1000/podman/podman.sock']
    ])
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })

  it('begins where something is, when nobody chose and the default has nothing', () => {
    const files = { '/run/user/1000/docker.sock': '' }
    expect(look({ files }).suggested).toBe('place:unix:///run/user/1000/docker.sock')
    expect(look({ files: { ...files, '/var/run/docker.sock': '' } }).suggested).toBe('context:default')
    expect(look({ files, env: { DOCKER_CONTEXT: 'default' } }).suggested).toBe('context:default')
  })

  it('puts DOCKER_HOST first, and says so', () => {
    const found = look({
      env: { DOCKER_HOST: 'tcp://10.0.0.1:2375', DOCKER_CONTEXT: 'other' },
      files: { '/var/run/docker.sock': '' }
    })
    expect(found).toMatchObject({ suggested: 'environment:tcp://10.0.0.1:2375', asked: true })
    expect(found.found.map(({ name, source, cli }) => [name, source, cli])).toEqual([
      ['DOCKER_HOST', 'environment', []],
      // `--context default` would mean DOCKER_HOST.
      ['Docker', 'place', ['-H', 'unix:///var/run/docker.sock']]
    ])
  })

  it('reads the TLS variables', () => {
    const tlsOf = (env: Record<string, string>, files = {}): unknown => {
      const [first] = look({ env: { DOCKER_HOST: 'tcp://h:2376', ...env }, files }).found
      return first?.endpoint.kind === 'tcp' ? first.endpoint.tls : 'no tcp'
    }
    expect(tlsOf({})).toBeUndefined()
    expect(
      tlsOf(
        { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' },
        { '/certs/ca.pem': '', '/certs/cert.pem': '', '/certs/key.pem': '' }
      )
    ).toEqual({
      ca: '/certs/ca.pem',
      cert: '/certs/cert.pem',
      key: '/certs/key.pem',
      verify: true
    })
    // Named and not there: the dialler will say so.
    expect(tlsOf({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/gone' })).toMatchObject({ ca: '/gone/ca.pem' })
    expect(tlsOf({ DOCKER_TLS_VERIFY: '1' }, { '/home/ada/.docker/ca.pem': '' })).toMatchObject({
      ca: '/home/ada/.docker/ca.pem',
      cert: undefined
    })
    expect(tlsOf({ DOCKER_TLS: '1' })).toEqual({ verify: false })
  })

  it('names a DOCKER_HOST that cannot be read, and goes on', () => {
    const found = look({ env: { DOCKER_HOST: 'tcp://h:99999' } })
    expect(found.problems).toMatchObject([{ file: 'DOCKER_HOST' }])
    expect(names(found)).toEqual(['default'])
  })
})

describe('contexts', () => {
  it('are read with their TLS files; the current one needs no word on the command line', () => {
    const tls = `/home/ada/.docker/contexts/tls/${idOf('remote')}/docker`
    const found = look({
      files: {
        [config]: '{"auths":{},"currentContext":"remote"}',
        [metaPath('remote')]: meta('remote', 'tcp://far:2376'),
        [metaPath('a ship')]: meta('a ship', 'unix:///ship.sock'),
        [metaPath('loose')]: meta('loose', 'tcp://loose:2376', { SkipTLSVerify: true }),
        [metaPath('shell')]: meta('shell', 'ssh://me@far'),
        [`${tls}/ca.pem`]: '',
        [`${tls}/cert.pem`]: '',
        [`${tls}/key.pem`]: ''
      }
    })
    expect(found.found).toEqual([
      {
        id: 'context:remote',
        name: 'remote',
        source: 'context',
        endpoint: {
          kind: 'tcp',
          host: 'far',
          port: 2376,
          basePath: '',
          tls: { ca: `${tls}/ca.pem`, cert: `${tls}/cert.pem`, key: `${tls}/key.pem`, verify: true }
        },
        cli: [],
        context: expect.objectContaining({ description: '', file: metaPath('remote'), otherEndpoints: [] })
      },
      expect.objectContaining({ id: 'context:default', cli: ['--context', 'default'] }),
      expect.objectContaining({ name: 'a ship', cli: ['--context', 'a ship'] }),
      expect.objectContaining({ name: 'loose', endpoint: expect.objectContaining({ tls: { verify: false } }) }),
      expect.objectContaining({
        name: 'shell',
        endpoint: { kind: 'ssh', user: 'me', host: 'far' }
      })
    ])
    expect(found).toMatchObject({ suggested: 'context:remote', asked: false, problems: [] })
  })

  it('go by DOCKER_CONTEXT before config.json, and by DOCKER_CONFIG for where they are', () => {
    const files = {
      '/elsewhere/config.json': '{"currentContext":"one"}',
      [metaPath('one', '/elsewhere')]: meta('one', 'unix:///one.sock'),
      [metaPath('two', '/elsewhere')]: meta('two', 'unix:///two.sock')
    }
    expect(look({ files, env: { DOCKER_CONFIG: '/elsewhere' } })).toMatchObject({
      suggested: 'context:one',
      asked: false
    })
    expect(look({ files, env: { DOCKER_CONFIG: '/elsewhere', DOCKER_CONTEXT: 'two' } })).toMatchObject({
      suggested: 'context:two',
      asked: true
    })
  })

  it('called default is no file, and a missing one is named', () => {
    expect(look({ files: { [config]: '{"currentContext":"default"}' } })).toMatchObject({
      suggested: 'context:default',
      problems: []
    })
    expect(look({ files: { [config]: '{"currentContext":"gone"}' } })).toMatchObject({
      suggested: 'context:default',
      problems: [{ file: metaPath('gone'), message: 'The context "gone" is not there' }]
    })
    // docker refuses to work without a word then: what is copied from the window must not go by that.
    const worlds: readonly World[] = [
      { files: { [config]: '{"currentContext":"gone"}' } },
      { files: {}, env: { DOCKER_CONTEXT: 'gone' } }
    ]
    for (const world of worlds)
      expect(look(world).found.map(({ id, cli }) => [id, cli])).toEqual([['context:default', ['--context', 'default']]])
  })

  it('that are broken are named and cost only themselves', () => {
    const found = look({
      files: {
        [config]: '{not json',
        [metaPath('good')]: meta('good', 'unix:///good.sock'),
        [metaPath('half')]: '{"Name":"half"',
        [metaPath('empty')]: '{"Name":"empty","Endpoints":{}}',
        [metaPath('locked')]: 'x',
        [metaPath('port')]: meta('port', 'tcp://h:99999')
      },
      unreadable: [metaPath('locked')]
    })
    expect(names(found)).toEqual(['default', 'good'])
    expect(found.problems.map(({ file }) => file).sort()).toEqual(
      [config, metaPath('half'), metaPath('empty'), metaPath('locked'), metaPath('port')].sort()
    )
  })

  it('that lead to the same socket as the default are both shown, as the CLI lists them', () => {
    const found = look({
      platform: 'darwin',
      files: {
        [config]: '{"currentContext":"desktop-linux"}',
        [metaPath('desktop-linux')]: meta('desktop-linux', 'unix:///home/ada/.docker/run/docker.sock'),
        '/home/ada/.docker/run/docker.sock': ''
      },
      links: { '/var/run/docker.sock': '/home/ada/.docker/run/docker.sock' }
    })
    expect(found.found.map(({ id, cli }) => [id, cli])).toEqual([
      ['context:desktop-linux', []],
      ['context:default', ['--context', 'default']]
    ])
  })
})

describe('discovery elsewhere', () => {
  it('finds macOS’s products', () => {
    const found = look({
      platform: 'darwin',
      env: { TMPDIR: '/tmp/x' },
      files: {
        '/home/ada/.docker/run/docker.sock': '',
        '/home/ada/.orbstack/run/docker.sock': '',
        '/home/ada/.colima/docker.sock': '',
        '/tmp/x/podman/podman-machine-default-api.sock': ''
      }
    })
    expect(names(found)).toEqual(['default', 'Docker Desktop', 'OrbStack', 'Colima', 'Podman'])
  })

  it('lists Windows’ pipes without opening them', () => {
    const pipe = '\\\\.\\pipe\\'
    const found = look({
      platform: 'win32',
      files: { [`${pipe}docker_engine`]: '', [`${pipe}dockerDesktopLinuxEngine`]: '', [`${pipe}other`]: '' }
    })
    expect(found.found.map(({ name, endpoint, cli }) => [name, formatEndpoint(endpoint), ...cli])).toEqual([
      ['default', 'npipe:////./pipe/docker_engine'],
      ['Docker Desktop', 'npipe:////./pipe/dockerDesktopLinuxEngine', '-H', 'npipe:////./pipe/dockerDesktopLinuxEngine']
    ])
  })

  it('reads docker-machine’s machines with their certificates', () => {
    const folder = '/home/ada/.docker/machine/machines/old'
    const { found } = look({
      files: {
        [`${folder}/config.json`]: '{"Driver":{"IPAddress":"192.168.99.100"}}',
        [`${folder}/ca.pem`]: '',
        [`${folder}/cert.pem`]: '',
        [`${folder}/key.pem`]: '',
        '/home/ada/.docker/machine/machines/broken/config.json': '{',
        '/home/ada/.docker/machine/machines/broken/ca.pem': ''
      }
    })
    expect(found.at(-1)).toMatchObject({
      name: 'old',
      cli: [
        '-H',
        'tcp://192.168.99.100:2376',
        '--tlsverify',
        '--tlscacert',
        `${folder}/ca.pem`,
        '--tlscert',
        `${folder}/cert.pem`,
        '--tlskey',
        `${folder}/key.pem`
      ]
    })
    expect(found).toHaveLength(2)
  })
})
