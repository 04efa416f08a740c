import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenize } from '../../../contract/command/tokenize'
import { canForward, commandWords, dialCommand, forwardWords, masterWords, testCommand } from './words'

const address = { user: 'ada', host: 'far', port: 2222 }
const options = { limit: 10_000 }

describe('the words for ssh', () => {
  it('name the host last, after what ends the options', () => {
    expect(masterWords(address, '/t/control', options).slice(-2)).toEqual(['--', 'far'])
    expect(commandWords(address, '/t/control', 'docker version', options).slice(-3)).toEqual([
      '--',
      'far',
      'docker version'
    ])
    expect(forwardWords('/t/control', '/t/engine.sock', '/run/docker.sock')).toEqual([
      ...['-F', '/dev/null', '-S', '/t/control', '-O', 'forward'],
      ...['-L', '/t/engine.sock:/run/docker.sock', '--', 'engine']
    ])
  })

  it('hold the account, the port, the time, and a config where one is named', () => {
    const words = masterWords(address, '/t/control', { ...options, configFile: '/c' }).join(' ')
    expect(words).toMatch(/^-F \/c .*ConnectTimeout=10 .*-l ada -p 2222 .*ControlPath=\/t\/control/)
    expect(masterWords({ host: 'far' }, '/t/c', options).join(' ')).not.toMatch(/-l|-p|-F/)
  })

  it('leave out what the person’s config does beside', () => {
    const words = commandWords(address, undefined, 'x', options)
    for (const word of ['ClearAllForwardings=yes', 'RemoteCommand=none', 'ControlPath=none', '-a', '-x', '-T'])
      expect(words).toContain(word)
  })
})

describe('what is run over there', () => {
  it('is what docker’s own command runs', () => {
    expect(dialCommand({ host: 'far' })).toBe('docker system dial-stdio')
    expect(dialCommand({ host: 'far', path: '/run/user/1000/docker.sock' })).toBe(
      'docker --host=unix:///run/user/1000/docker.sock system dial-stdio'
    )
  })

  it('is one word for a shell, whatever the path is', () => {
    const path = fc.string({ minLength: 1 }).filter((text) => !/[\0\r\n]/.test(text))
    fc.assert(
      fc.property(path, (text) => {
        const whole = `/${text}`
        const words = (line: string): unknown => {
          const tokens = tokenize(line)
          if (tokens.kind !== 'words' || tokens.rest !== '') return tokens
          return tokens.words.map(({ text: word, expansions }) => (expansions.length === 0 ? word : expansions))
        }
        expect(words(dialCommand({ host: 'far', path: whole }))).toEqual([
          'docker',
          `--host=unix://${whole}`,
          'system',
          'dial-stdio'
        ])
        expect(words(testCommand('e', whole))).toEqual(['test', '-e', whole])
      })
    )
  })

  it.each(['/a b.sock', '/a:b', '/%h', '/${HOME}/x', 'relative', '/a\\b', '/[x]'])('is not forwarded to %s', (path) => {
    expect(canForward(path)).toBe(false)
  })
})
