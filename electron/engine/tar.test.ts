/** Tars read and written, against each other, the system's own tar, and what is none. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTar, type TarEntry } from './tar-reader'
import { padding, tarEnd, tarHeader, type TarHeader } from './tar-writer'

async function* chunked(tar: Buffer, size: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < tar.length; at += size) yield await Promise.resolve(tar.subarray(at, at + size))
}
async function read(tar: Buffer, size = 512): Promise<Array<TarEntry & { readonly content: Buffer }>> {
  const entries = []
  for await (const entry of readTar(chunked(tar, size))) {
    const pieces: Buffer[] = []
    for await (const piece of entry.body()) pieces.push(Buffer.from(piece))
    entries.push({ ...entry, content: Buffer.concat(pieces) })
  }
  return entries
}
const write = (entries: ReadonlyArray<TarHeader & { readonly content: Buffer }>): Buffer =>
  Buffer.concat([...entries.flatMap((one) => [tarHeader(one), one.content, padding(one.content.length)]), tarEnd])

const name = fc
  .uint8Array({ minLength: 1, maxLength: 300 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 ? 1 : byte === 0x2f ? 0x2e : byte))))

describe('a tar', () => {
  it('is read as it was written, whatever the names, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 0, max: 0o7777 })), {
          maxLength: 5
        }),
        fc.integer({ min: 1, max: 1500 }),
        async (files, size) => {
          const written = files.map(([path, content, mode]) => ({
            path,
            kind: 'file' as const,
            size: content.length,
            mode,
            changed: 1_500_000_000_000,
            content: Buffer.from(content)
          }))
          const found = await read(write(written), size)
          expect(
            found.map(({ path, content, mode, changed }) => ({ path: path.toString('hex'), content, mode, changed }))
          ).toEqual(
            written.map(({ path, content, mode, changed }) => ({ path: path.toString('hex'), content, mode, changed }))
          )
        }
      ),
      { numRuns: 60 }
    )
  })

  it('is one to the system too', () => {
    const long = `${'folder/'.repeat(40)}file`
    const tar = write([
      { path: Buffer.from('plain'), kind: 'file', size: 5, mode: 0o640, changed: 0, content: Buffer.from('hello') },
      { path: Buffer.from(long), kind: 'file', size: 1, mode: 0o640, changed: -1000, content: Buffer.from('x') },
      {
        path: Buffer.from('link'),
        kind: 'link',
        size: 0,
        mode: 0o777,
        changed: 0,
        target: Buffer.from('plain'),
        content: Buffer.alloc(0)
      }
    ])
    expect(execFileSync('tar', ['-tf', '-'], { input: tar }).toString().split('\n')).toEqual([
      'plain',
      long,
      'link',
      ''
    ])
  })

  it('of GNU tar is read, long names and links', async () => {
    const long = 'n'.repeat(180)
    const script = `cd "$(mktemp -d)" && echo hi > ${long} && ln ${long} hard && ln -s ${long} soft && tar --format=gnu -cf - hard ${long} soft && rm -rf "$PWD"`
    const entries = await read(execFileSync('sh', ['-c', script]))
    expect(entries.map(({ path, kind, target }) => [path.toString(), kind, target.toString()])).toEqual([
      ['hard', 'file', ''],
      [long, 'hard-link', 'hard'],
      ['soft', 'link', long]
    ])
  })

  it('that is none, or ends too early, is refused', async () => {
    await expect(read(Buffer.alloc(512, 0x41))).rejects.toMatchObject({ failure: { kind: 'engine-error' } })
    const header = tarHeader({ path: Buffer.from('a'), kind: 'file', size: 1000, mode: 0, changed: 0 })
    await expect(read(Buffer.concat([header, Buffer.alloc(100)]))).rejects.toMatchObject({
      failure: { kind: 'engine-error' }
    })
    await expect(read(header.subarray(0, 300))).rejects.toMatchObject({ failure: { kind: 'engine-error' } })
  })
})
