/** The file changed with rights that a stand-in of pkexec gives. */
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RightsSurroundings } from '../../platform/rights/can-ask-rights'
import { runAsAdministrator } from '../../platform/rights/run-as-administrator'
import { rightsHands, type Work } from './hands'
import { administratorScript } from './script'
import { readSettings } from './settings-file'
import { ownPrograms } from './test-programs'

const own = ownPrograms()

describe('with rights', () => {
  /** A `pkexec` of this folder, which asks nobody, and systemctl of this folder too. */
  const rights = async (pkexec: string, commands: readonly (readonly string[])[] = []) => {
    await own.program('pkexec', `[ "$1" = --version ] && exit 0\n${pkexec}`)
    const surroundings: RightsSurroundings = {
      platform: 'linux',
      uid: 1000,
      environment: { ...own.env, DISPLAY: ':0' }
    }
    return rightsHands({
      commands: () => commands,
      platform: 'linux',
      run: (name, words, options) => runAsAdministrator(name, words, { ...options, env: own.env }, surroundings)
    })
  }
  const work = async (name: string, text: string): Promise<Work> => {
    const file = await readSettings(join(own.folder, name))
    return {
      file,
      fresh: { kind: 'bytes', bytes: Buffer.from(text) },
      backup: file.exists ? `${file.path}.old` : undefined,
      effect: 'reload',
      afterFailure: false
    }
  }
  it('one question does it all: the backup, the file and its mode, the reload', async () => {
    await writeFile(join(own.folder, 'daemon.json'), '{}\n', { mode: 0o640 })
    await own.program('systemctl', '')
    const hands = await rights('shift; exec "$@"', [['systemctl', 'reload', 'docker.service']])
    const told: string[] = []
    expect(await hands.bringIn(await work('daemon.json', '{"debug":true}'), (step) => told.push(step))).toBeUndefined()
    expect([...new Set(told)]).toEqual(['backup', 'write', 'reload'])
    expect(await readFile(join(own.folder, 'daemon.json'), 'utf8')).toBe('{"debug":true}')
    expect((await stat(join(own.folder, 'daemon.json'))).mode & 0o777).toBe(0o640)
    expect(await readFile(join(own.folder, 'daemon.json.old'), 'utf8')).toBe('{}\n')
    expect((await own.calls()).filter((line) => line.startsWith('pkexec --disable'))).toHaveLength(1)
    expect(await own.calls()).toContain('systemctl reload docker.service')
  })
  it('a closed question changes nothing', async () => {
    await writeFile(join(own.folder, 'daemon.json'), '{}\n')
    const hands = await rights('echo "Error executing command as another user: Request dismissed" >&2; exit 126')
    await expect(hands.bringIn(await work('daemon.json', '{"a":1}'), () => undefined)).rejects.toMatchObject({
      failure: { kind: 'permission-denied', subject: 'file' }
    })
    expect(await readFile(join(own.folder, 'daemon.json'), 'utf8')).toBe('{}\n')
  })
  it('a full disk is told as one, and the file is as it was', async () => {
    await writeFile(join(own.folder, 'daemon.json'), '{}\n')
    await own.program('install', 'echo "install: error writing: No space left on device" >&2; exit 1')
    const hands = await rights('shift; exec "$@"')
    await expect(hands.bringIn(await work('daemon.json', '{"a":1}'), () => undefined)).rejects.toMatchObject({
      failure: { kind: 'disk-full', here: true }
    })
    expect(await readFile(join(own.folder, 'daemon.json'), 'utf8')).toBe('{}\n')
  })
  it('an engine that could not be told is why, and no failure of the file', async () => {
    await writeFile(join(own.folder, 'daemon.json'), '{}\n')
    await own.program('systemctl', 'echo "Job for docker.service failed." >&2; exit 1')
    const hands = await rights('shift; exec "$@"', [['systemctl', 'reload', 'docker.service']])
    expect(await hands.bringIn(await work('daemon.json', '{"a":1}'), () => undefined)).toBe(
      'Job for docker.service failed.'
    )
  })
  it('what a failed start has left goes first, however that ends', async () => {
    await writeFile(join(own.folder, 'daemon.json'), '{}\n')
    await own.program('systemctl', '[ "$1" != reset-failed ]')
    await own.program('pkexec', '[ "$1" = --version ] && exit 0\nshift; exec "$@"')
    const hands = rightsHands({
      commands: () => [['systemctl', 'restart', 'docker.service']],
      clear: [['systemctl', 'reset-failed', 'docker.service']],
      platform: 'linux',
      run: (name, words, options) =>
        runAsAdministrator(
          name,
          words,
          { ...options, env: own.env },
          { platform: 'linux', uid: 1000, environment: { ...own.env, DISPLAY: ':0' } }
        )
    })
    const restart: Work = { ...(await work('daemon.json', '{"a":1}')), effect: 'restart', afterFailure: true }
    expect(await hands.bringIn(restart, () => undefined)).toBeUndefined()
    // Before them stand those of the script that pkexec was given.
    expect((await own.calls()).slice(-2)).toEqual([
      'systemctl reset-failed docker.service',
      'systemctl restart docker.service'
    ])
  })
  it('any path arrives as it is', async () => {
    const odd = join(own.folder, 'it\'s $(touch no) "a"; b')
    await mkdir(odd)
    const fresh = join(own.folder, 'fresh')
    await writeFile(fresh, 'new')
    const path = join(odd, 'daemon.json')
    const { program: name, words } = administratorScript(
      {
        path,
        fresh,
        restored: undefined,
        beside: `${path}.new`,
        backup: undefined,
        mode: '644',
        owner: undefined,
        effect: undefined,
        clear: [],
        commands: []
      },
      'linux'
    )
    execFileSync(name, words, { cwd: own.folder })
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(own.folder)).not.toContain('no')
  })
  it('on Windows it is one PowerShell, with every word in quotes', () => {
    const { words } = administratorScript(
      {
        path: 'C:\\ProgramData\\docker\\config\\daemon.json',
        fresh: 'C:\\it’s\\daemon.json',
        restored: undefined,
        beside: 'C:\\x.new',
        backup: 'C:\\x.old',
        mode: '644',
        owner: undefined,
        effect: 'restart',
        clear: [],
        commands: [['powershell', '-Command', 'Restart-Service docker -Force']]
      },
      'win32'
    )
    const script = Buffer.from(words.at(-1) ?? '', 'base64').toString('utf16le')
    expect(script).toContain("Copy-Item -LiteralPath 'C:\\it’’s\\daemon.json' -Destination 'C:\\x.new'")
    expect(script).toContain("& 'powershell' '-Command' 'Restart-Service docker -Force'")
  })
})
