import { describe, expect, it } from 'vitest'
import type { TerminalOutput } from '../../../../contract/containers/terminal/model'
import { KeptOutput } from './kept-output'

const forever = new AbortController().signal
const textOf = (items: readonly TerminalOutput[]): string => items.map(({ text }) => text).join('')
async function all(output: KeptOutput): Promise<TerminalOutput[]> {
  const items: TerminalOutput[] = []
  for await (const item of output.read(forever)) items.push(item)
  return items
}

describe('what a terminal keeps', () => {
  it('gives what came before, marked so, and what comes then, in order and once', async () => {
    const output = new KeptOutput()
    output.append('stdout', 'one ')
    output.append('stdout', 'two ')
    output.append('stderr', 'three ')
    const reading = output.read(forever)
    const items = [(await reading.next()).value, (await reading.next()).value] as TerminalOutput[]
    output.append('stderr', 'four ')
    output.append('stdout', 'five')
    output.close()
    for await (const item of reading) items.push(item)
    expect(items).toEqual([
      { source: 'stdout', text: 'one two ', earlier: true },
      { source: 'stderr', text: 'three ', earlier: true },
      { source: 'stderr', text: 'four ' },
      { source: 'stdout', text: 'five' }
    ])
  })

  it('is bounded, begins with a whole line, and remembers the modes that were set', async () => {
    const output = new KeptOutput(100_000)
    output.append('stdout', '\u001b[?2004h\u001b[?1049h\u001b[?25l')
    output.append('stdout', '\u001b[?25h')
    for (let line = 0; line < 40_000; line++) output.append('stdout', `line ${line}\r\n`)
    output.close()
    const text = textOf(await all(output))
    expect(text.length).toBeLessThan(140_000)
    expect(text).toMatch(/^\u001b\[\?2004h\u001b\[\?1049h\u001b\[\?25hline \d+\r\n/)
    expect(text.endsWith('line 39999\r\n')).toBe(true)
  })

  it('makes the source wait for a reader that is far behind, and for nobody else', async () => {
    const output = new KeptOutput()
    const chunk = 'x'.repeat(32 * 1024)
    for (let count = 0; count < 40; count++) output.append('stdout', chunk)
    await output.room()

    const abort = new AbortController()
    const reading = output.read(abort.signal)
    for (let index = 0; index < 30; index++) await reading.next()
    for (let count = 0; count < 12; count++) output.append('stdout', chunk)
    let room = false
    const waiting = output.room().then(() => (room = true))
    await new Promise(setImmediate)
    expect(room).toBe(false)
    let read = 0
    while (!room) {
      read += (await reading.next()).value?.text.length ?? 0
      await new Promise(setImmediate)
    }
    expect(read).toBeLessThan(12 * chunk.length)

    for (let count = 0; count < 20; count++) output.append('stdout', chunk)
    const again = output.room()
    // Who goes holds up nobody.
    abort.abort()
    await reading.return()
    await Promise.all([waiting, again])
  })
})
