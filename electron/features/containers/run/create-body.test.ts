import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../../../../contract/containers/run'
import { createRequest, withoutSecrets } from './create-body'

const createBody = (run: RunOptions) => createRequest(run, { apiVersion: '1.41', os: 'linux', arch: 'amd64' }).body

const options = (some: Partial<RunOptions>): RunOptions => ({ ...emptyRunOptions, image: 'busybox', ...some })

const mountWith = (option: string): RunOptions['mounts'][number] => ({
  kind: 'volume',
  source: '/a',
  target: '/b',
  readOnly: false,
  flag: 'mount',
  options: [option]
})

describe('the body of a create', () => {
  it('attaches as docker does: nothing with -d, its input only with -i', () => {
    const attached = ({ detach, interactive }: Pick<RunOptions, 'detach' | 'interactive'>) => {
      const { AttachStdin, AttachStdout, AttachStderr, OpenStdin, StdinOnce } = createBody(
        options({ detach, interactive })
      )
      return [AttachStdin, AttachStdout, AttachStderr, OpenStdin, StdinOnce]
    }
    expect(attached({ detach: true, interactive: false })).toEqual([false, false, false, false, false])
    expect(attached({ detach: true, interactive: true })).toEqual([false, false, false, true, false])
    expect(attached({ detach: false, interactive: false })).toEqual([false, true, true, false, false])
    expect(attached({ detach: false, interactive: true })).toEqual([true, true, true, true, true])
  })

  it('has what is said twice in the same words once', () => {
    const mount: RunOptions['mounts'][number] = { ...mountWith(''), kind: 'bind', flag: 'volume', options: [] }
    const memory: RunOptions['mounts'][number] = { ...mount, kind: 'tmpfs', source: '', flag: 'tmpfs' }
    const body = createBody(options({ mounts: [mount, mount, memory, { ...memory, options: ['size=1m'] }] }))
    expect(body).toMatchObject({ HostConfig: { Binds: ['/a:/b'], Tmpfs: { '/b': 'size=1m' } } })
  })

  it('has several bindings of one port, and a mount for what -v cannot say', () => {
    const body = createBody(
      options({
        ports: [
          { host: 8080, container: 80, protocol: 'tcp' },
          { ip: '127.0.0.1', container: 80, protocol: 'tcp' }
        ],
        mounts: [
          { kind: 'volume', source: '', target: '/scratch', readOnly: false, flag: 'volume', options: [] },
          { kind: 'bind', source: '/a', target: '/b:c', readOnly: true, flag: 'volume', options: [] },
          { kind: 'volume', source: 'data', target: '/data', readOnly: true, flag: 'volume', options: [] }
        ]
      })
    )
    expect(body).toMatchObject({
      Volumes: { '/scratch': {} },
      ExposedPorts: { '80/tcp': {} },
      HostConfig: {
        PortBindings: {
          '80/tcp': [
            { HostIp: '', HostPort: '8080' },
            { HostIp: '127.0.0.1', HostPort: '' }
          ]
        },
        Binds: ['data:/data:ro'],
        Mounts: [{ Type: 'bind', Source: '/a', Target: '/b:c', ReadOnly: true }]
      }
    })
  })

  const on = (name: string, more: Partial<RunOptions['networks'][number]> = {}) => ({
    name,
    aliases: [],
    ip: '',
    ip6: '',
    linkLocalIps: [],
    macAddress: '',
    driverOptions: [],
    ...more
  })
  const asked = (apiVersion: string, some: Partial<RunOptions>) =>
    createRequest(options(some), { apiVersion, os: 'linux', arch: 'amd64' })

  it('has several networks at once where the engine can, and connects the others later where it cannot', () => {
    const networks = [on('front', { macAddress: '02:42:ac:11:00:09' }), on('back', { aliases: ['db'] })]
    const old = asked('1.43', { networks })
    expect(old.later).toEqual([{ name: 'back', endpoint: { Aliases: ['db'] } }])
    expect(old.body).toMatchObject({
      MacAddress: '02:42:ac:11:00:09',
      HostConfig: { NetworkMode: 'front' },
      NetworkingConfig: { EndpointsConfig: { front: {} } }
    })
    const now = asked('1.44', { networks })
    expect(now.later).toEqual([])
    expect(now.body['MacAddress']).toBeUndefined()
    expect(now.body).toMatchObject({
      NetworkingConfig: {
        EndpointsConfig: { front: { MacAddress: '02:42:ac:11:00:09' }, back: { Aliases: ['db'] } }
      }
    })
  })

  it('gives the default network’s address where each network has its own', () => {
    const macAddress = '02:42:ac:11:00:09'
    expect(asked('1.41', { macAddress }).body).toMatchObject({ MacAddress: macAddress, NetworkingConfig: {} })
    expect(asked('1.44', { macAddress }).body).toMatchObject({
      NetworkingConfig: { EndpointsConfig: { default: { MacAddress: macAddress } } }
    })
  })

  it.each<readonly [string, Partial<RunOptions>, string, string]>([
    ['cgroup namespaces', { cgroupNamespace: 'host' }, '1.40', '1.41'],
    ['GPUs', { gpus: ['all'] }, '1.39', '1.40'],
    ['a platform', { platform: 'linux/arm64' }, '1.31', '1.32'],
    ['annotations', { annotations: ['a=b'] }, '1.42', '1.43'],
    ['checks at the start', { healthcheck: { kind: 'own', command: 'x', startInterval: 1 } }, '1.43', '1.44'],
    ['a part of a volume', { mounts: [mountWith('volume-subpath=a')] }, '1.44', '1.45'],
    ['a folder that is made', { mounts: [{ ...mountWith('bind-create-src'), kind: 'bind' }] }, '1.41', '1.42']
  ])('%s: refused of an engine that would ignore it', (_title, some, tooOld, enough) => {
    expect(() => asked(tooOld, some)).toThrow(`requires API version ${enough}, but the Docker daemon API version is`)
    expect(() => asked(enough, some)).not.toThrow()
  })

  it('refuses kernel memory of an engine that has dropped it', () => {
    expect(() => asked('1.42', { kernelMemory: 1 })).toThrow('--kernel-memory')
    expect(() => asked('1.41', { kernelMemory: 1 })).not.toThrow()
  })

  it.each([
    ['arm64', 'linux/arm64'],
    ['linux', 'linux/amd64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/armhf', 'linux/arm/v7'],
    ['Linux/X86_64', 'linux/amd64'],
    ['windows/amd64', 'windows/amd64'],
    ['', undefined]
  ])('a platform %s is asked for as %s', (platform, expected) => {
    expect(asked('1.41', { platform }).platform).toBe(expected)
  })

  it('is noted without its secrets, under the names that the command shows', () => {
    const run = options({
      environment: [
        { name: 'PATH', value: 'top', secret: true },
        { name: 'A', value: '1', secret: false }
      ]
    })
    const request = { method: 'POST', path: '/containers/create', body: createBody(run) }
    expect(withoutSecrets(request, run).body).toMatchObject({ Image: 'busybox', Env: ['PATH=$CONTAINER_PATH', 'A=1'] })
    expect(withoutSecrets({ method: 'GET', path: '/x' }, run)).toEqual({ method: 'GET', path: '/x' })
  })
})
