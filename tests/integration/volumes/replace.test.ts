/** An archive in place of what a volume holds, on a real engine, also where that was interrupted. */
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { ownerLabel, ownLabel } from '../../../contract/own'
import type { Mended } from '../../../contract/volumes/keep/model'
import { instance } from '../../../electron/features/volumes/helper/instance'
import { fillsLabel, markOf, replacesLabel, tokenLabel } from '../../../electron/features/volumes/keep/mark'
import { mendVolumes } from '../../../electron/features/volumes/keep/mend'
import { content, failureOf, keptVolumes } from '../../support/kept-volumes'
import { collect, connection, taskContext } from '../../support/on-engine'

const { docker, engine, keep, filled, inVolume, facts, path, exists, remove } = keptVolumes('replace')

describe('replacing what a volume holds', () => {
  /** An Escale of this machine that is gone. */
  const dead = instance.replace(/-\d+-/, '-4194304-')
  const marks = () => docker('volume', 'ls', '-q', '--filter', `label=${ownLabel}=import`)

  it('puts the archive’s files in their place, and nothing of ours stays', async () => {
    const volume = await filled('replaced', 'mkdir old; echo old > old/file; touch .hidden')
    const source = await filled('replacement', content)
    const file = path('replacement.tar.gz')
    await keep.exportVolume({ connection, volume: source, path: file, format: 'tar.gz' }, taskContext())
    const result = await keep.replaceVolume({ connection, volume, path: file }, taskContext())
    expect(result).toMatchObject({ volume, files: 6, folders: 3 })
    expect(await facts(volume)).toBe(await facts(source))
    expect(await marks()).toBe('')
  })

  it('by what is broken, or given up, leaves all as it was', async () => {
    const volume = await filled('stays', content)
    const before = await facts(volume)
    const whole = path('stays.tar')
    await keep.exportVolume({ connection, volume, path: whole, format: 'tar' }, taskContext())
    const cut = path('stays-cut.tar')
    await writeFile(cut, (await readFile(whole)).subarray(0, 2_000_000))
    const broken = keep.replaceVolume({ connection, volume, path: cut }, taskContext())
    expect(await failureOf(broken)).toMatchObject({ kind: 'invalid-input', field: 'path' })
    const context = taskContext<{ bytes: number }>()
    const given = { ...context, report: () => context.abort.abort() }
    expect(await failureOf(keep.replaceVolume({ connection, volume, path: whole }, given))).toMatchObject({
      kind: 'cancelled'
    })
    expect(await facts(volume)).toBe(before)
    expect(await marks()).toBe('')
  })

  it('that was interrupted is put in order at the next connect, and said', async () => {
    const token = 'feedfacefeedface'
    const mark = async (volume: string, label = replacesLabel): Promise<void> => {
      const labels = [`${ownLabel}=import`, `${ownerLabel}=${dead}`, `${label}=${volume}`]
      const flags = [...labels, `${tokenLabel}=${token}`].flatMap((label) => ['--label', label])
      await docker('volume', 'create', ...flags, markOf(token))
      remove.push(markOf(token))
    }
    const volume = await filled(
      'half',
      `mkdir .escale-import-${token} .escale-before-${token}; echo new > .escale-import-${token}/new; echo old > .escale-before-${token}/old; echo rest > rest`
    )
    await mark(volume)
    await mendVolumes(engine)
    expect(await inVolume(volume, 'ls -A')).toBe('old\nrest')
    const other = await filled(
      'nearly',
      `mkdir .escale-import-${token} .escale-after-${token}; echo new > .escale-import-${token}/new; echo old > .escale-after-${token}/old; echo done > done`
    )
    await mark(other)
    await mendVolumes(engine)
    expect(await inVolume(other, 'ls -A')).toBe('done\nnew')
    const never = await filled('never', 'true')
    const others = await docker(
      'volume',
      'create',
      '--label',
      `${ownLabel}=import`,
      '--label',
      `${fillsLabel}=${never}`,
      '--label',
      `${ownerLabel}=elsewhere-1-1`,
      '--label',
      `${tokenLabel}=${token}`
    )
    await mendVolumes(engine)
    // Another's, on another machine, that has only just begun.
    expect(await marks()).toBe(others)
    await docker('volume', 'rm', others)
    await mark(never, fillsLabel)
    await mendVolumes(engine)
    expect(await exists(never)).toBe(false)
    expect(await marks()).toBe('')
    const said = collect<Mended>((context) => keep.mended({ connection }, context))
    await said.until((all) => all.length === 3)
    await said.close()
    expect(said.items).toEqual([
      { volume, outcome: 'kept', message: '' },
      { volume: other, outcome: 'replaced', message: '' },
      { volume: never, outcome: 'removed', message: '' }
    ])
  })
})
