/** New content in place of old, ended after each of its steps: one of the two is there whole afterwards. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { context, local, signal, useLocalVolume } from '../../../../tests/support/local-volume'
import { canRunHelper } from '../../../../tests/support/volume-helper'
import { FailureError } from '../../../engine/failure-error'
import type { VolumeBrowser } from '../helper/volume-browser'
import { unpackArchive } from './import-volume'
import { beginSwap, placesOf, settleSwap, swap } from './swap'
import { packVolume, unpackVolume } from './volume-tar'

useLocalVolume()
const made: string[] = []
afterEach(() => made.splice(0).forEach((path) => rmSync(path, { recursive: true })))

const places = placesOf('0123456789abcdef')
const listing = (folder: string): string =>
  execFileSync(
    'sh',
    ['-c', 'find . | sort | while read -r one; do stat -c "%n %F %a" "$one"; done; cat */* 2>/dev/null'],
    {
      cwd: folder
    }
  ).toString()

/** Writes go well `steps` times; then whoever asks is told that the engine is lost. */
function breaking(browser: VolumeBrowser, steps: number): VolumeBrowser {
  let left = steps
  return {
    ...browser,
    request(access, words, options) {
      if (access === 'write' && left-- <= 0)
        throw new FailureError({ kind: 'engine-unreachable', reason: 'lost', message: 'lost' })
      return browser.request(access, words, options)
    }
  }
}

function fill(folder: string, word: string, mode: number): void {
  mkdirSync(join(folder, 'sub'))
  writeFileSync(join(folder, 'sub', 'file'), `${word}\n`)
  writeFileSync(join(folder, word), word)
  symlinkSync('sub/file', join(folder, 'link'))
  chmodSync(folder, mode)
}

describe.skipIf(!canRunHelper)('replacing what a volume holds', () => {
  async function replace(browser: VolumeBrowser, archive: string): Promise<void> {
    await beginSwap(browser, places)
    const count = await unpackArchive(browser, archive, places.next, context)
    await swap(browser, places, count)
  }
  /** An archive beside the volume. */
  function archiveOf(word: string): string {
    const source = `${local.folder}-${word}`
    const archive = `${source}.tar.gz`
    mkdirSync(source)
    fill(source, word, 0o711)
    execFileSync('tar', ['czf', archive, '-C', source, '.'])
    made.push(source, archive)
    return archive
  }

  it('leaves the archive’s files alone there, with the permissions of its top', async () => {
    fill(local.folder, 'old', 0o700)
    const archive = archiveOf('new')
    await replace(local.helper.browser, archive)
    expect(listing(local.folder)).toBe(listing(`${local.folder}-new`))
    expect(statSync(local.folder).mode & 0o7777).toBe(0o711)
  })

  it('ends with the one or the other, whole, wherever it was interrupted', async () => {
    const archive = archiveOf('other')
    const outcomes: string[] = []
    for (let steps = 0; ; steps++) {
      execFileSync('sh', ['-c', 'rm -rf ./* ./.escale*'], { cwd: local.folder })
      fill(local.folder, 'old', 0o700)
      const before = listing(local.folder)
      const finished = await replace(breaking(local.helper.browser, steps), archive).then(
        () => true,
        () => false
      )
      if (finished) break
      // Put in order, and interrupted there once too.
      const outcome = await settleSwap(breaking(local.helper.browser, 1), places).catch(() =>
        settleSwap(local.helper.browser, places)
      )
      outcomes.push(outcome)
      expect(listing(local.folder), `after ${steps} steps`).toBe(
        outcome === 'kept' ? before : listing(`${local.folder}-other`)
      )
    }
    expect(outcomes).toContain('kept')
    expect(outcomes).toContain('replaced')
    expect(outcomes.length).toBeGreaterThan(6)
  })

  it('packs and unpacks names that are no text', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${local.folder}/`), Buffer.from([0xe9, 0x0a, 0x41])]), 'bytes')
    writeFileSync(join(local.folder, 'n'.repeat(255)), 'long')
    const chunks: Buffer[] = []
    for await (const chunk of packVolume(local.helper.browser, signal)) chunks.push(chunk)
    await beginSwap(local.helper.browser, places)
    async function* tar(): AsyncGenerator<Buffer, void> {
      yield* chunks
    }
    const count = await unpackVolume(local.helper.browser, tar(), { signal, folder: places.next, marked: true })
    expect(count).toMatchObject({ files: 2, bytes: 9 })
    await swap(local.helper.browser, places, count)
    expect(readdirSync(local.folder, 'latin1').sort()).toEqual(['n'.repeat(255), '\xe9\nA'])
  })
})
