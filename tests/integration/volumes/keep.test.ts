/** Volumes kept and moved on a real engine, compared with what tar and programs in a container see. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { hasProgram } from '../../../build/tools/run.mjs'
import { content, failureOf, keptVolumes } from '../../support/kept-volumes'
import { connection, taskContext } from '../../support/on-engine'

const run = promisify(execFile)
const { docker, kept, keep, name, filled, inVolume, facts, path, exists } = keptVolumes('keep')

/** By zstd where there is the program; tar reads such an archive by it too. */
const formats = [...(['tar.gz', 'tar'] as const), ...(hasProgram('zstd') ? (['tar.zst'] as const) : [])]

describe('an export', () => {
  it.each(formats)('to %s holds what tar itself reads there, with owners and links', async (format) => {
    const volume = await filled('out', content)
    const file = path(`out.${format}`)
    const context = taskContext<{ files: number; bytes: number; total?: number }>()
    const result = await keep.exportVolume({ connection, volume, path: file, format }, context)
    expect(result).toMatchObject({ path: file, files: 6, folders: 3, leftOut: 0 })
    expect((await readFile(file)).length).toBe(result.stored)
    const { stdout } = await run('tar', ['tvf', file, '--numeric-owner'])
    expect(stdout).toMatch(/drwx------ 70\/70 .* \.\/\n/)
    expect(stdout).toMatch(/-rwsr-x--- 0\/0 .* \.\/data\/(one|again)\n/)
    expect(stdout).toMatch(/-rw-r--r-- 999\/998 .* 2020-02-03 .* \.\/data\/deep\/two\n/)
    expect(stdout).toMatch(/ \.\/out -> \/etc\/passwd\n/)
    await run('tar', ['xf', file, '-C', await mkdtemp(join(kept.folder, 'read-')), './data/deep/two'])
  })

  it('leaves out what no archive holds, and says how many', async () => {
    const volume = await filled('devices', 'mknod device c 1 3; mkfifo pipe; echo one > one')
    const file = path('devices.tar')
    const result = await keep.exportVolume({ connection, volume, path: file, format: 'tar' }, taskContext())
    expect(result).toMatchObject({ files: 2, folders: 0, leftOut: 1 })
    const copy = name('no-devices')
    const cloned = await keep.cloneVolume({ connection, volume, name: copy, driver: '', options: [] }, taskContext())
    expect(cloned).toMatchObject({ files: 2, leftOut: 1 })
    expect(await inVolume(copy, 'ls; [ -p pipe ] && cat one')).toBe('one\npipe\none')
  })

  it('leaves what stood there where it is cancelled, and nothing of itself', async () => {
    const volume = await filled('cancelled', 'dd if=/dev/urandom of=big bs=1048576 count=64 2>/dev/null')
    const file = path('kept.tar.gz')
    await writeFile(file, 'before')
    const context = taskContext<{ bytes: number }>()
    const work = keep.exportVolume(
      { connection, volume, path: file, format: 'tar.gz' },
      {
        ...context,
        report: () => context.abort.abort()
      }
    )
    expect(await failureOf(work)).toMatchObject({ kind: 'cancelled' })
    expect(await readFile(file, 'utf8')).toBe('before')
    expect((await readdir(kept.folder)).filter((one) => one.includes('.part-'))).toEqual([])
  })
})

describe('an import', () => {
  it.each(formats)('from %s gives the same files, and the top its owner', async (format) => {
    const volume = await filled('from', content)
    const copy = name('to')
    const file = path(`in.${format}`)
    await keep.exportVolume({ connection, volume, path: file, format }, taskContext())
    const context = taskContext<{ bytes: number; total?: number }>()
    const result = await keep.importVolume({ connection, name: copy, path: file }, context)
    expect(result).toMatchObject({ volume: copy, files: 6, folders: 3 })
    expect(context.reports.at(-1)).toMatchObject({ bytes: context.reports.at(-1)?.total })
    expect(await facts(copy)).toBe(await facts(volume))
  })

  it('takes what tar and busybox write', async () => {
    const place = await mkdtemp(join(kept.folder, 'made-'))
    await writeFile(join(place, 'greeting'), 'hello')
    const file = path('made.tgz')
    await run('tar', ['czf', file, '-C', place, 'greeting'])
    const volume = name('made')
    await keep.importVolume({ connection, name: volume, path: file }, taskContext())
    expect(await inVolume(volume, 'cat greeting')).toBe('hello')
  })

  it('refuses what is no archive or broken, and leaves no volume', async () => {
    const volume = await filled('source', content)
    const whole = path('whole.tar.gz')
    await keep.exportVolume({ connection, volume, path: whole, format: 'tar.gz' }, taskContext())
    const cut = path('cut.tar.gz')
    const bytes = await readFile(whole)
    await writeFile(cut, bytes.subarray(0, bytes.length - 20_000))
    const bent = path('bent.tar.gz')
    const other = Buffer.from(bytes)
    other.fill(0x55, bytes.length - 30_000, bytes.length - 29_000)
    await writeFile(bent, other)
    const plain = path('cut.tar')
    await keep.exportVolume({ connection, volume, path: plain, format: 'tar' }, taskContext())
    // At the end of an entry: only its end mark is missing.
    await truncate(plain, (await readFile(plain)).length - 1024)
    const text = path('text.tar')
    await writeFile(text, 'no archive at all'.repeat(100))
    const files = [cut, bent, plain, text]
    if (formats.includes('tar.zst')) {
      const short = path('cut.tar.zst')
      await keep.exportVolume({ connection, volume, path: short, format: 'tar.zst' }, taskContext())
      await truncate(short, (await readFile(short)).length - 20_000)
      files.push(short)
    }
    for (const file of files) {
      const target = name('broken')
      const failure = await failureOf(keep.importVolume({ connection, name: target, path: file }, taskContext()))
      expect(failure, file).toMatchObject({ kind: 'invalid-input', field: 'path' })
      expect(await exists(target)).toBe(false)
    }
  })

  it('never touches a volume of that name, and reads no file that was not chosen', async () => {
    const volume = await filled('there', 'echo mine > mine')
    const file = path('any.tar')
    await run('tar', ['cf', file, '-C', kept.folder, '--exclude=*', '.'])
    expect(await failureOf(keep.importVolume({ connection, name: volume, path: file }, taskContext()))).toMatchObject({
      kind: 'conflict',
      reason: 'name-taken',
      name: volume
    })
    expect(await inVolume(volume, 'cat mine')).toBe('mine')
    await expect(async () =>
      keep.importVolume({ connection, name: name('not'), path: join(kept.folder, 'other.tar') }, taskContext())
    ).rejects.toThrow('Not chosen')
  })
})

describe('a clone', () => {
  it('has the same files', async () => {
    const volume = await filled('original', content)
    const copy = name('clone')
    const result = await keep.cloneVolume(
      { connection, volume, name: copy, driver: 'local', options: [] },
      taskContext()
    )
    expect(result).toMatchObject({ volume: copy, files: 6, folders: 3 })
    expect(await facts(copy)).toBe(await facts(volume))
  })

  it('of a volume that is not there leaves none', async () => {
    const copy = name('of-nothing')
    const request = { connection, volume: `keep-${process.pid}-nothing`, name: copy, driver: '', options: [] }
    expect(await failureOf(keep.cloneVolume(request, taskContext()))).toMatchObject({ kind: 'not-found' })
    expect(await exists(copy)).toBe(false)
    expect(await exists(request.volume)).toBe(false)
  })
})

describe('sending to another engine', () => {
  // The same one under another connection's name: what goes over is the same.
  it('hands all over, and takes the volume here away only where that was asked for', async () => {
    const volume = await filled('sent', content)
    const before = await facts(volume)
    const request = { connection, volume, target: 'other', name: name('received') }
    await keep.sendVolume({ ...request, remove: false }, taskContext())
    expect(await facts(request.name)).toBe(before)
    expect(await exists(volume)).toBe(true)
    const again = { ...request, name: name('received-too') }
    await docker('create', '--name', volume, '-v', `${volume}:/v`, 'busybox')
    const kept = await failureOf(keep.sendVolume({ ...again, remove: true }, taskContext()))
    await docker('rm', volume)
    expect(kept).toMatchObject({ kind: 'conflict', reason: 'in-use' })
    expect(await facts(volume)).toBe(before)
    const last = { ...request, name: name('received-last') }
    await keep.sendVolume({ ...last, remove: true }, taskContext())
    expect(await exists(volume)).toBe(false)
    expect(await facts(last.name)).toBe(before)
    expect(
      await failureOf(keep.sendVolume({ ...last, target: connection, remove: false }, taskContext()))
    ).toMatchObject({
      kind: 'invalid-input'
    })
  })
})

describe('emptying', () => {
  it('takes all that is in a volume, hidden files too, and nothing else', async () => {
    const volume = await filled('full', `${content}; touch .hidden`)
    const result = await keep.emptyVolume({ connection, volume }, taskContext())
    expect(result).toMatchObject({ files: 7, folders: 3 })
    expect(await inVolume(volume, 'ls -A; stat -c "%a %u" .')).toBe('700 70')
  })
})
