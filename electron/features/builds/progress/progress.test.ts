/** What both builders tell, as steps: recorded from engine 20.10.24, and BuildKit's newer messages made here. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstructions } from '../../../../contract/builds/instructions'
import { BuildLog } from './build-log'
import { BuildKitProgress } from './buildkit-progress'
import { ClassicProgress } from './classic-progress'
import { LineSplitter } from './line-splitter'
import { Message, writeMessage } from './protobuf'
import recorded from './recorded-trace.json'
import { readTrace } from './trace'
import { whatFailed } from './what-failed'

const dockerfile = `FROM busybox
WORKDIR /w
COPY a.txt /w/
RUN echo hello; echo err >&2; sleep 0.3; ls /w
RUN sh -c 'echo bad; exit 3'
`
const instructions = readInstructions(dockerfile)
const linesOf = (log: BuildLog) => log.take({ version: 0, line: 0, warning: 0 })?.lines ?? []

describe('a message', () => {
  it('is read back as it was written', () => {
    const fields = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 500 }), fc.oneof(fc.maxSafeNat(), fc.string({ unit: 'grapheme' }))),
      { selector: ([number]) => number }
    )
    fc.assert(
      fc.property(fields, (written) => {
        const message = new Message(writeMessage(written))
        for (const [number, value] of written)
          expect(typeof value === 'number' ? message.number(number) : message.text(number)).toBe(value)
      })
    )
  })
  it('is read as far as it goes, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const trace = readTrace(Buffer.from(bytes).toString('base64'))
        expect(Array.isArray(trace.vertexes)).toBe(true)
      })
    )
  })
  it('may hold a negative number', () => {
    const bytes = Buffer.from([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])
    expect(new Message(bytes).number(1)).toBe(-1)
  })
})

describe('what BuildKit told', () => {
  const log = new BuildLog()
  const progress = new BuildKitProgress(log, instructions)
  for (const aux of recorded) progress.take(aux)
  progress.end()

  it('is the steps of the Dockerfile, with their lines and times', () => {
    const own = log.steps.filter(({ internal }) => !internal)
    expect(own.map(({ name, state, lines }) => [name.slice(0, 14), state, lines?.first])).toEqual([
      ['[1/5] FROM doc', 'done', 1],
      ['[2/5] WORKDIR ', 'done', 2],
      ['[3/5] COPY a.t', 'done', 3],
      ['[4/5] RUN echo', 'done', 4],
      ['[5/5] RUN sh -', 'failed', 5]
    ])
    expect(own[3]?.duration).toBeGreaterThan(300)
    expect(log.steps.filter(({ internal }) => internal).length).toBeGreaterThan(1)
  })
  it('is the output of each, and where it came from', () => {
    const [, , , run, bad] = log.steps.filter(({ internal }) => !internal)
    expect(linesOf(log)).toEqual([
      { step: run?.id, text: 'hello', error: false },
      { step: run?.id, text: 'err', error: true },
      { step: run?.id, text: 'a.txt', error: false },
      { step: bad?.id, text: 'bad', error: false }
    ])
  })
  it('says which lines failed', () => {
    const message = "executor failed running [/bin/sh -c sh -c 'echo bad; exit 3']: exit code: 3"
    expect(whatFailed({ kind: 'engine-error', message }, log, instructions).lines).toEqual({ first: 5, last: 5 })
    for (const words of ['dockerfile parse error line 2: x', 'failed to solve: dockerfile parse error on line 2: x'])
      expect(whatFailed({ kind: 'engine-error', message: words }, new BuildLog(), instructions).lines?.first).toBe(2)
  })
  it('may warn, and be cached', () => {
    const other = new BuildLog()
    const range = writeMessage([
      [1, writeMessage([[1, 4]])],
      [2, writeMessage([[1, 5]])]
    ])
    const warning = writeMessage([
      [1, 'v'],
      [3, 'StageNameCasing'],
      [4, 'why'],
      [5, 'https://x.invalid'],
      [7, range]
    ])
    const vertex = writeMessage([
      [1, 'v'],
      [3, '[4/5] RUN x'],
      [4, 1],
      [5, writeMessage([[1, 10]])],
      [6, writeMessage([[1, 12]])]
    ])
    new BuildKitProgress(other, instructions).take(
      writeMessage([
        [1, vertex],
        [4, warning]
      ]).toString('base64')
    )
    expect(other.steps).toMatchObject([{ state: 'cached', startedAt: 10_000, endedAt: 12_000, duration: 2_000 }])
    expect(other.warnings).toEqual([
      { message: 'StageNameCasing', detail: 'why', url: 'https://x.invalid', lines: { first: 4, last: 5 } }
    ])
  })
})

describe('what the classic builder told', () => {
  const log = new BuildLog()
  let now = 0
  const progress = new ClassicProgress(log, instructions, () => (now += 100))
  const words = [
    'Step 1/5 : FROM busybox',
    '\n',
    ' ---> 61aa64affc4c\n',
    'Step 2/5 : WORKDIR /w',
    '\n',
    ' ---> Using cache\n',
    ' ---> c958bf8770fb\n',
    'Step 3/5 : COPY a.txt /w/',
    '\n',
    ' ---> 5ae039524fd5\n',
    'Step 4/5 : RUN echo hello; echo err >&2; sleep 0.3; ls /w',
    '\n',
    ' ---> Running in 2d0aa3875f98\n',
    '\u001b[91merr\n\u001b[0m',
    'hel',
    'lo\n',
    'no end',
    'Removing intermediate container 2d0aa3875f98\n',
    ' ---> f371094408a8\n',
    "Step 5/5 : RUN sh -c 'echo bad; exit 3'",
    '\n',
    ' ---> Running in 3d0aa3875f98\n',
    'bad\n'
  ]
  for (const text of words) progress.take(text)
  progress.end('The command returned a non-zero code: 3')

  it('is the steps of the Dockerfile', () => {
    expect(log.steps.map(({ id, state, lines }) => [id, state, lines?.first])).toEqual([
      ['1', 'done', 1],
      ['2', 'cached', 2],
      ['3', 'done', 3],
      ['4', 'done', 4],
      ['5', 'failed', 5]
    ])
    expect(log.steps.every(({ duration }) => duration === 100)).toBe(true)
  })
  it('is the output of each', () => {
    expect(linesOf(log).map(({ step, text, error }) => [step, text, error])).toEqual([
      ['4', 'err', true],
      ['4', 'hello', false],
      ['4', 'no end', false],
      ['5', 'bad', false]
    ])
  })
})

describe('output', () => {
  it('is parted into lines, wherever it was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text))),
        fc.integer({ min: 1, max: 7 }),
        (lines, size) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
          const splitter = new LineSplitter()
          const got: string[] = []
          for (let at = 0; at < bytes.length; at += size) got.push(...splitter.push(bytes.subarray(at, at + size)))
          expect([...got, ...splitter.end()]).toEqual(lines)
        }
      )
    )
  })
  it('shows what a carriage return left, and parts a line without end', () => {
    const splitter = new LineSplitter()
    expect(splitter.pushText('10%\r50%\r100%\r\n')).toEqual(['100%'])
    expect(splitter.pushText('x'.repeat(20_000)).map(({ length }) => length)).toEqual([8_000, 8_000])
  })
  it('is kept within bounds, and a follower hears what it missed', () => {
    const log = new BuildLog()
    const slow = log.begin()
    for (let index = 0; index < 250; index++)
      log.add(
        '1',
        false,
        Array.from({ length: 1_000 }, (_, line) => `${index} ${line}`)
      )
    let [lines, dropped] = [0, 0]
    for (let batch = log.take(slow); batch !== undefined; batch = log.take(slow)) {
      expect(batch.lines.length).toBeLessThanOrEqual(2_000)
      lines += batch.lines.length
      dropped += batch.dropped
    }
    expect(lines + dropped).toBe(250_000)
    expect(lines).toBeLessThanOrEqual(110_000)
  })
})
