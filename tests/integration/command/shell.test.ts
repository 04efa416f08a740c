/** What is written for POSIX shells, read by a real one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partText, quote } from '../../../contract/command/quote'
import { argument } from '../../../contract/command/test-arbitraries'
import { tokenize } from '../../../contract/command/tokenize'
import { execute } from './docker-cli'

/** The words of a command line as `shell` hands them to a program. */
async function words(
  shell: string,
  text: string,
  environment: Readonly<Record<string, string>> = {}
): Promise<string[]> {
  const { code, stdout, stderr } = await execute(shell, ['-c', `printf '%s\\0' ${text}`], environment)
  if (code !== 0) throw new Error(stderr)
  return stdout.split('\0').slice(0, -1)
}

describe.each(['sh', 'bash'])('quoted for %s', (shell) => {
  it('each argument comes through unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { minLength: 1, maxLength: 12 }), async (given) => {
        expect(await words(shell, given.map((word) => quote(word, 'posix')).join(' '))).toEqual(given)
      }),
      { numRuns: 60 }
    )
  })

  it('a secret is filled in, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(argument, argument, async (name, secret) => {
        const part = { kind: 'value', text: `${name}=$KEY`, variable: 'KEY' } as const
        expect(await words(shell, partText(part, 'posix'), { KEY: secret })).toEqual([`${name}=${secret}`])
      }),
      { numRuns: 40 }
    )
  })
})

describe('our tokenizer', () => {
  const pieces = fc.constantFrom(
    ...`a b ' " \\ # é - = , : / .`.split(' '),
    ' ',
    '\n',
    '\t',
    '\\\n',
    "''",
    '""',
    "'x y'",
    '"a\\"b"'
  )
  it('splits as sh does where nothing is to be filled in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 8 }), async (parts) => {
        const source = parts.join('')
        const tokens = tokenize(`x${source}`)
        fc.pre(tokens.kind === 'words' && tokens.rest === '' && !/\\$/.test(source))
        expect(await words('sh', `x${source}`)).toEqual(
          tokens.kind === 'words' ? tokens.words.map((word) => word.text) : []
        )
      }),
      { numRuns: 100 }
    )
  })
})
