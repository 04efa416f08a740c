import { describe, expect, it } from 'vitest'
import { helloLines } from './hello-lines'
import { plainOutput } from './plain-output'
import text from '../../../../tests/support/hello-world.txt?raw'

describe('what programs write', () => {
  it('is shown without colours, and as a terminal would leave it', () => {
    expect(plainOutput('\u001b[1mReading\u001b[0m… 0%\rReading… 100%\r\nDone\n\n\n\n')).toBe('Reading… 100%\nDone')
    expect(plainOutput('\u001b]0;title\u0007$ apt-get update\n')).toBe('$ apt-get update')
  })
})

describe('hello-world', () => {
  it('is explained line by line', () => {
    const lines = helloLines(text)
    expect(lines.flatMap(({ note }) => note ?? [])).toEqual([
      'hello',
      'works',
      'client',
      'pulled',
      'created',
      'streamed',
      'ubuntu',
      'hub',
      'docs'
    ])
    expect(lines.map((line) => line.text).join('\n')).toBe(text.replace(/\n\n+/g, '\n').trim())
  })

  it('may say anything else', () => {
    expect(helloLines('Hallo\n   Welt\n\nEnde\n')).toEqual([{ text: 'Hallo\n   Welt' }, { text: 'Ende' }])
    expect(helloLines('')).toEqual([])
  })
})
