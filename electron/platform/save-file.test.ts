import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveFile } from './save-file'

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
})
