/** From no Docker to hello-world: the app's own steps, run by its own runner, in a fresh Debian that has nothing to do with this one. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InstallProgress, InstallSystem } from '../../../contract/prerequisites/install/model'
import { fittingOptions } from '../../../contract/prerequisites/install/plan'
import { FailureError } from '../../../electron/engine/failure-error'
import { helloWorld } from '../../../electron/features/prerequisites/hello-world/hello-world'
import { readSystem } from '../../../electron/features/prerequisites/install/read-system'
import { runPlan, type Start } from '../../../electron/features/prerequisites/install/run-plan'
import { runProgram, type ProgramOptions } from '../../../electron/platform/programs/run-program'
import { run } from '../../../build/tools/run.mjs'
import { debianFolder, whyNoDebian, type DebianFolder } from '../../support/debian-folder'
import { sharedRegistry } from '../../support/engine'
import { helloText } from '../../support/images'
import { connectTo, taskContext } from '../../support/on-engine'

const reason = await whyNoDebian()
const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  DEBIAN_FRONTEND: 'noninteractive'
}

/** What of this machine an engine could touch. */
async function machine() {
  const [rules, links] = await Promise.all([run('iptables-save', []), run('ip', ['-brief', 'link'])])
  const groups = readdirSync('/sys/fs/cgroup').flatMap((name) =>
    existsSync(`/sys/fs/cgroup/${name}/tasks`) ? readdirSync(`/sys/fs/cgroup/${name}`) : [name]
  )
  return {
    // Other tests' engines come and go beside this one; Docker's usual bridge and its network are this one's alone.
    rules: rules.stdout.split('\n').filter((line) => /docker0|172\.17\.|172\.18\./.test(line)),
    links: links.stdout.split('\n').filter((line) => line.startsWith('docker0')),
    groups: groups.filter((name) => /^(?:docker|escale-debian-|net_cls|perf_event|net_prio|hugetlb)/.test(name)),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes('escale-debian-'))
  }
}

describe.skipIf(reason !== undefined)(`a fresh Debian${reason === undefined ? '' : ` (${reason})`}`, () => {
  let debian: DebianFolder
  let before: Awaited<ReturnType<typeof machine>>
  let system: InstallSystem

  const runInside = (words: readonly string[], options: ProgramOptions = {}) => {
    const [program, ...rest] = debian.through(words)
    return runProgram(program, rest, { ...options, env: environment })
  }
  const start: Start = (words, options) => runInside(words, options)

  const readInside = () =>
    readSystem({
      surroundings: {
        env: environment,
        platform: 'linux',
        uid: 0,
        exists: (path) => existsSync(debian.inside(path)),
        list: (path) => (existsSync(debian.inside(path)) ? readdirSync(debian.inside(path)) : []),
        read: (path) => (existsSync(debian.inside(path)) ? readFileSync(debian.inside(path), 'utf8') : undefined)
      },
      run: (program, words, options) => runInside([program, ...words], options),
      user: 'root',
      downloads: '/root',
      systemVersion: '',
      arch: process.arch
    })

  beforeAll(async () => {
    before = await machine()
    debian = await debianFolder()
    const registry = new URL(sharedRegistry().url)
    await debian.relay(Number(registry.port))
    const settings = { 'registry-mirrors': [registry.origin], 'cgroup-parent': debian.cgroup }
    await run('mkdir', ['-p', debian.inside('/etc/docker')])
    writeFileSync(debian.inside('/etc/docker/daemon.json'), JSON.stringify(settings))
    system = await readInside()
    // Made from the mirror, the first time.
  }, 300_000)

  afterAll(async () => {
    await debian.stop()
    expect(existsSync(debian.path)).toBe(false)
    expect(await machine()).toEqual(before)
  })

  it('is known for what it is', () => {
    expect(system).toMatchObject({
      id: 'debian',
      codename: 'bookworm',
      version: '12',
      init: 'sysv',
      isRoot: true,
      conflicts: [],
      hasData: false
    })
  })

  it(
    'has Docker after the steps, with its data where it was asked for, and says hello to the app',
    { timeout: 240_000 },
    async () => {
      expect(existsSync(debian.inside('/usr/bin/docker'))).toBe(false)
      // For somebody who is not root: the runner gives each step its rights.
      const person = { ...system, isRoot: false, user: 'ada' }
      expect(await runInside(['useradd', '--create-home', 'ada'])).toMatchObject({ code: 0 })
      const options = fittingOptions(person, { way: 'distribution', dataRoot: '/srv/docker' })
      if (options === undefined) throw new Error('there is no way')
      const reports: InstallProgress[] = []
      const parts = {
        of: { facts: '', system: person, options },
        start,
        report: (progress: InstallProgress) => void reports.push(progress)
      }
      const output = () =>
        reports
          .at(-1)
          ?.output.map(({ text }) => text)
          .join('') ?? ''

      // Cancelled in the middle of unpacking: nothing is left half-installed, and it goes on from there.
      const abort = new AbortController()
      const cancelled = runPlan({
        ...parts,
        signal: abort.signal,
        report(progress) {
          parts.report(progress)
          if (output().includes('Unpacking containerd')) abort.abort()
        }
      })
      await expect(cancelled).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
      const { resume } = reports.at(-1) ?? {}
      expect(resume).toBe('packages')
      expect(await runInside(['dpkg', '--audit'])).toEqual({ kind: 'ended', code: 0, stdout: '', stderr: '' })

      const signal = new AbortController().signal
      const result = await runPlan({ ...parts, from: 'packages', signal }).catch((error: unknown) => {
        throw new Error(error instanceof FailureError ? `${error.message}\n${output()}` : String(error))
      })
      expect(result.states.map(({ id, state }) => [id, state])).toEqual([
        ['update', 'done'],
        ['data-folder', 'done'],
        ['data-root', 'done'],
        ['packages', 'done'],
        ['start', 'done'],
        ['join', 'done'],
        ['hello', 'done'],
        ['log-in-again', 'by-hand']
      ])
      const said = result.output.find(({ step }) => step === 'hello')?.text ?? ''
      expect(said).toContain(helloText.trim())

      // A new login has the group.
      const own = await runInside(['su', '-', 'ada', '-c', 'docker run --rm hello-world'], { limit: 30_000 })
      expect(own).toMatchObject({ code: 0, stdout: helloText })

      const client = connectTo(debian.inside('/run/docker.sock'))
      try {
        const hello = await helloWorld(client.engine, { connection: 'test', removeImage: false }, taskContext())
        expect(hello.text).toBe(helloText)
      } finally {
        client.engine.dispose()
      }
      expect(readdirSync(debian.inside('/srv/docker'))).toContain('image')
      expect(JSON.parse(readFileSync(debian.inside('/etc/docker/daemon.json'), 'utf8'))).toMatchObject({
        'data-root': '/srv/docker',
        'cgroup-parent': debian.cgroup
      })
      // A second run has nothing to start.
      const again = await runPlan({ ...parts, from: 'start', signal: new AbortController().signal })
      expect(again.states.find(({ id }) => id === 'start')?.state).toBe('already')
    }
  )

  it('has its data moved to another disk, with what is in it', { timeout: 120_000 }, async () => {
    const now = await readInside()
    expect(now).toMatchObject({ hasData: true, conflicts: ['docker.io', 'containerd', 'runc'] })
    const options = fittingOptions(now, { way: 'distribution', dataRoot: '/srv/moved here' })
    if (options === undefined) throw new Error('there is no way')
    const signal = new AbortController().signal
    const result = await runPlan({ of: { facts: '', system: now, options }, start, signal, report: () => undefined })
    expect(result.states.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'update done',
      'stop done',
      'data-folder done',
      'data-copy done',
      'data-root done',
      'packages done',
      'start done',
      'hello done'
    ])
    const format = ['--format', '{{.DockerRootDir}} {{.Images}}']
    expect(await runInside(['docker', 'info', ...format])).toMatchObject({ stdout: '/srv/moved here 1\n' })
    // It came with the data: nothing was pulled again.
    expect(result.output.find(({ step }) => step === 'hello')?.text).not.toContain('Pulling from')
    expect(readdirSync(debian.inside('/srv/docker'))).toContain('image')
  })

  it('keeps no half of Docker’s repository where it cannot be reached, and goes on from there', async () => {
    const of = { facts: '', system, options: { way: 'repository', access: 'root', dataRoot: '' } as const }
    const reports: InstallProgress[] = []
    const from = 'key'
    const signal = new AbortController().signal
    // curl is not in this Debian: the step before, which would fetch it, was left out.
    const parts = { of, from, start, signal, report: (progress: InstallProgress) => void reports.push(progress) }
    await run('mkdir', ['-p', debian.inside('/etc/apt/keyrings')])
    writeFileSync(debian.inside('/etc/apt/keyrings/docker.asc'), 'half')
    await expect(runPlan(parts)).rejects.toThrow(FailureError)
    expect(existsSync(debian.inside('/etc/apt/keyrings/docker.asc'))).toBe(false)
    expect(existsSync(debian.inside('/etc/apt/sources.list.d/docker.sources'))).toBe(false)
    expect(reports.at(-1)).toMatchObject({ resume: 'key' })
  })
})
