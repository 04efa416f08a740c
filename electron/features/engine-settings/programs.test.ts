/** What is run on this computer for an engine's settings, by stand-in programs. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { controlOf } from './control'
import { switchContainers } from './containers-switch'
import { ownPrograms } from './test-programs'
import { validateByDockerd } from './validate'

const own = ownPrograms()

describe('systemd', () => {
  const way = { kind: 'systemd', unit: 'docker.service', user: false } as const
  it('reloads, restarts, forgets a failure, and has the last words', async () => {
    await own.program('systemctl', '[ "$1" != restart ] || { echo "Job for docker.service failed." >&2; exit 1; }')
    await own.program('journalctl', 'seq 1 30; echo "failed to start daemon: no such driver"')
    const control = controlOf({ way, rights: false, env: own.env })
    expect(await control.perform('reload')).toBeUndefined()
    expect(await control.perform('restart')).toBe('Job for docker.service failed.')
    await control.clear()
    expect(await control.words()).toBe('failed to start daemon: no such driver')
    expect(await own.calls()).toEqual([
      'systemctl reload docker.service',
      'systemctl restart docker.service',
      'systemctl reset-failed docker.service',
      'journalctl -u docker.service -n 20 -o cat --no-pager'
    ])
  })
  it('of a person is asked as theirs', async () => {
    await own.program('systemctl', '')
    await own.program('journalctl', '')
    const control = controlOf({ way: { ...way, user: true }, rights: false, env: own.env })
    await control.perform('restart')
    await control.words()
    expect(await own.calls()).toEqual([
      'systemctl --user restart docker.service',
      'journalctl --user-unit docker.service -n 20 -o cat --no-pager'
    ])
  })
  it('that is not there is told', async () => {
    const control = controlOf({ way, rights: false, env: { PATH: join(own.folder, 'bin') } })
    expect(await control.perform('reload')).toBe('systemctl: command not found')
  })
})

describe('a process', () => {
  it('is sent SIGHUP, restarted by its service program, and its log is read', async () => {
    await own.program('kill', '')
    await own.program('service', '')
    const log = join(own.folder, 'dockerd.log')
    await writeFile(log, `${'x'.repeat(100_000)}\nlast words\n`)
    const control = controlOf({
      way: { kind: 'process', pid: 4711, service: 'service' },
      rights: false,
      log,
      env: own.env
    })
    await control.perform('reload')
    await control.perform('restart')
    expect(await own.calls()).toEqual(['kill -HUP 4711', 'service docker restart'])
    expect(await control.words()).toMatch(/last words$/)
    expect(control.byHand('restart')).toBe(false)
    expect(controlOf({ way: { kind: 'process', pid: 1 }, rights: false, env: own.env }).byHand('restart')).toBe(true)
  })
})

describe('dockerd', () => {
  it('judges the file with its own options, without writing it anywhere else', async () => {
    await own.program('dockerd', 'echo "unable to configure the Docker daemon with file $3: nonsense" >&2; exit 1')
    const validate = validateByDockerd(['-H', 'fd://', '--config-file', '/etc/docker/daemon.json'], own.env)
    expect(await validate(Buffer.from('{}'), new AbortController().signal)).toBe(
      'unable to configure the Docker daemon with file daemon.json: nonsense'
    )
    expect((await own.calls())[0]).toMatch(/^dockerd --validate --config-file \S+daemon\.json -H fd:\/\/$/)
  })
  it.each([
    ['that is content', 'exit 0'],
    ['that is too old to judge', 'echo "unknown flag: --validate" >&2; exit 125']
  ])('%s says nothing', async (_, script) => {
    await own.program('dockerd', script)
    expect(await validateByDockerd([], own.env)(Buffer.from('{}'), new AbortController().signal)).toBeUndefined()
  })
})

describe('the other kind of containers', () => {
  const infos = (os: readonly string[]) => {
    const left = [...os]
    return {
      state: { kind: 'connected' },
      get: () => Promise.resolve({ OSType: left.length > 1 ? left.shift() : left[0] })
    } as never
  }
  const signal = new AbortController().signal
  it('is asked for by the newer command, then the older program, and waited for', async () => {
    const ran: string[] = []
    const os = await switchContainers({
      engine: infos(['linux', 'windows']),
      retry: () => undefined,
      to: 'windows',
      programFiles: 'C:\\Program Files',
      run: (name, words) => {
        ran.push([name, ...words].join(' '))
        return Promise.resolve({
          kind: 'ended',
          code: name === 'docker' ? 1 : 0,
          stdout: '',
          stderr: 'unknown command'
        })
      },
      signal
    })
    expect(os).toBe('windows')
    expect(ran).toEqual([
      'docker desktop engine use windows',
      'C:\\Program Files\\Docker\\Docker\\DockerCli.exe -SwitchWindowsEngine'
    ])
  })
  it('that cannot be had is told in the program’s words', async () => {
    await expect(
      switchContainers({
        engine: infos(['linux']),
        retry: () => undefined,
        to: 'windows',
        programFiles: 'C:\\P',
        run: () =>
          Promise.resolve({ kind: 'ended', code: 1, stdout: '', stderr: 'Windows containers are not enabled' }),
        signal
      })
    ).rejects.toMatchObject({ failure: { kind: 'engine-error', message: 'Windows containers are not enabled' } })
  })
})
