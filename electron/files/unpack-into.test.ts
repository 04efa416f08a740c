import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { escapeText } from '../../contract/containers/files/path'
import { readTar } from '../engine/tar-reader'
import { padding, tarEnd, tarHeader } from '../engine/tar-writer'
import { unpackInto } from './unpack-into'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'escale-unpack-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function unpack(name: string): Promise<void> {
  async function* tar(): AsyncGenerator<Buffer, void> {
    yield tarHeader({ path: Buffer.from(name), kind: 'file', size: 1, mode: 0o644, changed: 0 })
    yield Buffer.concat([Buffer.from('x'), padding(1), tarEnd])
  }
  const taken = { path: `/${escapeText(name)}`, open: () => Promise.resolve(readTar(tar())) }
  await unpackInto([taken], folder, { signal: new AbortController().signal, onBytes: () => undefined, root: 'root' })
}

it.skipIf(process.platform !== 'linux')('finds a name beside one that is as long as names may be', async () => {
  for (const name of [`${'n'.repeat(251)}.txt`, 'é'.repeat(127), 'short.txt'])
    for (let turn = 0; turn < 3; turn++) await unpack(name)
  expect(readdirSync(folder).sort()).toEqual(
    [
      `${'n'.repeat(251)}.txt`,
      `${'n'.repeat(247)} (2).txt`,
      `${'n'.repeat(247)} (3).txt`,
      'é'.repeat(127),
      `${'é'.repeat(125)} (2)`,
      `${'é'.repeat(125)} (3)`,
      'short.txt',
      'short (2).txt',
      'short (3).txt'
    ].sort()
  )
})
