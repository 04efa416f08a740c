import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProgramEnd } from '../programs/run-program'
import { appleText, asAdministrator } from './as-administrator'
import { canAskRights, type RightsSurroundings } from './can-ask-rights'
import { refusalOf } from './refusal'
import { runAsAdministrator } from './run-as-administrator'
import { windowsArguments } from './windows'

const words = fc.array(fc.string({ unit: fc.constantFrom(...` '"\\$\`\n!%^&|<>;()*?~#=é’“-a`) }), {
  minLength: 1,
  maxLength: 4
})
const ended = (code: number, stderr = '', stdout = ''): ProgramEnd => ({ kind: 'ended', code, stdout, stderr })

/** A literal of AppleScript as its language guide says it is read. */
const appleRead = (literal: string): string => literal.slice(1, -1).replace(/\\([\\"])/g, '$1')
const decoded = (all: readonly string[]): string => Buffer.from(all.at(-1) ?? '', 'base64').toString('utf16le')
/** What a single-quoted text of PowerShell holds. */
const singles = (script: string): string[] =>
  [...script.matchAll(/'((?:[^'\u2018-\u201b]|(['\u2018-\u201b])\2)*)'/g)].map(([, text = '']) =>
    text.replace(/(['\u2018-\u201b])\1/g, '$1')
  )

describe('a program with rights', () => {
  it('is the same for whom has them', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(asAdministrator('systemctl', ['start', 'docker'], platform, true)).toEqual({
        program: 'systemctl',
        words: ['start', 'docker']
      })
  })

  it('is asked for by pkexec on Linux, or sudo where it knows the person', () => {
    expect(asAdministrator('systemctl', ['start', 'a b'], 'linux', false)).toEqual({
      program: 'pkexec',
      words: ['--disable-internal-agent', 'systemctl', 'start', 'a b']
    })
    expect(asAdministrator('id', [], 'linux', false, { sudo: true })).toEqual({
      program: 'sudo',
      words: ['-n', '--', 'id']
    })
  })

  it('arrives unchanged through AppleScript and the shell behind it', () => {
    fc.assert(
      fc.property(words, (all) => {
        const { program, words: given } = asAdministrator('printf', ['%s\\0', ...all], 'darwin', false)
        expect(program).toBe('osascript')
        const [, literal = ''] = /^do shell script (".*") with administrator/s.exec(given[1] ?? '') ?? []
        const said = execFileSync('/bin/sh', ['-c', appleRead(literal)], { encoding: 'utf8' })
        expect(said.split('\0').slice(0, -1)).toEqual(all)
      }),
      { numRuns: 60 }
    )
    expect(appleText('say "a\\b"')).toBe('"say \\"a\\\\b\\""')
  })

  it('arrives unchanged through two PowerShells', () => {
    fc.assert(
      fc.property(words, (all) => {
        const outer = decoded(asAdministrator('C:\\a b\\tool’s.exe', all, 'win32', false, { output: "C:\\it's" }).words)
        const inner = decoded((singles(outer)[1] ?? '').split(' '))
        expect(singles(inner)).toEqual(['C:\\a b\\tool’s.exe', windowsArguments(all), "C:\\it's.out", "C:\\it's.err"])
      })
    )
  })

  it.each([
    [['a', 'b c'], 'a "b c"'],
    [['C:\\dir with space\\', 'say "hi"', ''], '"C:\\dir with space\\\\" "say \\"hi\\"" ""']
  ])('words of Windows: %j', (all, text) => expect(windowsArguments(all)).toBe(text))
})

describe('a refusal', () => {
  it.each([
    ['linux', 126, 'Error executing command as another user: Request dismissed\n', 'dismissed'],
    [
      'linux',
      127,
      'Error executing command as another user: Not authorized\n\nThis incident has been reported.\n',
      'not-authorised'
    ],
    ['linux', 127, 'Error executing command as another user: No authentication agent found.\n', 'not-authorised'],
    ['linux', 1, 'sudo: a password is required\n', 'not-authorised'],
    ['linux', 127, 'sh: 1: nothing: not found\n', undefined],
    ['linux', 1, 'E: Unable to locate package\n', undefined],
    ['darwin', 1, '0:40: execution error: User canceled. (-128)\n', 'dismissed'],
    ['darwin', 1, '0:40: execution error: Annulé par l’utilisateur. (-128)\n', 'dismissed'],
    [
      'darwin',
      1,
      '0:40: execution error: The administrator user name or password was incorrect. (-60007)\n',
      'not-authorised'
    ],
    ['darwin', 1, '0:40: execution error: no such file (2)\n', undefined],
    ['win32', 1223, '', 'dismissed'],
    ['win32', 5, '', undefined]
  ] as const)('%s %i %j', (platform, code, said, kind) => expect(refusalOf(ended(code, said), platform)).toBe(kind))
})

describe('who asks', () => {
  const ask = (about: Partial<RightsSurroundings>, programs: Readonly<Record<string, ProgramEnd>> = {}) =>
    canAskRights({
      platform: 'linux',
      uid: 1000,
      environment: {},
      run: (program) => Promise.resolve(programs[program] ?? { kind: 'missing' }),
      ...about
    })

  it('is nobody, a window, or sudo that knows the person', async () => {
    expect(await ask({ uid: 0 })).toBe('root')
    expect(await ask({})).toBe('none')
    expect(await ask({}, { pkexec: ended(0) })).toBe('none')
    expect(await ask({ environment: { DISPLAY: ':0' } }, { pkexec: ended(0) })).toBe('pkexec')
    expect(await ask({ environment: { WAYLAND_DISPLAY: 'wayland-0' } }, { sudo: ended(0) })).toBe('sudo')
    expect(await ask({}, { sudo: ended(1) })).toBe('none')
    expect(await ask({ platform: 'darwin', uid: 501 })).toBe('osascript')
    expect(await ask({ platform: 'win32', uid: undefined }, { whoami: ended(0, '', 'S-1-16-8192') })).toBe('uac')
    expect(await ask({ platform: 'win32', uid: undefined }, { whoami: ended(0, '', 'S-1-16-12288') })).toBe('root')
  })
})

describe('a program run with rights', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-rights-test-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  /** A `pkexec` of this folder, first in PATH. */
  const standIn = async (script: string): Promise<RightsSurroundings & { env: NodeJS.ProcessEnv }> => {
    await writeFile(join(folder, 'pkexec'), `#!/bin/sh\n[ "$1" = --version ] && exit 0\n${script}\n`)
    await chmod(join(folder, 'pkexec'), 0o755)
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0' }
    return { platform: 'linux', uid: 1000, environment: env, env }
  }

  it('has its output and its code', async () => {
    const here = await standIn('shift; "$@"')
    const heard: string[] = []
    const options = { env: here.env, onOutput: (text: string) => heard.push(text) }
    expect(await runAsAdministrator('sh', ['-c', 'echo "$0"; exit 3', 'a b'], options, here)).toEqual(
      ended(3, '', 'a b\n')
    )
    expect(heard).toEqual(['a b\n'])
  })

  it('says that the question was closed', async () => {
    const here = await standIn('echo "Error executing command as another user: Request dismissed" >&2; exit 126')
    expect(await runAsAdministrator('true', [], { env: here.env }, here)).toEqual({
      kind: 'no-rights',
      why: 'dismissed'
    })
  })

  it('says that there is nobody to ask', async () => {
    const here = { ...(await standIn('')), environment: { PATH: folder } }
    expect(await runAsAdministrator('true', [], {}, here)).toEqual({ kind: 'no-rights', why: 'nobody-asks' })
  })
})
