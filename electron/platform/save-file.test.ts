import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveAnswer, saveFile } from './save-file'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'escale-save-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const never = new AbortController().signal
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: { kind: string } }) => error.failure?.kind ?? error
  )

describe('saving a file', () => {
  it('writes all of it and says how far it is', async () => {
    const path = join(folder, 'out.tar')
    const seen: number[] = []
    const bytes = await saveFile(path, Readable.from([Buffer.from('one'), Buffer.from('two!')]), {
      signal: never,
      onBytes: (count) => seen.push(count)
    })
    expect([bytes, seen, readFileSync(path, 'utf8')]).toEqual([7, [3, 7], 'onetwo!'])
    expect(readdirSync(folder)).toEqual(['out.tar'])
  })

  it('writes a file whose name is as long as names may be', async () => {
    for (const name of ['n'.repeat(255), 'é'.repeat(127)]) {
      const path = join(folder, name)
      await saveFile(path, Readable.from([Buffer.from('one')]), { signal: never })
      await saveAnswer(path, () => Promise.resolve(Readable.from([Buffer.from('two')])), { signal: never })
      expect(readFileSync(path, 'utf8')).toBe('two')
      rmSync(path)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it.skipIf(process.platform === 'win32')(
    'says what is wrong with a name that none can have, and with a folder in its place',
    async () => {
      mkdirSync(join(folder, 'there'))
      for (const name of ['n'.repeat(256), 'there'])
        expect(
          await failureOf(saveFile(join(folder, name), Readable.from([Buffer.from('one')]), { signal: never }))
        ).toBe('invalid-input')
      expect(readdirSync(folder)).toEqual(['there'])
    }
  )

  it('counts what it writes where nobody listens too', async () => {
    const pieces = (): Readable => Readable.from([Buffer.from('one'), Buffer.from('two!')])
    expect(await saveFile(join(folder, 'one'), pieces(), { signal: never })).toBe(7)
    expect(await saveAnswer(join(folder, 'other'), () => Promise.resolve(pieces()), { signal: never })).toBe(7)
  })

  it('leaves what stood there, and no half file, when the source fails', async () => {
    const path = join(folder, 'out.tar')
    writeFileSync(path, 'before')
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('half')
      throw new Error('the engine went away')
    }
    await expect(saveFile(path, broken(), { signal: never })).rejects.toThrow('the engine went away')
    expect(readdirSync(folder)).toEqual(['out.tar'])
    expect(readFileSync(path, 'utf8')).toBe('before')
  })

  it('is cancelled in the middle', async () => {
    const abort = new AbortController()
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(1000)
    }
    const saving = saveFile(join(folder, 'out.tar'), endless(), {
      signal: abort.signal,
      onBytes: (count) => count > 50_000 && abort.abort()
    })
    expect(await failureOf(saving)).toBe('cancelled')
    expect(readdirSync(folder)).toEqual([])
  })

  it('says that the folder is not there', async () => {
    const saving = saveFile(join(folder, 'no', 'out.tar'), Readable.from([Buffer.from('x')]), { signal: never })
    expect(await failureOf(saving)).toBe('not-found')
  })

  it('says that the disk is full', async () => {
    // A device that takes nothing: the system's own ENOSPC. It cannot be replaced, so it is written as a stream's end.
    const { createWriteStream } = await import('node:fs')
    const { fileError } = await import('./save-file')
    const error = await new Promise((resolve) =>
      createWriteStream('/dev/full').once('error', resolve).end(Buffer.alloc(100_000))
    )
    expect(fileError(error, '/dev/full')).toMatchObject({ failure: { kind: 'disk-full', here: true } })
  })

  it('takes an answer that comes here, and one that another thread has written', async () => {
    const seen: number[] = []
    const options = { signal: never, onBytes: (count: number) => void seen.push(count) }
    const here = join(folder, 'here.tar')
    expect(await saveAnswer(here, () => Promise.resolve(Readable.from([Buffer.from('come')])), options)).toBe(4)
    const there = join(folder, 'there.tar')
    const bytes = await saveAnswer(
      there,
      ({ path, onWritten }) => {
        writeFileSync(path, 'written')
        onWritten(7)
        return Promise.resolve(Readable.from([]))
      },
      options
    )
    expect([bytes, seen]).toEqual([7, [4, 7]])
    expect([readFileSync(here, 'utf8'), readFileSync(there, 'utf8')]).toEqual(['come', 'written'])
    expect(readdirSync(folder)).toEqual(['here.tar', 'there.tar'])
  })

  it('leaves nothing of an answer that is refused, or breaks off', async () => {
    const refused = saveAnswer(join(folder, 'out.tar'), () => Promise.reject(new Error('refused')), { signal: never })
    await expect(refused).rejects.toThrow('refused')
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('half')
      throw new Error('the engine went away')
    }
    const half = saveAnswer(join(folder, 'out.tar'), () => Promise.resolve(Readable.from(broken())), { signal: never })
    await expect(half).rejects.toThrow('the engine went away')
    expect(readdirSync(folder)).toEqual([])
  })
})
