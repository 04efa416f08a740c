import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run } from '../containers/command'
import type { RunOptions } from '../containers/run'
import { parseCommand } from './parse-command'
import { shellOf, tokenizePasted } from './pasted-line'
import { lineText, quote, type Shell } from './quote'
import { argument } from './test-argument'
import { runOptions } from './test-run-options'

const words = (source: string, shell?: Shell) => {
  const tokens = tokenizePasted(source, shell)
  return tokens.kind === 'words' ? tokens.words.map(({ text }) => text) : tokens
}

describe('a pasted line', () => {
  it.each<readonly [string, Shell]>([
    ['docker run \\\n  -d nginx', 'posix'],
    ['docker run `\n  -d nginx', 'powershell'],
    ['docker run ^\r\n  -d nginx', 'cmd'],
    ['docker run ^  \n  -d nginx', 'cmd'],
    ['docker run -v $env:USERPROFILE/x:/x nginx', 'powershell'],
    ['docker run -v "${env:APPDATA}:/x" nginx', 'powershell'],
    ['docker run -v %cd%:/app nginx', 'cmd'],
    ["docker run busybox echo 'a `\nb ^\nc $env:X %cd%'", 'posix'],
    ['docker run -v $PWD:/app nginx', 'posix']
  ])('%j is written for %s', (source, shell) => {
    expect(shellOf(source)).toBe(shell)
  })

  it.each([
    '$ docker run -d nginx',
    '# docker run -d nginx',
    '# As the README says:\n#\n\n$ docker run -d nginx',
    '# one\r\ndocker run -d nginx',
    'me@host:~/src$ docker run -d nginx',
    '[root@host ~]# docker run -d nginx',
    '(base) me@host % docker run -d nginx',
    'bash-5.1$ docker run -d nginx',
    '➜  ~ docker run -d nginx',
    '❯ docker run -d nginx',
    'PS C:\\Users\\me> docker run -d nginx',
    'PS> docker run -d nginx',
    'C:\\Users\\me>docker run -d nginx',
    '$ docker run \\\n> -d \\\n> nginx',
    'PS C:\\> docker run `\n>> -d `\n>> nginx',
    'C:\\>docker run ^\nMore? -d ^\nMore? nginx',
    'docker\u00a0run -d\u00a0nginx'
  ])('loses its prompt: %j', (source) => {
    expect(words(source)).toEqual(['docker', 'run', '-d', 'nginx'])
  })
})

describe('for PowerShell', () => {
  it.each([
    [`a 'it''s' "say ""hi""" b\`"c`, ['a', "it's", 'say "hi"', 'b"c']],
    ['a `\n  b `  \n c # comment', ['a', 'b', 'c']],
    ['a "x`ty`nz" \'`t\'', ['a', 'x\ty\nz', '`t']],
    ['a type=bind,source=C:\\x,target=/y', ['a', 'type=bind,source=C:\\x,target=/y']],
    ["a ''", ['a', '']]
  ])('%j', (source, expected) => {
    expect(words(source, 'powershell')).toEqual(expected)
  })

  it('names what the shell would fill in', () => {
    expect(tokenizePasted('a "${PWD}:/x" $env:HOME\\y $(Get-Location) "$(x)"', 'powershell')).toMatchObject({
      words: [
        { text: 'a', expansions: [] },
        { text: '${PWD}:/x', expansions: [{ kind: 'variable', text: '${PWD}', name: 'PWD' }] },
        { text: '$env:HOME\\y', expansions: [{ kind: 'variable', text: '$env:HOME', name: 'HOME' }] },
        { text: '$(Get-Location)', expansions: [{ kind: 'substitution' }] },
        { text: '$(x)', expansions: [{ kind: 'substitution' }] }
      ]
    })
    expect(tokenizePasted("a '$x' `$y", 'powershell')).toMatchObject({
      words: [{}, { expansions: [] }, { expansions: [] }]
    })
  })

  it.each([
    ["a 'b", "'"],
    ['a "b', '"'],
    ['a "$(b"', '$(']
  ])('needs its quotes closed: %j', (source, open) => {
    expect(tokenizePasted(source, 'powershell')).toEqual({ kind: 'unclosed', quote: open })
  })
})

describe('for cmd', () => {
  it.each([
    [`a "b c" it's d^&e "f^g"`, ['a', 'b c', "it's", 'd&e', 'f^g']],
    ['a ^\n  b ^  \n c', ['a', 'b', 'c']],
    ['a "say \\"hi\\"" C:\\dir\\ "C:\\my dir\\\\"', ['a', 'say "hi"', 'C:\\dir\\', 'C:\\my dir\\']],
    ['a ""', ['a', '']],
    ['a | b', ['a']]
  ])('%j', (source, expected) => {
    expect(words(source, 'cmd')).toEqual(expected)
  })

  it('names what the shell would fill in', () => {
    expect(tokenizePasted('a "%cd%:/x" 100^% %', 'cmd')).toMatchObject({
      words: [
        {},
        { text: '%cd%:/x', expansions: [{ kind: 'variable', text: '%cd%', name: 'cd' }] },
        { text: '100%', expansions: [] },
        { text: '%', expansions: [] }
      ]
    })
  })
})

describe('what is quoted for a shell', () => {
  it.each<Shell>(['posix', 'powershell', 'cmd'])('is read back by its rules: %s', (shell) => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (all) => {
        const source = `x ${all.map((word) => quote(word, shell)).join(' ')}`
        // cmd cannot say a line break.
        const expected = shell === 'cmd' ? all.map((word) => word.replace(/\r\n|\r|\n/g, ' ')) : all
        expect(words(source, shell)).toEqual(['x', ...expected])
      }),
      { numRuns: 500 }
    )
  })

  it.each<Shell>(['posix', 'powershell', 'cmd'])('and so is a whole docker run: %s', (shell) => {
    fc.assert(
      fc.property(runOptions, (options) => {
        const read = parseCommand(lineText(run({ options }), { shell }), shell)
        expect(read).toMatchObject({ kind: 'run', start: true })
        if (read.kind === 'run') expect(read.options).toEqual(pasted(options, shell === 'cmd'))
      }),
      { numRuns: 200 }
    )
  })

  it('without saying for which, where it has line ends of its own', () => {
    fc.assert(
      fc.property(runOptions, (options) => {
        expect(parseCommand(lineText(run({ options }), { shell: 'posix' }))).toMatchObject({
          options: pasted(options, false)
        })
      })
    )
  })

  it('is never an error, whatever it holds', () => {
    fc.assert(
      fc.property(argument, fc.constantFrom<Shell>('powershell', 'cmd'), (source, shell) => {
        tokenizePasted(source, shell)
      })
    )
  })
})

/** A secret's value is asked for again; cmd cannot say a line break. */
const pasted = (options: RunOptions, oneLine: boolean): unknown => {
  const environment = options.environment.map((variable) => (variable.secret ? { ...variable, value: '' } : variable))
  return oneLine ? inOneLine({ ...options, environment }) : { ...options, environment }
}
function inOneLine(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\n', ' ')
  if (Array.isArray(value)) return value.map(inOneLine)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOneLine(inner)]))
}
