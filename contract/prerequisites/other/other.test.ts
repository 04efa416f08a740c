/** Other computers, by outputs that were recorded: what is read of them, and what is judged. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckOutcome } from '../model'
import { commandsFor, judgePasted } from './judge'
import { readPasted } from './read-pasted'
import { recorded, recordedAs } from './test-recorded'
import { verdictOf } from './verdict'

const outcomes = (text: string): Readonly<Record<string, CheckOutcome>> =>
  Object.fromEntries(judgePasted(text).results.map(({ id, outcome }) => [id, outcome]))
const foundOf = (text: string, id: string) => judgePasted(text).results.find((result) => result.id === id)?.found

describe('what is pasted', () => {
  it.each(recorded.map((one) => [one.name, one] as const))('%s is recognised', (_name, { text, system }) => {
    const pasted = readPasted(text)
    expect(pasted.system).toBe(system)
    expect(pasted.found.length).toBeGreaterThan(0)
  })

  it('is recognised in any order, with several together', () => {
    const text = ['wsl --version, Spanish', 'whoami', 'bcdedit', 'systeminfo, Spanish'].map(recordedAs).join('\n')
    expect(readPasted(text).found).toEqual(['systeminfo', 'wsl-version', 'wsl-list', 'groups', 'bcdedit'])
  })

  it('is read as UTF-16 that lost its form, quoted in a mail, with colours and Windows’ ends of lines', () => {
    const plain = recordedAs('systeminfo, French, Windows 10 Prof')
    const spoilt = [
      [...plain].join('\0'),
      plain.replaceAll('\n', '\r\n'),
      plain.replace(/^/gm, '> '),
      `\uFEFF\u001B[32m${plain}\u001B[0m`
    ]
    for (const text of spoilt) expect(outcomes(text)).toEqual(outcomes(plain))
  })

  it('that is winver’s window tells the build in any language', () => {
    for (const text of [
      'Version 22H2 (OS Build 19045.3803)',
      'Version 22H2 (build du système d’exploitation 19045.3803)',
      'Version 22H2 (Betriebssystembuild 19045.3803)',
      'Versión 22H2 (compilación de SO 19045.3803)',
      'Microsoft Windows [version 10.0.19045.3803]'
    ])
      expect(foundOf(text, 'windows-version')?.values, text).toMatchObject({ build: '19045', name: '10 22H2' })
  })

  it('and is nothing of these is nothing', () => {
    for (const text of ['', 'hello', 'Version 3 (build 12)', 'Sehr geehrte Damen und Herren: Ja'])
      expect(readPasted(text)).toMatchObject({ system: undefined, found: [] })
    expect(judgePasted('hello').results).toEqual([])
  })
})

describe('a Windows computer', () => {
  it('of today is judged by its systeminfo, in four languages', () => {
    expect(outcomes(recordedAs('systeminfo, English, Windows 11 Pro on ARM64'))).toMatchObject({
      'windows-processor': 'met',
      'windows-virtualization': 'met',
      'windows-slat': 'met',
      'windows-memory': 'met',
      'windows-version': 'met',
      'windows-hypervisor': 'met',
      'windows-wsl': 'unknown',
      'windows-pipe': 'unknown'
    })
    expect(outcomes(recordedAs('systeminfo, French, Windows 10 Prof'))).toMatchObject({
      'windows-virtualization': 'met',
      'windows-slat': 'met',
      'windows-memory': 'met',
      'windows-version': 'not-met'
    })
    expect(foundOf(recordedAs('systeminfo, French, Windows 10 Prof'), 'windows-memory')?.values).toEqual({
      sizeBytes: 17_097_031_680
    })
    expect(outcomes(recordedAs('systeminfo, German'))).toMatchObject({
      'windows-virtualization': 'met',
      'windows-slat': 'met'
    })
    expect(outcomes(recordedAs('systeminfo, Spanish'))).toMatchObject({
      'windows-version': 'met',
      'windows-virtualization': 'not-met',
      'windows-slat': 'met'
    })
  })

  it('whose Windows is too old is told the Docker Desktop that took it', () => {
    const cureOf = (text: string) =>
      judgePasted(text)
        .results.find(({ id }) => id === 'windows-version')
        ?.cures.map(({ says }) => [says.key.split('.').at(-1), says.values])
    expect(cureOf(recordedAs('systeminfo, French, Windows 10 Famille'))).toContainEqual([
      'last-desktop',
      { version: '4.24.2' }
    ])
    expect(cureOf(recordedAs('systeminfo, English, Windows 7'))?.map(([key]) => key)).toEqual(['upgrade', 'toolbox'])
  })

  it('with 32 bits is told which of the two has them', () => {
    expect(foundOf(recordedAs('systeminfo, English, Windows 7'), 'windows-processor')?.key).toMatch(/windows-32$/)
  })

  it('that is a server is judged as one', () => {
    const server = outcomes(recordedAs('systeminfo, English, Windows Server 2016'))
    expect(server).toMatchObject({ 'windows-version': 'met', 'windows-server': 'unknown' })
    expect(Object.keys(server)).not.toContain('windows-wsl')
    expect(outcomes(recordedAs('systeminfo, the console'))).toMatchObject({ 'windows-version': 'not-met' })
  })

  it('is told of its WSL in any language, and of one that is none', () => {
    expect(outcomes(recordedAs('wsl --version and -l'))).toMatchObject({
      'windows-wsl': 'not-met',
      'windows-wsl-distribution': 'not-met'
    })
    expect(outcomes(recordedAs('wsl --version, German'))).toMatchObject({ 'windows-wsl': 'met' })
    expect(outcomes(recordedAs('wsl --version, Spanish'))).toMatchObject({
      'windows-wsl': 'met',
      'windows-wsl-distribution': 'met',
      'windows-virtual-machine-platform': 'met'
    })
    expect(foundOf(recordedAs('wsl.exe that is a stub'), 'windows-wsl')?.key).toMatch(/found\.none$/)
  })

  it('is told of its groups and of a hypervisor that is switched off', () => {
    expect(outcomes(recordedAs('whoami'))).toMatchObject({
      'windows-docker-users': 'met',
      'windows-administrator': 'met'
    })
    expect(outcomes(recordedAs('bcdedit'))).toMatchObject({ 'windows-hypervisor': 'not-met' })
  })

  it('whose engine answers needs nothing more for that', () => {
    expect(outcomes(recordedAs('docker version on Windows'))).toMatchObject({
      'engine-reachable': 'met',
      'engine-version': 'met'
    })
  })

  it('is offered the command that tells what was not told', () => {
    const idsFor = (text: string, id: string) => commandsFor(readPasted(text), id).map((output) => output.id)
    expect(idsFor(recordedAs('systeminfo, Spanish'), 'windows-wsl')).toContain('wsl-version')
    expect(idsFor(recordedAs('systeminfo, Spanish'), 'windows-pipe')).toEqual(['windows-facts'])
    expect(idsFor('Microsoft Windows [Version 10.0.22631.3447]', 'windows-memory')).toEqual(['systeminfo'])
  })

  it('is told by the script, though a narrow window broke its line', () => {
    const line = JSON.stringify({
      productType: 1,
      build: 22631,
      edition: 'Professional',
      features: { VirtualMachinePlatform: 1 },
      pipes: ['docker_engine']
    })
    const broken = `PS C:\\> ...\n${(line.match(/.{1,40}/g) ?? []).join('\n')}\nPS C:\\>`
    expect(readPasted(broken).found).toEqual(['windows-facts'])
    expect(outcomes(broken)).toMatchObject({
      'windows-version': 'met',
      'windows-pipe': 'met',
      'windows-virtual-machine-platform': 'met'
    })
  })
})

describe('a Mac', () => {
  it('of today is judged by sw_vers and sysctl, and its engine by docker version', () => {
    expect(outcomes(recordedAs('a Mac with an M1'))).toMatchObject({
      'macos-processor': 'met',
      'macos-virtualization': 'met',
      'macos-memory': 'met',
      'macos-version': 'met',
      'macos-monitors': 'met',
      'engine-reachable': 'met',
      'engine-version': 'met',
      'macos-product': 'unknown'
    })
  })

  it('that is too old is told the Docker Desktop that took it', () => {
    const result = judgePasted(recordedAs('sw_vers and uname')).results.find(({ id }) => id === 'macos-version')
    expect(result).toMatchObject({ outcome: 'not-met', found: { values: { version: '10.14.6', name: 'Mojave' } } })
    expect(result?.cures.map(({ says }) => says.values)).toContainEqual({ version: '4.6.1' })
    expect(outcomes(recordedAs('an Intel Mac'))).toMatchObject({
      'macos-virtualization': 'not-met',
      'macos-memory': 'met'
    })
  })

  it('is told by uname alone', () => {
    const uname =
      'Darwin mac 24.6.0 Darwin Kernel Version 24.6.0: Mon Jul 14 11:30:29 PDT 2025; root:xnu-11417.140.69~1/RELEASE_ARM64_T6000 arm64'
    expect(outcomes(uname)).toMatchObject({ 'macos-version': 'met', 'macos-processor': 'met' })
    expect(foundOf(uname, 'macos-version')?.values).toMatchObject({ version: '15', name: 'Sequoia' })
  })
})

describe('a Linux computer', () => {
  it('is judged by uname, and its engine by the client’s complaint', () => {
    expect(outcomes(recordedAs('Linux'))).toMatchObject({
      'linux-64-bit': 'met',
      'linux-kernel': 'met',
      'engine-reachable': 'not-met'
    })
  })
})

describe('the verdict', () => {
  const of = (...names: readonly string[]) => verdictOf(judgePasted(names.map(recordedAs).join('\n')))

  it.each([
    ['systeminfo, English, Windows 11', 'desktop', true],
    ['systeminfo, Spanish', 'mend', true],
    ['systeminfo, French, Windows 10 Fam', 'older', true],
    ['systeminfo, English, Windows 8', 'toolbox', false],
    ['systeminfo, English, Windows 7', 'none', false],
    ['systeminfo, English, Windows Server', 'server', true],
    ['systeminfo, the console', 'none', false],
    ['wsl --version, German', 'more', undefined],
    ['docker version on Windows', 'works', undefined],
    ['a Mac with an M1', 'works', true],
    ['sw_vers and uname', 'older', false],
    ['an Intel Mac', 'toolbox', false],
    ['Linux', 'engine', true]
  ] as const)('on %s is %s', (name, kind, app) => {
    expect(of(name)).toMatchObject({ kind, app, says: { key: `prerequisites-other.verdict.${kind}` } })
  })

  it('names the command to begin with where nothing was read', () => {
    expect(verdictOf(judgePasted('hello'))).toMatchObject({
      kind: 'nothing',
      next: { commands: ['systeminfo', 'sw_vers', 'uname -a', 'docker version'] }
    })
  })

  it('counts what is to be mended, and not what installing mends', () => {
    const verdict = of('systeminfo, English, Windows 11', 'bcdedit')
    expect(verdict).toMatchObject({ kind: 'mend', says: { values: { count: 1 } } })
  })
})

describe('whatever is pasted', () => {
  it('is read in no time, also where it is made to be slow', () => {
    const slow = [' '.repeat(200_000), 'a'.repeat(200_000), `${'a '.repeat(150)}\n`.repeat(600), ': '.repeat(100_000)]
    for (const text of slow) {
      const start = performance.now()
      judgePasted(text)
      expect(performance.now() - start).toBeLessThan(2_000)
    }
  })

  it('nothing throws', { timeout: 30_000 }, () => {
    const lines = recorded.flatMap(({ text }) => text.split('\n'))
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      // Lines of the real ones, torn apart and put together again.
      fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 30 }).map((some) => some.join('\n'))
    )
    fc.assert(
      fc.property(any, (text) => verdictOf(judgePasted(text)).says.key.startsWith('prerequisites-other.')),
      { numRuns: 60 }
    )
  })

  it.each(recorded.map((one) => [one.name, one] as const))(
    '%s, cut off anywhere, never turns what is not met into met',
    { timeout: 30_000 },
    (_name, { text }) => {
      const whole = outcomes(text)
      for (let end = 0; end < text.length; end += 7) {
        const cut = outcomes(text.slice(0, end))
        for (const [id, outcome] of Object.entries(cut))
          if (outcome === 'met') expect(whole[id], `${id}, cut at ${end}`).not.toBe('not-met')
      }
    }
  )
})
