/** The line that another computer is asked by, in the shells that people have. */
import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { askLine } from '../../../../contract/prerequisites/other/ask'
import { commandsFor, judgePasted, lineForAll } from '../../../../contract/prerequisites/other/judge'
import { readPasted } from '../../../../contract/prerequisites/other/read-pasted'
import type { Answer } from '../../../../contract/prerequisites/checks/check'
import { recordedAs } from '../../../../contract/prerequisites/other/test-recorded'
import { linuxFacts } from '../facts/linux-facts'
import type { FactContext } from '../facts/fact'

const line = askLine(['linux-uname', 'linux-filesystems', 'engine-clock']) ?? ''

it.each(['sh', 'bash'])('is answered by %s as this computer would have answered', (shell) => {
  const text = spawnSync(shell, ['-c', line], { encoding: 'utf8', env: { PATH: process.env['PATH'] } }).stdout
  const { system, found, answers } = readPasted(`ada@harbour:~$ ${line}\n${text}ada@harbour:~$ `)
  expect([system, found]).toEqual(['linux', expect.arrayContaining(['asked'])])
  const uname = execFileSync('uname', ['-srm'], { encoding: 'utf8' })
  expect(answers('linux-uname')).toEqual({ kind: 'answered', code: 0, text: uname })
  expect(answers('linux-filesystems')).toEqual({ kind: 'answered', text: expect.stringContaining('proc') as string })
  expect(answers('engine-clock')).toEqual({ kind: 'not-asked' })
})

/** An environment without an engine: what a shell knows of it the facts know too. */
const context: FactContext = {
  surroundings: { env: process.env, platform: 'linux', home: '/nowhere' },
  signal: new AbortController().signal
}
const names = [
  'linux-kvm',
  'linux-container',
  'linux-runtime-folder',
  'linux-kernel-config',
  'linux-data-disk'
] as const
const read = (answer: Answer): unknown => {
  if (answer.kind !== 'answered') return answer
  return answer.text.startsWith('{') ? (JSON.parse(answer.text) as unknown) : answer.text
}

describe.skipIf(process.platform !== 'linux').each(['sh', 'bash'])('facts, asked by %s', (shell) => {
  const env = { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' }
  const given = readPasted(spawnSync(shell, ['-c', askLine(names) ?? ''], { encoding: 'utf8', env }).stdout).answers

  it.each(['linux-kvm', 'linux-container', 'linux-runtime-folder'] as const)(
    '%s is what the app finds',
    async (name) => {
      expect(read(given(name))).toEqual(read(await linuxFacts[name](context)))
    }
  )
  it('the disk is the same one; how much of it is free changes', async () => {
    const own = read(await linuxFacts['linux-data-disk'](context)) as Record<string, unknown>
    expect(read(given('linux-data-disk'))).toEqual({
      ...own,
      total: expect.any(Number) as number,
      free: expect.any(Number) as number
    })
  })
  it('the kernel’s options are those that are looked at, or as missing as here', async () => {
    const own = read(await linuxFacts['linux-kernel-config']())
    const told = read(given('linux-kernel-config'))
    if (typeof own !== 'string') return expect(told).toEqual(own)
    expect(own.split('\n')).toEqual(expect.arrayContaining(String(told).trimEnd().split('\n')))
    expect(told).toContain('CONFIG_NAMESPACES=y')
  })
})

it.skipIf(process.platform !== 'linux')(
  'a kernel’s options, KVM, the socket and the disk of another computer are judged',
  () => {
    const { pasted, results } = judgePasted(`--- linux-uname
Linux 6.8.0-45-generic x86_64
--- 0
--- linux-kernel-config
CONFIG_NAMESPACES=y
--- 0
--- linux-kvm
{"there":true,"usable":false}
--- 0
--- linux-socket
{"path":"/var/run/docker.sock","there":true,"isSocket":true,"mode":432,"uid":0,"gid":999,"connect":"EACCES"}
--- 0
--- linux-data-disk
{"path":"/var/lib/docker","measured":"/var/lib","total":100000000000,"free":1000000000}
--- 0
`)
    const outcome = (id: string) => results.find((result) => result.id === id)?.outcome
    expect(pasted.system).toBe('linux')
    for (const id of ['linux-kernel-options', 'linux-desktop-kvm', 'linux-socket', 'linux-disk'])
      expect([id, outcome(id)]).toEqual([id, 'not-met'])
    // Nothing of what was not told is left without a command.
    for (const { id, outcome: told } of results)
      if (told === 'unknown' && id.startsWith('linux-')) expect([id, commandsFor(pasted, id)]).not.toEqual([id, []])
  }
)

it.skipIf(process.platform !== 'linux')('one line asks for all that is left, and nothing is left then', () => {
  const before = judgePasted(recordedAs('Linux'))
  const line = lineForAll(before)
  expect(line?.checks).toBeGreaterThan(3)
  const env = { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' }
  const told = spawnSync('sh', ['-c', line?.command ?? ''], { encoding: 'utf8', env, timeout: 60_000 }).stdout
  const after = judgePasted(`${recordedAs('Linux')}\n${told}`)
  expect(lineForAll(after)).toBeUndefined()
  expect(after.results.filter(({ id, found }) => id.startsWith('linux-') && found.key.endsWith('not-asked'))).toEqual(
    []
  )
})
