import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tar, type TarFile } from '../../../../tests/support/local-volume'
import { padding } from '../../../engine/tar-writer'
import { emptyCount, watchTar } from './watch-tar'

async function pieces(files: readonly TarFile[]): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of tar(files)) chunks.push(chunk)
  return chunks
}
async function bytesOf(files: readonly TarFile[]): Promise<Buffer> {
  return Buffer.concat(await pieces(files))
}
async function watch(bytes: Buffer, size: number, marked = true) {
  async function* chunks(): AsyncGenerator<Buffer, void> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const count = emptyCount()
  const passed: Buffer[] = []
  for await (const chunk of watchTar(chunks(), count, { marked })) passed.push(chunk)
  return { count, passed: Buffer.concat(passed) }
}

const files: readonly TarFile[] = [
  { name: './', kind: 'folder', mode: 0o711 },
  { name: './a/', kind: 'folder' },
  { name: './a/one', text: 'x'.repeat(700) },
  { name: `./${'long'.repeat(40)}`, text: '12' },
  { name: './link', kind: 'link', target: Buffer.from('a/one') }
]

describe('a tar that goes by', () => {
  it('is counted and passed on as it is, wherever it is cut into pieces', async () => {
    const bytes = await bytesOf(files)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), async (size) => {
        const { count, passed } = await watch(bytes, size)
        expect(passed.equals(bytes)).toBe(true)
        expect(count).toEqual({ files: 3, folders: 2, bytes: 702, leftOut: 0, root: { mode: 0o711, uid: 0, gid: 0 } })
      }),
      { numRuns: 40 }
    )
  })

  it('takes what stands after its end', async () => {
    const bytes = Buffer.concat([await bytesOf(files), Buffer.alloc(20_000)])
    expect((await watch(bytes, 512)).passed.length).toBe(bytes.length)
  })

  it('is broken wherever it is cut off', async () => {
    const bytes = await bytesOf(files)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1025 }),
        fc.integer({ min: 1, max: 2000 }),
        async (length, size) => {
          await expect(watch(bytes.subarray(0, length), size)).rejects.toThrow('Not a tar')
        }
      )
    )
  })

  it('is refused where a file comes in pieces, which would be lost', async () => {
    const retyped = (header: Buffer, type: string): Buffer => {
      header.write(type, 156)
      header.write('        ', 148)
      const sum = header.reduce((total, byte) => total + byte, 0)
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
      return header
    }
    const [first = Buffer.alloc(0), ...rest] = await pieces([{ name: './data/base\n.db', text: '12' }])
    const old = Buffer.concat([retyped(Buffer.from(first), 'S'), ...rest])
    const record = Buffer.from('22 GNU.sparse.major=1\n')
    const [header = Buffer.alloc(0)] = await pieces([{ name: 'extended', text: record.toString() }])
    const pax = Buffer.concat([retyped(Buffer.from(header), 'x'), record, padding(record.length), first, ...rest])
    for (const bytes of [old, pax])
      await expect(watch(bytes, 512)).rejects.toMatchObject({
        failure: { kind: 'unsupported', message: expect.stringContaining('./data/base\\n.db') as string }
      })
  })

  it('may lack its end mark where its packing says that it is whole', async () => {
    const bytes = await bytesOf(files)
    const without = bytes.subarray(0, bytes.length - 1024)
    await expect(watch(without, 100)).rejects.toThrow('ends too early')
    expect((await watch(without, 100, false)).count.files).toBe(3)
  })

  it('tells of what its source fails with', async () => {
    async function* failing(): AsyncGenerator<Buffer, void> {
      yield (await bytesOf(files)).subarray(0, 600)
      throw new Error('the disk')
    }
    const read = async (): Promise<void> => {
      for await (const _ of watchTar(failing(), emptyCount(), { marked: true })) continue
    }
    await expect(read()).rejects.toThrow('the disk')
  })
})
