import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveDockerfile } from './dockerfiles'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'escale-dockerfile-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('saving a Dockerfile', () => {
  it('touches nothing that stands beside it', async () => {
    for (const name of ['Dockerfile', 'Dockerfile.new', 'Dockerfile.part']) writeFileSync(join(folder, name), name)
    await saveDockerfile(join(folder, 'Dockerfile'), 'FROM scratch')
    expect(
      readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    ).toEqual(['FROM scratch', 'Dockerfile.new', 'Dockerfile.part'])
  })

  it.skipIf(process.platform === 'win32')('leaves it to whom it was open', async () => {
    const path = join(folder, 'Dockerfile')
    writeFileSync(path, 'FROM busybox')
    chmodSync(path, 0o640)
    await saveDockerfile(path, 'FROM scratch')
    expect(statSync(path).mode & 0o777).toBe(0o640)
    await saveDockerfile(join(folder, 'web.Dockerfile'), 'FROM scratch')
    expect(readdirSync(folder).sort()).toEqual(['Dockerfile', 'web.Dockerfile'])
  })

  it.skipIf(process.platform === 'win32')('writes where a link leads, and leaves the link', async () => {
    writeFileSync(join(folder, 'shared'), 'FROM busybox')
    symlinkSync('shared', join(folder, 'Dockerfile'))
    expect(await saveDockerfile(join(folder, 'Dockerfile'), 'FROM scratch')).toBe(join(folder, 'Dockerfile'))
    expect(readFileSync(join(folder, 'shared'), 'utf8')).toBe('FROM scratch')
    expect(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink()).toBe(true)
  })
})
