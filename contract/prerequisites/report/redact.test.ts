import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, type Secret } from './redact'

const secret = (text: string, label = '[user]', word?: boolean): Secret => ({
  text,
  label,
  ...(word === undefined ? {} : { word })
})

describe('what a report leaves out', () => {
  it.each([
    [
      'the name of a person, also in a path',
      'uid=1000(ada) /home/ada/x',
      [secret('/home/ada', '~'), secret('ada')],
      'uid=1000([user]) ~/x'
    ],
    ['in whatever letters', 'C:\\Users\\Ada', [secret('ada')], 'C:\\Users\\[user]'],
    [
      'a short name only where it is a word',
      'installed for ed (ed)',
      [secret('ed', '[user]', true)],
      'installed for [user] ([user])'
    ],
    ['the password of a proxy', 'HTTP_PROXY=http://ada:s3cret@proxy:3128', [], 'HTTP_PROXY=http://***@proxy:3128'],
    ['an access token of Docker Hub', 'token dckr_pat_abcDEF123-_456 used', [], 'token *** used'],
    ['a header of a sign-in', 'Authorization: Bearer abcdefgh.ijkl', [], 'Authorization: Bearer ***'],
    ['a JSON web token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here', [], 'got *** here'],
    ['a password in JSON', '{"password": "hunter22"}', [], '{"password": "***"}'],
    ['the token that joins a swarm', 'SWMTKN-1-49nj1cmql0jkz5s954yi3oex', [], '***'],
    ['an address of a network card', 'ether 02:42:ac:11:00:02 txqueuelen', [], 'ether [hardware address] txqueuelen'],
    [
      'an address of this computer',
      'listens on 192.168.1.20:2375',
      [secret('192.168.1.20', '[address]')],
      'listens on [address]:2375'
    ]
  ])('%s', (_title, text, secrets, expected) => {
    expect(redact(text, secrets)).toBe(expected)
  })

  it('leaves what is nobody’s alone', () => {
    const text = 'Linux 6.1.0-18-amd64 x86_64\nsha256:9f2a\nunix:///var/run/docker.sock\nhttps://docs.docker.com/a@b'
    expect(redact(text, [secret('a')])).toBe(text)
  })

  it('never lets one of the given secrets through, wherever it stands', () => {
    const anySecret = fc.record({
      text: fc.string({ minLength: 2, maxLength: 12 }),
      label: fc.constantFrom('[user]', '~', '[host]', '')
    })
    fc.assert(
      fc.property(
        fc.array(anySecret, { minLength: 1, maxLength: 5 }),
        fc.array(fc.string(), { maxLength: 8 }),
        (secrets, pieces) => {
          const all = pieces.flatMap((piece, index) => [piece, secrets[index % secrets.length]?.text ?? ''])
          const result = redact(all.join(''), secrets).toLowerCase()
          for (const { text } of secrets)
            if (/[\p{L}\p{N}]/u.test(text)) expect(result).not.toContain(text.toLowerCase())
        }
      ),
      { numRuns: 500 }
    )
  })
})
