/** Over recorded answers: what each product printed, or is documented to print; the source stands with its driver. */
import { describe, expect, it } from 'vitest'
import { gibibyte, look, machinesOf } from './test-world'

describe('Podman', () => {
  const list = JSON.stringify([
    {
      Name: 'podman-machine-default',
      Default: true,
      Running: true,
      Starting: false,
      VMType: 'applehv',
      CPUs: 5,
      Memory: '2147483648',
      DiskSize: '107374182400'
    },
    { Name: 'other*', Running: false, VMType: 'wsl', CPUs: 2, Memory: 2147483648, DiskSize: 0 }
  ])
  const inspected = JSON.stringify([
    {
      Name: 'podman-machine-default',
      ConnectionInfo: { PodmanSocket: { Path: '/var/folders/x/podman-machine-default-api.sock' }, PodmanPipe: null },
      Resources: { CPUs: 5, DiskSize: 100, Memory: 2048 },
      State: 'running'
    }
  ])
  it('lists its machines, and where their engines listen', async () => {
    const machines = await machinesOf('podman-machine', {
      answers: {
        'podman machine list --format json': list,
        'podman machine inspect podman-machine-default other': inspected,
        'podman --version': 'podman version 5.2.3'
      }
    })
    expect(machines).toMatchObject([
      {
        name: 'podman-machine-default',
        state: 'running',
        memoryBytes: 2 * gibibyte,
        virtualization: 'virtualization-framework',
        endpoints: ['unix:///var/folders/x/podman-machine-default-api.sock']
      },
      {
        name: 'other',
        state: 'stopped',
        virtualization: 'wsl2',
        endpoints: [],
        change: { cpus: { kind: 'fixed', why: 'wsl-decides' } }
      }
    ])
  })
  it('has none for root, nor where the package leaves them out', async () => {
    for (const stderr of [
      'Error: cannot run command "podman machine list" as root',
      'Error: unrecognized command `podman machine`'
    ])
      expect(
        await machinesOf('podman-machine', {
          system: 'linux',
          answers: { 'podman machine list --format json': { code: 125, stderr } }
        })
      ).toEqual([])
  })
})

describe('Rancher Desktop', () => {
  const settings = JSON.stringify({
    version: 14,
    virtualMachine: { memoryInGB: 6, numberCPUs: 2, type: 'vz' },
    kubernetes: { enabled: false }
  })
  it('runs without Kubernetes too', async () => {
    const answers = {
      'rdctl api /v1/backend_state': '{"vmState":"DISABLED","locked":false}',
      'rdctl list-settings': settings,
      'rdctl version': 'rdctl client version: v1.16.0, targeting server version: v1'
    }
    expect(await machinesOf('rancher-desktop', { answers })).toMatchObject([
      {
        state: 'running',
        cpus: 2,
        memoryBytes: 6 * gibibyte,
        virtualization: 'virtualization-framework',
        version: '1.16.0'
      }
    ])
  })
  it('that does not run answers nobody; an old one keeps its sizes elsewhere', async () => {
    const stderr =
      'Error: Get "http://127.0.0.1:6107/v1/backend_state": dial tcp 127.0.0.1:6107: connect: connection refused'
    const off = { 'rdctl api /v1/backend_state': { code: 1, stderr }, 'rdctl list-settings': { code: 1, stderr } }
    expect(await machinesOf('rancher-desktop', { answers: off })).toMatchObject([{ state: 'stopped', cpus: undefined }])
    const old = {
      'rdctl api /v1/backend_state': '{"vmState":"STARTING"}',
      'rdctl list-settings': '{"kubernetes":{"memoryInGB":4,"numberCPUs":3}}'
    }
    expect(await machinesOf('rancher-desktop', { answers: old })).toMatchObject([{ state: 'starting', cpus: 3 }])
  })
  it('has no sizes of its own on Windows', async () => {
    const answers = { 'rdctl api /v1/backend_state': '{"vmState":"STARTED"}', 'rdctl list-settings': settings }
    expect(await machinesOf('rancher-desktop', { system: 'win32', answers })).toMatchObject([
      {
        state: 'running',
        virtualization: 'wsl2',
        cpus: undefined,
        change: { memory: { kind: 'fixed', why: 'wsl-decides' } }
      }
    ])
  })
})

describe('docker-machine', () => {
  it('lists the machines of Docker Toolbox', async () => {
    const format = '{{.Name}}\t{{.DriverName}}\t{{.State}}\t{{.URL}}'
    const machines = await machinesOf('docker-machine', {
      system: 'win32',
      answers: {
        [`docker-machine ls --timeout 5 --format ${format}`]:
          'default\tvirtualbox\tRunning\ttcp://192.168.99.100:2376\nfar\tgeneric\tTimeout\t\n',
        'docker-machine inspect default':
          '{"ConfigVersion":3,"Driver":{"IPAddress":"192.168.99.100","CPU":1,"Memory":1024,"DiskSize":20000},"DriverName":"virtualbox"}',
        'docker-machine --version': 'docker-machine version 0.16.2, build bd45ab13'
      }
    })
    expect(machines).toMatchObject([
      {
        name: 'default',
        way: 'virtualbox',
        state: 'running',
        cpus: 1,
        memoryBytes: gibibyte,
        virtualization: 'virtualbox',
        endpoints: ['tcp://192.168.99.100:2376'],
        change: { disk: { kind: 'fixed', why: 'when-made' } }
      },
      { name: 'far', way: undefined, state: 'unknown', change: { cpus: { kind: 'fixed', why: 'when-made' } } }
    ])
  })
})

describe('Docker Desktop', () => {
  const store = '/Users/ada/Library/Group Containers/group.com.docker/settings-store.json'
  const status = 'docker desktop status --format json'
  it('of 4.37 and newer says its state; its file has its sizes', async () => {
    const files = { [store]: '{"Cpus":8,"MemoryMiB":8092,"DiskSizeMiB":61035,"UseVirtualizationFramework":true}' }
    expect(
      await machinesOf('docker-desktop', { answers: { [status]: '{"SessionID":"1b","Status":"running"}' }, files })
    ).toMatchObject([
      {
        way: 'cli',
        state: 'running',
        cpus: 8,
        memoryBytes: 8092 * 1024 ** 2,
        endpoints: ['unix:///Users/ada/.docker/run/docker.sock'],
        file: store,
        change: { disk: { kind: 'free', least: 61035 * 1024 ** 2 } }
      }
    ])
    const off = { [status]: { code: 1, stdout: '{"SessionID":"","Status":"stopped"}' } }
    expect(await machinesOf('docker-desktop', { answers: off })).toMatchObject([
      { state: 'stopped', change: { cpus: { why: 'unreadable' } } }
    ])
  })
  it('before is an application; on Windows it is only ended by hand', async () => {
    const answers = { [status]: { code: 1, stderr: "docker: 'desktop' is not a docker command." } }
    const older = '/Users/ada/Library/Group Containers/group.com.docker/settings.json'
    expect(
      await machinesOf('docker-desktop', {
        answers,
        files: { [older]: '{"cpus":2,"memoryMiB":2048,"diskSizeMiB":61035}' }
      })
    ).toMatchObject([{ way: 'app', state: 'unknown', cpus: 2, stop: { kind: 'can' } }])
    const windows = 'C:\\Users\\ada\\AppData\\Roaming\\Docker\\settings.json'
    const [machine] = await machinesOf('docker-desktop', {
      system: 'win32',
      answers,
      files: { [windows]: '{"wslEngineEnabled":true}' }
    })
    expect(machine).toMatchObject({
      stop: { why: 'by-hand' },
      virtualization: 'wsl2',
      change: { cpus: { why: 'wsl-decides' } }
    })
  })
  it('is absent where docker has no such subcommand and nothing else tells of it', async () => {
    expect(await look('docker-desktop', { answers: { [status]: { stderr: 'unknown flag: --format' } } })).toMatchObject(
      { kind: 'absent' }
    )
    expect(await look('docker-desktop', {})).toMatchObject({ kind: 'absent' })
  })
  it('with a broken file is shown without its sizes', async () => {
    const [machine] = await machinesOf('docker-desktop', {
      answers: { [status]: '{"Status":"running"}' },
      files: { [store]: '{' }
    })
    expect(machine).toMatchObject({ state: 'running', cpus: undefined, file: undefined })
  })
})
