import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docker } from './build'
import { lineText, partText, quote, quotingNotes, type Shell } from './quote'
import { argument } from './test-arbitraries'
import { cmdWords, powershellWords } from './test-shells'
import { tokenize } from './tokenize'

const words = fc.array(argument, { minLength: 1, maxLength: 4 })
const text = (shell: Shell, all: readonly string[]) => all.map((word) => quote(word, shell)).join(' ')

describe('quoting', () => {
  it.each([
    ['nginx:latest', 'nginx:latest', 'nginx:latest', 'nginx:latest'],
    ['', "''", "''", '""'],
    ['a b', "'a b'", "'a b'", '"a b"'],
    ["it's", `'it'\\''s'`, "'it''s'", `"it's"`],
    ['say "hi"', `'say "hi"'`, `'say "hi"'`, '^"say \\^"hi\\^"^"'],
    ['$HOME', "'$HOME'", "'$HOME'", '"$HOME"'],
    ['`id`', "'`id`'", "'`id`'", '"`id`"'],
    ['100%', '100%', "'100%'", '^"100^%^"'],
    ['%PATH%', '%PATH%', "'%PATH%'", '^"^%PATH^%^"'],
    ['a!b', "'a!b'", "'a!b'", '"a!b"'],
    ['a^b', "'a^b'", "'a^b'", '"a^b"'],
    ['a&b', "'a&b'", "'a&b'", '"a&b"'],
    ['C:\\my files\\', "'C:\\my files\\'", "'C:\\my files\\'", '"C:\\my files\\\\"'],
    ['a\nb', "'a\nb'", "'a\nb'", '"a b"'],
    ['=x', "'=x'", "'=x'", '=x'],
    ['a,b', 'a,b', "'a,b'", 'a,b'],
    ['-a.b', '-a.b', "'-a.b'", '-a.b'],
    ['l’été', "'l’été'", "'l’’été'", '"l’été"']
  ])('%s', (word, posix, powershell, cmd) => {
    expect(quote(word, 'posix')).toBe(posix)
    expect(quote(word, 'powershell')).toBe(powershell)
    expect(quote(word, 'cmd')).toBe(cmd)
  })

  it('for POSIX shells is read back by our own tokenizer', () => {
    fc.assert(
      fc.property(words, (all) => {
        const tokens = tokenize(text('posix', all))
        expect(tokens).toEqual({ kind: 'words', words: all.map((word) => ({ text: word, expansions: [] })), rest: '' })
      }),
      { numRuns: 500 }
    )
  })

  it('for PowerShell is read back by its documented rules', () => {
    fc.assert(
      fc.property(words, (all) => {
        expect(powershellWords(text('powershell', all))).toEqual(all)
      }),
      { numRuns: 500 }
    )
  })

  it('for cmd is read back by its documented rules, save for line breaks', () => {
    const variables = { PATH: 'C:\\', A: 'x' }
    fc.assert(
      fc.property(words, (all) => {
        expect(cmdWords(text('cmd', all), variables)).toEqual(all.map((word) => word.replaceAll('\n', ' ')))
      }),
      { numRuns: 500 }
    )
  })
})

describe('a secret', () => {
  const secret = { kind: 'value', text: 'PASSWORD=$PASSWORD', variable: 'PASSWORD' } as const
  it('is filled in by each shell', () => {
    expect(partText(secret, 'posix')).toBe('"PASSWORD=$PASSWORD"')
    expect(partText(secret, 'powershell')).toBe('"PASSWORD=$env:PASSWORD"')
    expect(partText(secret, 'cmd')).toBe('"PASSWORD=%PASSWORD%"')
  })

  it('is filled in after any name', () => {
    fc.assert(
      fc.property(argument, (name) => {
        const part = { kind: 'value', text: `${name}=$KEY`, variable: 'KEY' } as const
        const expected = [`${name}=a b`]
        expect(powershellWords(partText(part, 'powershell'), { KEY: 'a b' })).toEqual(expected)
        // cmd itself is at a loss where a percent sign stands before the variable's own.
        if (!name.includes('%'))
          expect(cmdWords(partText(part, 'cmd'), { KEY: 'ab' })).toEqual([`${name.replaceAll('\n', ' ')}=ab`])
        const tokens = tokenize(partText(part, 'posix'))
        expect(tokens).toMatchObject({
          words: [{ text: `${name}=$KEY`, expansions: [{ kind: 'variable', name: 'KEY' }] }]
        })
      })
    )
  })
})

describe('notes', () => {
  const line = (word: string) => docker('pull').argument('image', word).line()
  it('tell what a shell cannot say', () => {
    expect(quotingNotes(line('nginx'), 'powershell')).toEqual([])
    expect(quotingNotes(line('a"b'), 'powershell')).toEqual(['command.note.powershell-quotes'])
    expect(quotingNotes(line(''), 'powershell')).toEqual(['command.note.powershell-quotes'])
    expect(quotingNotes(line('a"b'), 'posix')).toEqual([])
    expect(quotingNotes(line('a\nb'), 'cmd')).toEqual(['command.note.cmd-line-break'])
    const secret = docker('run').option('env', '-e', 'A=$A', { value: 'secret', variable: 'A' }).line()
    expect(quotingNotes(secret, 'posix')).toEqual(['command.note.set-variables'])
  })

  it('leave no line break for cmd to take as the end of the command', () => {
    expect(lineText(line('a\nrm -rf /'), { shell: 'cmd' })).not.toContain('\n')
  })
})
