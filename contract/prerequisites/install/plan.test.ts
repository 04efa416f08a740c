import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenize } from '../../command/tokenize'
import english from '../../../locales/en/prerequisites-install.json'
import type { InstallOptions, InstallSystem } from './model'
import { parseOsRelease } from './os-release'
import { accessesOf, fittingOptions, planOf, waysOf } from './plan'
import { readText, scriptOf, stepText, wordsOf } from './script'
import { linux, linuxNames, mac, windows, type ReleaseName } from './test-systems'
import { dataRootOf, withDataRoot } from './ways/after'

const systems: ReadonlyArray<readonly [string, InstallSystem]> = [
  ...linuxNames.map((name) => [name, linux(name)] as const),
  ['debian12 32-bit arm', linux('debian12', { arch: 'arm' })],
  ['debian12 riscv', linux('debian12', { arch: 'riscv64' })],
  ['debian12 sysv root', linux('debian12', { init: 'sysv', isRoot: true, user: 'root' })],
  ['windows', windows()],
  ['windows without winget', windows({ programs: [], arch: 'arm64' })],
  ['windows server', windows({ server: true })],
  ['mac', mac()],
  ['mac without brew', mac({ programs: [], arch: 'x64' })]
]

/** Every way and access that a system has, with data elsewhere and as usual. */
function optionsOf(system: InstallSystem): InstallOptions[] {
  return waysOf(system).flatMap((way) => {
    const accesses = accessesOf(system, way)
    return (accesses.length === 0 ? (['root'] as const) : accesses).flatMap((access) => [
      { way, access, dataRoot: '' },
      ...(system.platform === 'linux' ? [{ way, access, dataRoot: '/mnt/big disk/docker' }] : [])
    ])
  })
}
const all = systems.flatMap(([name, system]) =>
  optionsOf(system).map((options) => [`${name}, ${options.way}, ${options.access}`, system, options] as const)
)
const text = (system: InstallSystem, wish: Partial<InstallOptions> = {}): string => {
  const options = fittingOptions(system, wish)
  return options === undefined
    ? 'none'
    : planOf(system, options)
        .steps.map((step) => stepText(step, system) || `(by hand: ${step.id})`)
        .join('\n')
}

describe('every plan', () => {
  it('is there for each way of each system', () => expect(all.length).toBeGreaterThan(80))

  it.each(all)('%s', (_name, system, options) => {
    const { steps, source } = planOf(system, options)
    expect(source).toMatch(/^https:\/\//)
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    expect(steps.map(({ id }) => id)).toContain('hello')
    for (const step of steps) {
      // Its sentences are there, with the values that they need.
      for (const { key, values } of [step.says, step.explains]) {
        const sentence = key
          .split('.')
          .slice(1)
          .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], english)
        expect(sentence, key).toBeTypeOf('string')
        for (const [, name = ''] of String(sentence).matchAll(/\{(\w+)\}/g))
          expect(Object.keys(values ?? {})).toContain(name)
      }
      const words = wordsOf(step.doing)
      expect(words === undefined).toBe(step.doing.kind === 'hand')
      if (step.doing.kind === 'run') {
        // One program and its words: nothing in it needs a shell.
        for (const word of step.doing.words) expect(word).not.toMatch(/^(?:\||>|<|&&?|;|\$\(.*|`.*)$/)
        if (system.platform !== 'win32') {
          const typed = tokenize(stepText({ ...step, asRoot: false }, system))
          expect(typed.kind === 'words' ? typed.words.map((word) => word.text) : []).toEqual(step.doing.words)
        }
      }
      if (step.undo !== undefined) {
        const ids = steps.map(({ id }) => id)
        expect(ids.indexOf(step.undo.from)).toBeGreaterThanOrEqual(0)
        expect(ids.indexOf(step.undo.from)).toBeLessThanOrEqual(ids.indexOf(step.id))
      }
    }
  })

  it('is a script that a shell can read, and stops at the first failure', () => {
    const system = linux('debian12')
    const { steps } = planOf(system, { way: 'repository', access: 'group', dataRoot: '' })
    const script = scriptOf(steps, system, ({ says }) => `${says.key}\nsecond line`)
    expect(script).toMatch(/^#!\/bin\/sh\nset -e\n/)
    expect(script).not.toContain('\nsecond line')
    expect(scriptOf(steps, windows(), () => '')).toMatch(/^\$ErrorActionPreference = 'Stop'/)
  })

  it('reads otherwise where anything in it differs', () => {
    const one = planOf(linux('debian12'), { way: 'repository', access: 'group', dataRoot: '' })
    const other = planOf(linux('debian13'), { way: 'repository', access: 'group', dataRoot: '' })
    expect(readText(one.steps, linux('debian12'))).not.toBe(readText(other.steps, linux('debian13')))
  })
})

describe('the usual way', () => {
  it.each(linuxNames)('of %s', (name: ReleaseName) => expect(text(linux(name))).toMatchSnapshot())
  it('of Windows', () => expect(text(windows())).toMatchSnapshot())
  it('of Windows on ARM without winget', () => expect(text(windows({ programs: [], arch: 'arm64' }))).toMatchSnapshot())
  it('of Windows Server', () => expect(text(windows({ server: true }))).toMatchSnapshot())
  it('of macOS', () => expect(text(mac())).toMatchSnapshot())
  it('of macOS without Homebrew, on Intel', () => expect(text(mac({ programs: [], arch: 'x64' }))).toMatchSnapshot())
})

describe('other ways', () => {
  it.each([
    ['debian12', { way: 'distribution' }],
    ['debian13', { way: 'distribution' }],
    ['ubuntu2404', { way: 'distribution' }],
    ['ubuntu2404', { way: 'desktop' }],
    ['debian12', { way: 'repository', access: 'rootless' }],
    ['fedora42', { way: 'distribution' }],
    ['fedora42', { way: 'desktop' }],
    ['fedora42', { way: 'repository', access: 'rootless' }],
    ['debian12', { way: 'static' }],
    ['alpine', { way: 'static' }]
  ] as const)('%s %j', (name, wish) => expect(text(linux(name), wish)).toMatchSnapshot())

  it('removes what is in the way, and an older description of the repository', () => {
    const system = linux('ubuntu2404', {
      conflicts: ['docker.io', 'containerd'],
      olderRepositories: ['/etc/apt/sources.list.d/docker.list']
    })
    expect(text(system).split('\n').slice(0, 2)).toEqual([
      'sudo apt-get remove -y docker.io containerd',
      'sudo rm -f /etc/apt/sources.list.d/docker.list'
    ])
  })

  it('keeps the data elsewhere, and moves what is there', () => {
    const system = linux('debian12', { hasData: true, programs: ['dockerd'], daemonJson: '{"log-driver":"local"}' })
    expect(text(system, { dataRoot: '/mnt/big disk/docker' })).toMatchSnapshot()
    expect(text(linux('debian12', { daemonJson: '{' }), { dataRoot: '/data' })).toContain('(by hand: data-by-hand)')
  })

  it('asks for no rights that are there', () => {
    expect(text(linux('debian12', { isRoot: true, user: 'root' }))).not.toContain('sudo')
  })

  it('needs no repository that there is not', () => {
    expect(waysOf(linux('kali'))).toEqual(['distribution', 'desktop', 'static'].filter((way) => way !== 'desktop'))
    expect(waysOf(linux('void', { arch: 'riscv64' }))).toEqual([])
    expect(fittingOptions(linux('void', { arch: 'riscv64' }))).toBeUndefined()
    expect(fittingOptions(linux('arch'), { way: 'repository', access: 'rootless', dataRoot: '/data' })).toEqual({
      way: 'distribution',
      access: 'group',
      dataRoot: '/data'
    })
  })
})

describe('what is read', () => {
  it('os-release never throws', () => {
    fc.assert(fc.property(fc.string(), (raw) => void parseOsRelease(raw)))
    expect(parseOsRelease(`A="b \\"c\\""\nB='d e'\nC=f\n# D=g\nbroken`)).toEqual(
      new Map([
        ['A', 'b "c"'],
        ['B', 'd e'],
        ['C', 'f']
      ])
    )
  })

  it('daemon.json keeps its settings', () => {
    expect(JSON.parse(withDataRoot('{"a":1,"data-root":"/x"}', '/y') ?? '')).toEqual({ a: 1, 'data-root': '/y' })
    expect(withDataRoot('', '/y')).toBe('{\n  "data-root": "/y"\n}\n')
    expect(dataRootOf('{"data-root":"/mnt"}')).toBe('/mnt')
    for (const text of ['', '{', '[]', '{"data-root":1}', '{"data-root":"x"}'])
      expect(dataRootOf(text), text).toBe('/var/lib/docker')
    expect(withDataRoot('[]', '/y')).toBeUndefined()
    expect(withDataRoot('{', '/y')).toBeUndefined()
  })
})
