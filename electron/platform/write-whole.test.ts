import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeWhole } from './write-whole'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'escale-write-'))))
afterEach(() => rm(folder, { recursive: true }))
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777
const onUnix = process.platform !== 'win32'

describe('a file that is written whole', () => {
  it('is made with its mode, in folders with theirs', async () => {
    const path = join(folder, 'a', 'b', 'file')
    await writeWhole(path, 'text', { mode: 0o600, folders: 0o700 })
    expect(await readFile(path, 'utf8')).toBe('text')
    if (onUnix) expect([await modeOf(path), await modeOf(join(folder, 'a'))]).toEqual([0o600, 0o700])
  })

  it.runIf(onUnix)('keeps its mode and the link that leads to it', async () => {
    const [real, link] = [join(folder, 'real'), join(folder, 'link')]
    await writeFile(real, 'old', { mode: 0o640 })
    await symlink(real, link)
    await writeWhole(link, 'new', { mode: 0o600 })
    expect([await readFile(real, 'utf8'), await modeOf(real)]).toEqual(['new', 0o640])
    expect((await readdir(folder)).toSorted()).toEqual(['link', 'real'])
  })

  it.runIf(onUnix)('takes the manner it is given', async () => {
    const path = join(folder, 'file')
    await writeFile(path, 'old', { mode: 0o600 })
    await writeWhole(path, 'new', { mode: 0o600, manner: { mode: 0o644 } })
    expect(await modeOf(path)).toBe(0o644)
  })

  it('leaves a copy of what stood there, where something did', async () => {
    const path = join(folder, 'file')
    const kept = `${path}.before`
    await writeWhole(path, 'one', { mode: 0o600, kept })
    expect(await readdir(folder)).toEqual(['file'])
    await writeWhole(path, 'two', { mode: 0o600, kept })
    expect([await readFile(kept, 'utf8'), await readFile(path, 'utf8')]).toEqual(['one', 'two'])
  })

  it('removes what a killed write left beside it', async () => {
    const path = join(folder, 'file')
    await writeFile(`${path}.new`, 'half')
    await writeWhole(path, 'whole', { mode: 0o600, beside: `${path}.new` })
    expect(await readdir(folder)).toEqual(['file'])
  })

  it('is as it was where it cannot be written, and nothing lies beside it', async () => {
    const path = join(folder, 'place')
    // A folder cannot be written over by a file.
    await mkdir(path)
    await expect(writeWhole(path, 'text', { mode: 0o600 })).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['place'])
    await expect(writeWhole(join(folder, 'missing', 'file'), 'text', { mode: 0o600 })).rejects.toThrow('ENOENT')
  })
})
