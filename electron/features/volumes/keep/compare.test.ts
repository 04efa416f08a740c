import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { CompareStep } from '../../../../contract/volumes/keep/compare'
import { local, signal, useLocalVolume } from '../../../../tests/support/local-volume'
import { canRunHelper } from '../../../../tests/support/volume-helper'
import { openArchive } from './archive-formats'
import { differences, packedEntries, volumeEntries, type Entries } from './compare'

useLocalVolume()
const archives: string[] = []
afterEach(() => archives.splice(0).forEach((path) => rmSync(path)))

const shell = (script: string): string => execFileSync('sh', ['-c', script], { cwd: local.folder }).toString()
function archive(): string {
  const path = `${local.folder}.tar.gz`
  execFileSync('tar', ['czf', path, '-C', local.folder, '.'])
  archives.push(path)
  return path
}
async function compare(path: string, sums = false): Promise<CompareStep[]> {
  const [after, before]: Entries[] = [new Map(), new Map()]
  if (after === undefined || before === undefined) return []
  for await (const _ of volumeEntries(local.helper.browser, after, { sums, signal })) continue
  const { tar } = await openArchive(path, { signal, onBytes: () => undefined })
  for await (const _ of packedEntries(tar, before, sums)) continue
  return [...differences(after, before)]
}
const told = (steps: readonly CompareStep[]): readonly string[] =>
  steps
    .flatMap((step) => (step.kind === 'differences' ? step.differences : []))
    .map(({ path, change, what }) => `${change} ${path} ${what.join(' ')}`.trim())
    .sort()

describe.skipIf(!canRunHelper)('a volume and an archive of it', () => {
  it('are the same until something changes', async () => {
    shell(
      `mkdir -p deep/er; echo one > deep/one; ln deep/one deep/again; ln -s one deep/link; printf x > "caf\\303\\251 "`
    )
    const path = archive()
    for (const sums of [false, true])
      expect(await compare(path, sums)).toEqual([
        { kind: 'compared', added: 0, removed: 0, changed: 0, same: 6, complete: true }
      ])
  })

  it('differ by what was added, removed and changed', async () => {
    shell(`mkdir deep; for one in a b c d e f gone; do echo $one > deep/$one; done; ln -s a deep/link`)
    const path = archive()
    shell(`cd deep; echo longer > a; touch -r d time; echo D > d; touch -r time d; rm time; chmod 600 b; touch -d 2020-01-01 c; rm gone
      mkdir new; touch new/file; ln -sfn b link; rm e; mkdir e`)
    expect(told(await compare(path))).toEqual([
      'added /deep/new',
      'added /deep/new/file',
      'changed /deep/a content',
      'changed /deep/b mode',
      'changed /deep/c time',
      'changed /deep/e kind',
      'changed /deep/link content',
      'removed /deep/gone'
    ])
    // The same size and time: only what it holds tells.
    expect(told(await compare(path, true))).toContain('changed /deep/d content')
  })
})
