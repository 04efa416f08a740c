/** Over recorded answers: what each product printed, or is documented to print; the source stands with its driver. */
import { describe, expect, it } from 'vitest'
import type { HostSystem } from '../../../../contract/machines/model'
import { driversOf } from './index'
import { gibibyte, look, machinesOf, type Recorded } from './test-world'

describe('the engine’s service', () => {
  const words = '--no-pager --property=Id,LoadState,ActiveState,Listen'
  const ask = `systemctl show docker.service docker.socket ${words}`
  const both = (active: string, socket: string) =>
    `Id=docker.service\nLoadState=loaded\nActiveState=${active}\n\nListen=/run/docker.sock (Stream)\nId=docker.socket\nLoadState=${socket}\nActiveState=active\n`
  it('is told with its socket', async () => {
    const machines = await machinesOf('engine-service', {
      system: 'linux',
      answers: { [ask]: both('active', 'loaded') }
    })
    expect(machines).toMatchObject([
      {
        name: 'docker',
        state: 'running',
        way: undefined,
        endpoints: ['unix:///run/docker.sock'],
        change: { cpus: { why: 'no-own-size' } }
      }
    ])
  })
  it('may have none, have failed, or be a person’s own', async () => {
    const machines = await machinesOf('engine-service', {
      system: 'linux',
      answers: {
        [ask]: both('failed', 'not-found'),
        [`systemctl --user show docker.service ${words}`]: 'Id=docker.service\nLoadState=loaded\nActiveState=inactive\n'
      },
      env: { XDG_RUNTIME_DIR: '/run/user/501' }
    })
    expect(machines).toMatchObject([
      { way: 'no-socket', state: 'broken' },
      { way: 'user', state: 'stopped', endpoints: ['unix:///run/user/501/docker.sock'] }
    ])
  })
  it('is calmly absent where systemd did not start the computer, or knows no such unit', async () => {
    const stderr =
      "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n"
    expect(await look('engine-service', { system: 'linux', answers: { [ask]: { code: 1, stderr } } })).toEqual({
      kind: 'absent',
      product: 'engine-service',
      why: 'no-systemd'
    })
    const unknown = 'Id=docker.service\nLoadState=not-found\nActiveState=inactive\n'
    expect(await look('engine-service', { system: 'linux', answers: { [ask]: unknown } })).toMatchObject({
      why: 'no-unit'
    })
  })
})

describe('WSL', () => {
  // Head and states in French; UTF-16 is read where programs are run.
  const listed =
    '  NOM                    ÉTAT            VERSION\n* Ubuntu                 En cours d’exécution         2\n  docker-desktop         Arrêté         2\n  Legacy     Stopped         1\n'
  it('tells which distributions run whatever the language, and keeps Docker Desktop’s to it', async () => {
    const machines = await machinesOf('wsl', {
      system: 'win32',
      answers: {
        'wsl --list --verbose': listed,
        'wsl --list --running --quiet': 'Ubuntu\n',
        'wsl --version': 'Version WSL : 2.1.5.0\n'
      },
      files: { 'C:\\Users\\ada\\.wslconfig': '[wsl2]\r\nmemory=8GB # half\r\nprocessors=4\r\n' }
    })
    expect(machines).toMatchObject([
      {
        name: 'Ubuntu',
        state: 'running',
        cpus: 4,
        memoryBytes: 8 * gibibyte,
        version: '2.1.5.0',
        start: { kind: 'can' }
      },
      { name: 'docker-desktop', state: 'stopped', stop: { kind: 'cannot', why: 'desktop-keeps' } }
    ])
  })
  it('says in a sentence that none runs', async () => {
    const answers = {
      'wsl --list --verbose': listed,
      'wsl --list --running --quiet': { code: 4294967295, stdout: 'Il n’existe aucune distribution en cours.\n' }
    }
    expect(await machinesOf('wsl', { system: 'win32', answers })).toMatchObject([
      { state: 'stopped' },
      { state: 'stopped' }
    ])
  })
})

describe('Hyper-V', () => {
  const ask = (answer: string | { stderr: string }): Recorded => ({
    system: 'win32',
    answers: new Proxy(
      {},
      {
        get: (_, key) => (String(key).startsWith('powershell') ? answer : undefined),
        has: () => true,
        ownKeys: () => ['powershell']
      }
    )
  })
  it('lists its machines, one as well as many', async () => {
    const one =
      '{"Name":"DockerDesktopVM","State":"Running","ProcessorCount":2,"MemoryStartup":2147483648,"MemoryAssigned":2147483648,"Version":"9.0"}'
    expect(await machinesOf('hyper-v', ask(one))).toMatchObject([{ state: 'running', stop: { why: 'desktop-keeps' } }])
    const many = `[${one},{"Name":"box","State":"Off","ProcessorCount":1,"MemoryStartup":1073741824,"MemoryAssigned":0,"Version":"9.0"}]`
    expect(await machinesOf('hyper-v', ask(many))).toMatchObject([
      {},
      { name: 'box', state: 'stopped', memoryBytes: gibibyte }
    ])
    expect(await machinesOf('hyper-v', ask(''))).toEqual([])
  })
  it('is absent where Windows has it not, and says that this person may not look', async () => {
    expect(await look('hyper-v', ask('absent\n'))).toMatchObject({ kind: 'absent' })
    const stderr = 'Get-VM : You do not have the required permission to complete this task.'
    expect(await look('hyper-v', ask({ stderr }))).toMatchObject({ kind: 'failed', why: 'refused', message: stderr })
  })
})

describe('each system', () => {
  it('has its own products, and none of the others', () => {
    const of = (system: HostSystem) => driversOf(system).map(({ product }) => product)
    expect(of('linux')).not.toContain('wsl')
    expect(of('linux')).not.toContain('orbstack')
    expect(of('darwin')).not.toContain('engine-service')
    expect(of('win32')).not.toContain('colima')
  })
})
