import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hasProgram } from '../../../../build/tools/run.mjs'
import { failureOf } from '../../../../tests/support/local-volume'
import { archiveFormats, checkFormat, openArchive, packed } from './archive-formats'

const nodeHasZstd = 'createZstdCompress' in zlib
const hasZstd = hasProgram('zstd')
const content = Buffer.alloc(3_000_000, 'what a volume holds, over and over\n')
const options = { signal: new AbortController().signal, onBytes: () => undefined }
let folder = ''
let archive = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-formats-'))
  archive = join(folder, 'archive')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

async function read(source: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

describe.skipIf(!hasZstd)('an archive packed by zstd', () => {
  it('is one to zstd itself, and comes back whole', async () => {
    expect(await archiveFormats()).toContain('tar.zst')
    writeFileSync(archive, await read(packed(Readable.from([content, content], { objectMode: false }), 'tar.zst')))
    const whole = Buffer.concat([content, content])
    expect(execFileSync('zstd', ['-dc', archive], { maxBuffer: 10_000_000 }).equals(whole)).toBe(true)
    const { tar, isPacked } = await openArchive(archive, options)
    expect(isPacked).toBe(true)
    expect((await read(tar)).equals(whole)).toBe(true)
  })

  it('fails where it is cut off or bent', async () => {
    const whole = execFileSync('zstd', ['-c'], { input: content, maxBuffer: 10_000_000 })
    for (const bytes of [whole.subarray(0, -3), Buffer.concat([whole.subarray(0, 12), Buffer.alloc(9), whole])]) {
      writeFileSync(archive, bytes)
      const { tar } = await openArchive(archive, options)
      await expect(read(tar)).rejects.toMatchObject({ code: expect.stringMatching(/^ZSTD_/) as string })
    }
  })

  it('fails with what its source fails with', async () => {
    const source = createReadStream(join(folder, 'missing'))
    await expect(read(packed(source, 'tar.zst'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('takes its source along when nobody wants it', async () => {
    const source = Readable.from([content])
    const closed = new Promise((resolve) => source.once('close', resolve))
    packed(source, 'tar.zst').destroy()
    await closed
  })
})

describe.skipIf(nodeHasZstd)('where neither Node nor a program packs by zstd', () => {
  it('such archives are neither offered nor taken, and the refusal says why', async () => {
    writeFileSync(archive, Buffer.from('28b52ffd00000000', 'hex'))
    vi.stubEnv('PATH', folder)
    expect(await archiveFormats()).toEqual(['tar.gz', 'tar'])
    const refusal = { kind: 'unsupported', message: 'This archive is packed by zstd' }
    expect(await failureOf(checkFormat('tar.zst'))).toEqual(refusal)
    expect(await failureOf(openArchive(archive, options))).toEqual(refusal)
    await checkFormat('tar.gz')
    expect(readFileSync(archive)).toHaveLength(8)
  })
})
