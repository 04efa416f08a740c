/** Volumes kept and moved on a real engine, compared with what tar and programs in a container see. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Failure } from '../../../contract/failure'
import { ownerLabel, ownLabel } from '../../../contract/own'
import type { Mended } from '../../../contract/volumes/keep/model'
import { FailureError } from '../../../electron/engine/failure-error'
import { leaveVolume } from '../../../electron/features/volumes/helper/volume-browsers'
import { keepHandlers } from '../../../electron/features/volumes/keep/handlers'
import { mendVolumes } from '../../../electron/features/volumes/keep/mend'
import { fillsLabel, markOf, replacesLabel, tokenLabel } from '../../../electron/features/volumes/keep/mark'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { collect, connection, connectTo, taskContext } from '../../support/on-engine'

const run = promisify(execFile)
const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const keep = keepHandlers({ engines, chosen })
const volumes: string[] = []
let folder: string

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  folder = await mkdtemp(join(tmpdir(), 'escale-keep-'))
})
afterAll(async () => {
  engine.dispose()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const volume of volumes.splice(0)) {
    await leaveVolume(engine, volume)
    await docker('volume', 'rm', '-f', volume)
  }
})

/** A name that nobody has, removed afterwards. */
function name(word: string): string {
  const volume = `keep-${process.pid}-${word}`
  volumes.push(volume)
  return volume
}
const inVolume = (volume: string, script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v:nocopy`, '-w', '/v', 'busybox', 'sh', '-c', script)
async function filled(word: string, script: string): Promise<string> {
  const volume = name(word)
  await docker('volume', 'create', volume)
  await inVolume(volume, script)
  return volume
}
/** Names, kinds, owners, permissions, times, links and sums of all that is in it. */
const facts = (volume: string) =>
  inVolume(
    volume,
    `find . -exec sh -c 'stat -c "%n %F %a %u:%g %h" "$1"; [ -h "$1" ] && readlink "$1"; [ -h "$1" ] || [ "$1" = . ] || stat -c %Y "$1"; [ -f "$1" ] && md5sum "$1" | cut -c1-32' _ {} \\; | sort`
  )
const path = (file: string): string => {
  const whole = join(folder, file)
  chosen.add(whole)
  return whole
}
const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error = await work.then(
    () => new Error('It went well'),
    (fault: unknown) => fault
  )
  if (error instanceof FailureError) return error.failure
  throw error
}
const exists = async (volume: string): Promise<boolean> =>
  (await docker('volume', 'ls', '-q', '--filter', `name=${volume}`)).split('\n').includes(volume)

const content = `
  mkdir -p data/deep 'a folder'; echo one > data/one; echo two > data/deep/two; ln data/one data/again; ln -s ../data/one 'a folder/link'
  ln -s /etc/passwd out; chown 999:998 data/deep/two; chmod 4750 data/one; chown 33:33 data; chmod 700 .; chown 70:70 .
  dd if=/dev/urandom of=big bs=1024 count=3000 2>/dev/null; touch -d '2020-02-03 04:05:06' data/deep/two; touch -d '2021-02-03 04:05:06' data/deep`

describe('an export', () => {
  it.each(['tar.gz', 'tar'] as const)(
    'to %s holds what tar itself reads there, with owners and links',
    async (format) => {
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
      await run('tar', ['xf', file, '-C', await mkdtemp(join(folder, 'read-')), './data/deep/two'])
    }
  )

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
    expect((await readdir(folder)).filter((one) => one.includes('.part-'))).toEqual([])
  })
})

describe('an import', () => {
  it.each(['tar.gz', 'tar'] as const)('from %s gives the same files, and the top its owner', async (format) => {
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
    const place = await mkdtemp(join(folder, 'made-'))
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
    for (const file of [cut, bent, plain, text]) {
      const target = name('broken')
      const failure = await failureOf(keep.importVolume({ connection, name: target, path: file }, taskContext()))
      expect(failure, file).toMatchObject({ kind: 'invalid-input', field: 'path' })
      expect(await exists(target)).toBe(false)
    }
  })

  it('never touches a volume of that name, and reads no file that was not chosen', async () => {
    const volume = await filled('there', 'echo mine > mine')
    const file = path('any.tar')
    await run('tar', ['cf', file, '-C', folder, '--exclude=*', '.'])
    expect(await failureOf(keep.importVolume({ connection, name: volume, path: file }, taskContext()))).toMatchObject({
      kind: 'conflict',
      reason: 'name-taken',
      name: volume
    })
    expect(await inVolume(volume, 'cat mine')).toBe('mine')
    await expect(async () =>
      keep.importVolume({ connection, name: name('not'), path: join(folder, 'other.tar') }, taskContext())
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

describe('replacing what a volume holds', () => {
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
      const labels = [`${ownLabel}=import`, `${ownerLabel}=elsewhere-1-1`, `${label}=${volume}`]
      const flags = [...labels, `${tokenLabel}=${token}`].flatMap((label) => ['--label', label])
      await docker('volume', 'create', ...flags, markOf(token))
      volumes.push(markOf(token))
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
