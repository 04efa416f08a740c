import { describe, expect, it } from 'vitest'
import { hintOf } from '../../../../contract/prerequisites/install/hint'
import type { InstallOptions, InstallProgress, InstallSystem } from '../../../../contract/prerequisites/install/model'
import { linux, windows } from '../../../../contract/prerequisites/install/test-systems'
import { FailureError } from '../../../engine/failure-error'
import type { ProgramEnd } from '../../../platform/programs/run-program'
import type { RightsEnd } from '../../../platform/rights/run-as-administrator'
import { installHandlers, type InstallParts } from './handlers'
import { outputTail } from './output-tail'
import { readSystem, type SystemParts } from './read-system'
import { runPlan, type Start } from './run-plan'

const ended = (code: number, stdout = ''): ProgramEnd => ({ kind: 'ended', code, stdout, stderr: '' })
const debian = linux('debian12', { conflicts: ['runc'] })
const repository = [debian, { way: 'repository', access: 'group', dataRoot: '' }] as const

/** Runs steps with `answer` in place of programs; gives what was started, the reports and how it ended. */
async function tryPlan(
  [system, options]: readonly [InstallSystem, InstallOptions],
  answer: (line: string, abort: AbortController) => RightsEnd | undefined,
  from?: string
) {
  const started: string[] = []
  const reports: InstallProgress[] = []
  const abort = new AbortController()
  const start: Start = (words, { asRoot, onOutput }) => {
    const line = `${asRoot ? '# ' : ''}${words.join(' ')}`
    started.push(line)
    onOutput?.(`output of ${words[0] ?? ''}\n`, 'stdout')
    return Promise.resolve(answer(line, abort) ?? ended(0))
  }
  const report = (progress: InstallProgress) => void reports.push(progress)
  const of = { facts: 'facts', system, options }
  const parts = { of, start, signal: abort.signal, report, ...(from === undefined ? {} : { from }) }
  const result = await runPlan(parts).catch((error: unknown) => {
    if (error instanceof FailureError) return error.failure
    throw error
  })
  const last = reports.at(-1)
  return { started, last, result, states: Object.fromEntries(last?.states.map(({ id, state }) => [id, state]) ?? []) }
}

describe('a plan that is run', () => {
  it('goes through its steps, leaves out what is so already, and stops for what is done by hand', async () => {
    const { started, states, result, last } = await tryPlan(repository, () => undefined)
    expect(started.slice(0, 3)).toEqual([
      '# apt-get remove -y runc',
      '# apt-get update',
      '# apt-get install -y ca-certificates curl'
    ])
    // The engine answers: it need not be started.
    expect(states['start']).toBe('already')
    expect(started).not.toContain('# systemctl enable --now docker')
    expect(states['log-in-again']).toBe('by-hand')
    expect(result).toEqual(last)
    expect(last?.resume).toBeUndefined()
    expect(last?.output.find(({ step }) => step === 'update')?.text).toBe('$ sudo apt-get update\noutput of apt-get\n')
  })

  it('waits until what it started is so', async () => {
    let asked = 0
    const { states } = await tryPlan(repository, (line) =>
      line === '# docker version' ? ended((asked += 1) < 4 ? 1 : 0) : undefined
    )
    expect(asked).toBe(4)
    expect(states['start']).toBe('done')
  })

  it('undoes half a repository, and goes on from its beginning', async () => {
    let updates = 0
    const { started, states, result, last } = await tryPlan(repository, (line) =>
      line === '# apt-get update' && (updates += 1) === 2 ? ended(100) : undefined
    )
    expect(result).toMatchObject({ kind: 'engine-error', message: 'output of apt-get' })
    expect(started.at(-1)).toBe('# rm -f /etc/apt/keyrings/docker.asc /etc/apt/sources.list.d/docker.sources')
    expect(last?.resume).toBe('key')
    expect(states).toMatchObject({ tools: 'done', key: 'waiting', 'update-again': 'failed', packages: 'waiting' })
    const again = await tryPlan(repository, () => undefined, last?.resume)
    expect(again.started[0]).toMatch(/^# curl .*docker\.asc$/)
    expect(again.states).toMatchObject({ remove: 'done', packages: 'done', hello: 'done' })
  })

  it('is cancelled during a step, and undoes it', async () => {
    const { started, states, result, last } = await tryPlan(repository, (line, abort) => {
      if (!line.startsWith('# curl')) return undefined
      abort.abort()
      return { kind: 'cancelled', stdout: '', stderr: '' }
    })
    expect(result).toEqual({ kind: 'cancelled', message: '' })
    expect(started.at(-1)).toMatch(/^# rm -f/)
    expect(states).toMatchObject({ key: 'cancelled', packages: 'waiting' })
    expect(last?.resume).toBe('key')
  })

  it('is cancelled between steps: the next one does not begin', async () => {
    const { started, result } = await tryPlan(repository, (line, abort) => {
      if (line === '# apt-get update') abort.abort()
      return undefined
    })
    expect(result).toMatchObject({ kind: 'cancelled' })
    expect(started.at(-1)).toBe('# apt-get update')
  })

  it.each([
    [{ kind: 'no-rights', why: 'dismissed' }, { kind: 'permission-denied' }],
    [{ kind: 'missing' }, { kind: 'not-found', name: 'apt-get' }],
    [{ kind: 'timed-out', stdout: '', stderr: '' }, { kind: 'timed-out' }],
    [
      { kind: 'refused', message: 'no' },
      { kind: 'permission-denied', message: 'no' }
    ]
  ] as ReadonlyArray<readonly [RightsEnd, object]>)('tells of %j', async (end, failure) => {
    const { result, last, started } = await tryPlan(repository, () => end)
    expect(result).toMatchObject(failure)
    expect(last?.resume).toBe('remove')
    expect(started).toHaveLength(1)
  })

  it('stops in the middle for what a person does, and goes on behind it', async () => {
    const { last, states } = await tryPlan(
      [windows(), { way: 'desktop', access: 'root', dataRoot: '' }],
      () => undefined
    )
    expect(states).toMatchObject({ wsl: 'already', restart: 'by-hand', 'wsl-update': 'waiting' })
    expect(last?.resume).toBe('wsl-update')
  })

  it('knows only its own steps', async () => {
    expect(await tryPlan(repository, () => undefined, 'nonsense')).toMatchObject({ result: { kind: 'not-found' } })
  })
})

describe('the handlers', () => {
  const parts: InstallParts = {
    system: () => ({
      surroundings: {
        env: { PATH: '' },
        platform: 'linux',
        uid: 0,
        exists: () => false,
        list: () => [],
        read: (path) => (path === '/etc/os-release' ? 'ID=alpine\n' : undefined)
      },
      user: 'root',
      downloads: '/root',
      systemVersion: '',
      arch: 'x64'
    }),
    discover: () => undefined
  }
  const context = { signal: new AbortController().signal, report: () => undefined, made: () => undefined }
  const options = { way: 'distribution', access: 'root', dataRoot: '' } as const

  it('run only what they have shown, and only what this computer has', async () => {
    const handlers = installHandlers(parts)
    const { id, system, rights } = await handlers.installFacts({}, context)
    expect({ rights, id: system.id }).toEqual({ rights: 'root', id: 'alpine' })
    await expect(handlers.installRun({ facts: 'others', options }, context)).rejects.toThrow('not-found')
    const way = { ...options, way: 'colima' } as const
    await expect(handlers.installRun({ facts: id, options: way }, context)).rejects.toThrow('This computer')
    const from = 'nonsense'
    await expect(handlers.installRun({ facts: id, options, from }, context)).rejects.toThrow('not-found')
  })
})

describe('output', () => {
  it('is kept by its end, in whole lines, and in order', () => {
    const tail = outputTail()
    for (let line = 0; line < 5_000; line += 1) tail.add(line < 2_500 ? 'a' : 'b', `line ${line}\n`)
    const text = tail.pieces().map((piece) => piece.text)
    expect(text.join('').length).toBeLessThanOrEqual(24_000)
    expect(text[0]).toMatch(/^line \d+\n/)
    expect(tail.of('b')).toMatch(/line 4999\n$/)
    tail.add('c', 'x'.repeat(100_000))
    expect(tail.pieces().map((piece) => piece.step)).toEqual(['c'])
  })
})

describe('the words of a failure', () => {
  it.each([
    ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1234 (unattended-upgr)', 'locked'],
    [
      "E: dpkg was interrupted, you must manually run 'sudo dpkg --configure -a' to correct the problem.",
      'dpkg-interrupted'
    ],
    ['curl: (6) Could not resolve host: download.docker.com', 'no-network'],
    [
      "E: The repository 'https://download.docker.com/linux/debian sid Release' does not have a Release file.",
      'no-release'
    ],
    ['E: Unable to locate package docker-ce', 'no-package'],
    ['E: You don’t have enough free space in /var/cache/apt/archives/.', 'disk-full'],
    [
      'W: GPG error: https://download.docker.com/linux/debian bookworm InRelease: NO_PUBKEY 7EA0A9C3F273FCD8',
      'signature'
    ],
    ['Job for docker.service failed because the control process exited with error code.', 'service'],
    ['curl: (60) SSL certificate problem: certificate has expired', 'certificate'],
    ['all is well', undefined]
  ])('%s', (words, hint) => expect(hintOf(words)).toBe(hint))
})

describe('a computer', () => {
  const files: Readonly<Record<string, string>> = {
    '/etc/os-release': 'ID=debian\nVERSION_CODENAME=bookworm\nVERSION_ID="12"\n',
    '/etc/docker/daemon.json': '{"a":1}'
  }
  const there = ['/run/systemd/system', '/etc/apt/sources.list.d/docker.list', '/var/lib/docker', '/usr/bin/dnf']
  const parts: SystemParts = {
    surroundings: {
      env: { PATH: '/bin' },
      platform: 'linux',
      uid: 1000,
      exists: (path) => there.includes(path),
      list: () => [],
      read: (path) => files[path]
    },
    run: () => Promise.resolve(ended(1, 'ii  runc\nrc  docker.io\nun  podman-docker\n')),
    user: 'ada',
    downloads: '/home/ada',
    systemVersion: '',
    arch: 'x64'
  }

  it('is read', async () => {
    expect(await readSystem(parts)).toMatchObject({
      id: 'debian',
      codename: 'bookworm',
      init: 'systemd',
      programs: ['dnf'],
      conflicts: ['runc'],
      olderRepositories: ['/etc/apt/sources.list.d/docker.list'],
      isRoot: false,
      hasData: true,
      daemonJson: '{"a":1}'
    })
  })

  it('without anything to read, or whose files are refused, is known as far as it goes', async () => {
    const surroundings = {
      ...parts.surroundings,
      exists: () => false,
      read: () => {
        throw new Error('EACCES')
      }
    }
    const run = () => Promise.resolve({ kind: 'missing' } as const)
    expect(await readSystem({ ...parts, surroundings, run })).toMatchObject({
      id: '',
      init: 'none',
      conflicts: [],
      daemonJson: 'unreadable'
    })
  })

  it('with Windows or macOS on it has no Linux in it', async () => {
    const at = (platform: NodeJS.Platform, systemVersion = '') =>
      readSystem({ ...parts, systemVersion, surroundings: { ...parts.surroundings, platform, read: () => undefined } })
    expect(await at('win32', 'Windows Server 2022 Datacenter')).toMatchObject({
      platform: 'win32',
      server: true,
      init: 'none'
    })
    expect(await at('darwin')).toMatchObject({ platform: 'darwin', server: false, hasData: false, conflicts: [] })
  })
})
