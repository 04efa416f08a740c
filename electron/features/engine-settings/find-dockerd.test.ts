/** The dockerd behind a socket, in a process table made of files. */
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from '../../platform/programs/run-program'
import { findDockerd, unitOf, unitWords } from './find-dockerd'
import { ownPrograms } from './test-programs'

const own = ownPrograms()

describe('the process behind a socket', () => {
  const proc = (): string => join(own.folder, 'proc')
  const here = () => ({ proc: proc(), run: runProgram, env: own.env, systemd: false })
  const process_ = async (pid: number, words: readonly string[], cgroup: string, socket?: number): Promise<void> => {
    const at = join(proc(), String(pid))
    await mkdir(join(at, 'fd'), { recursive: true })
    await writeFile(join(at, 'cmdline'), `${words.join('\0')}\0`)
    await writeFile(join(at, 'cgroup'), cgroup)
    if (socket !== undefined) await symlink(`socket:[${socket}]`, join(at, 'fd', '7'))
    await symlink('/var/log/docker.log', join(at, 'fd', '2'))
  }
  beforeEach(async () => {
    await mkdir(join(proc(), 'net'), { recursive: true })
    await writeFile(
      join(proc(), 'net', 'unix'),
      'Num RefCount Protocol Flags Type St Inode Path\n0000: 00000002 00000000 00010000 0001 01 26184 /run/docker.sock\n'
    )
  })
  it('is the one that holds it, not its neighbour', async () => {
    await process_(10, ['/usr/bin/dockerd', '--config-file', '/x'], '0::/system.slice/other.service\n', 9)
    await process_(11, ['/usr/bin/dockerd', '-H', 'fd://'], '0::/system.slice/docker.service\n', 26184)
    await process_(12, ['bash'], '0::/\n')
    expect(await findDockerd('/var/run/docker.sock', here())).toEqual({
      pid: 11,
      words: ['-H', 'fd://'],
      unit: { name: 'docker.service', user: false },
      log: '/var/log/docker.log'
    })
  })
  it('is nobody where none holds it', async () => {
    await process_(10, ['dockerd'], '0::/\n', 9)
    expect(await findDockerd('/srv/other.sock', here())).toBeUndefined()
  })
  it('is what systemd would start, where none runs', async () => {
    const shown =
      'LoadState=loaded\nExecStart={ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd -H fd:// --config-file=/srv/d.json ; ignore_errors=no ; start_time=[n/a] }'
    await own.program('systemctl', `echo '${shown}'`)
    expect(await findDockerd('/var/run/docker.sock', here())).toMatchObject({
      words: ['-H', 'fd://', '--config-file=/srv/d.json'],
      unit: { name: 'docker.service', user: false }
    })
    expect(unitWords('LoadState=not-found')).toBeUndefined()
  })
  it.each([
    ['0::/system.slice/docker.service', { name: 'docker.service', user: false }],
    [
      '12:pids:/system.slice/docker.service\n1:name=systemd:/system.slice/docker.service',
      { name: 'docker.service', user: false }
    ],
    [
      '0::/user.slice/user-1000.slice/user@1000.service/app.slice/docker.service',
      { name: 'docker.service', user: true }
    ],
    ['0::/user.slice/user-1000.slice/session-2.scope', undefined]
  ])('%s', (cgroup, unit) => expect(unitOf(cgroup)).toEqual(unit))
})
