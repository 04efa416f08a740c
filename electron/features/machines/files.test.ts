import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withDesktopSettings } from './desktop-settings'
import { plainText } from './plain-text'
import { withWslSettings, wslSettingsIn } from './wsl-config'

describe('.wslconfig', () => {
  it('is changed where it says it, and left alone elsewhere', () => {
    const text = '# mine\r\n[wsl2]\r\nMemory = 4GB # quarter\r\nswap=0\r\n\r\n[experimental]\r\nsparseVhd=true\r\n'
    expect(
      withWslSettings(text, [
        ['memory', '8192MB'],
        ['processors', 4]
      ])
    ).toBe('# mine\r\n[wsl2]\r\nmemory=8192MB\r\nswap=0\r\nprocessors=4\r\n\r\n[experimental]\r\nsparseVhd=true\r\n')
  })
  it('is made where there is none, or none of its section', () => {
    expect(withWslSettings('', [['processors', 2]])).toBe('[wsl2]\nprocessors=2\n')
    expect(withWslSettings('[boot]\nsystemd=true\n', [['processors', 2]])).toBe(
      '[boot]\nsystemd=true\n[wsl2]\nprocessors=2\n'
    )
  })
  it('is read in its units', () => {
    expect(wslSettingsIn('\uFEFF[WSL2]\nmemory=512MB\nprocessors=x')).toEqual({ memoryBytes: 512 * 1024 ** 2 })
    expect(wslSettingsIn('memory=8GB')).toEqual({})
  })
  it('says afterwards what was set, whatever it held, and nothing else is another', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '[wsl2]',
        '[boot]',
        'memory=1GB',
        'processors=7',
        '# memory=2GB',
        '',
        'swap = 3',
        ' processors = 1 # x'
      ),
      fc.string().map((text) => text.replace(/[\r\n]/g, ''))
    )
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const before = lines.join(end)
        const after = withWslSettings(before, [
          ['memory', '4096MB'],
          ['processors', 3]
        ])
        expect(wslSettingsIn(after)).toEqual({ memoryBytes: 4 * 1024 ** 3, processors: 3 })
        const others = (text: string): string[] =>
          text.split(/\r?\n/).filter((one) => !/^\s*(memory|processors)\s*=|^\s*$|^\s*\[wsl2\]/i.test(one))
        expect(others(after)).toEqual(others(before))
      })
    )
  })
})

describe('Docker Desktop’s settings', () => {
  it('keep all else, under the names that the file has', () => {
    expect(
      JSON.parse(
        withDesktopSettings('/x/settings-store.json', '{"Cpus":2,"Other":{"a":1}}', [
          ['Cpus', 4],
          ['MemoryMiB', 8192]
        ])
      )
    ).toEqual({
      Cpus: 4,
      Other: { a: 1 },
      MemoryMiB: 8192
    })
    expect(
      JSON.parse(
        withDesktopSettings('/x/settings.json', '{"cpus":2}', [
          ['Cpus', 4],
          ['MemoryMiB', 8192]
        ])
      )
    ).toEqual({
      cpus: 4,
      memoryMiB: 8192
    })
  })
  it('are not written over what is none', () => {
    expect(() => withDesktopSettings('/x/settings.json', '[]', [['Cpus', 4]])).toThrow()
    expect(() => withDesktopSettings('/x/settings.json', '{', [['Cpus', 4]])).toThrow()
  })
})

describe('a program’s words', () => {
  it('are read without colours, and a line that was written anew once', () => {
    expect(plainText('\u001b[36mINFO\u001b[0m[0000] starting\r\n')).toBe('INFO[0000] starting\n')
    expect(plainText('10%\r50%\r100%\nok\u0007')).toBe('100%\nok')
    expect(plainText('50%\r')).toBe('50%')
  })
})
