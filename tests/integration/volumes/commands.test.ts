/** What is done with volumes and their files does what its docker commands do: both on a real engine, and the volumes compared. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { CommandLine } from '../../../contract/command/line'
import { lineText } from '../../../contract/command/quote'
import { readRows } from '../../../contract/volumes/files/rows'
import * as files from '../../../contract/volumes/files/command'
import * as keeping from '../../../contract/volumes/keep/command'
import type { TreeProgress } from '../../../contract/volumes/files/model'
import type { KeepProgress } from '../../../contract/volumes/keep/model'
import { filesHandlers } from '../../../electron/features/volumes/files/handlers'
import { sharedEngine } from '../../support/engine'
import { keptVolumes } from '../../support/kept-volumes'
import { callContext, collect, connection, taskContext } from '../../support/on-engine'

const { host } = sharedEngine()
const { engine, kept, keep, name, filled, inVolume, path } = keptVolumes('commands')
const parts = { engines: { get: () => engine }, chosen: { add: () => undefined, check: (one: string) => one } }
const handlers = filesHandlers(parts)
const on = (volume: string) => ({ connection, volume })
const tree = () => taskContext<TreeProgress>()
const work = () => taskContext<KeepProgress>()

const content = `
  mkdir -p quay/deep 'two words'; echo one > quay/one; echo deep > quay/deep/anchor; echo run > quay/run; echo é > 'two words/été'
  ln -s one quay/link; chmod 750 quay/run; chmod 640 quay/one; chown -R 70:71 quay; echo top > top
  touch -d '2020-02-03 04:05:06' quay/one quay/deep/anchor quay/run 'two words/été' top`

const text = (line: CommandLine | undefined): string => {
  if (line === undefined) throw new Error('There is no command')
  return lineText(line, { shell: 'posix', cli: [] })
}
/** As a person pastes them, one after the other; gives what was printed. */
const paste = async (...lines: ReadonlyArray<CommandLine | string | undefined>): Promise<string> => {
  const script = lines.map((line) => (typeof line === 'string' ? line : text(line))).join('\n')
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_CONFIG: '/nonexistent', DOCKER_HOST: host }
  const { stdout } = await promisify(execFile)('sh', ['-e', '-c', script], { env })
  return stdout
}
/**
 * What stands in it, without what busybox does not set where it unpacks: the owner of a link and the time of a folder. `times`: of
 * the files too.
 */
const standing = (volume: string, times = true) =>
  inVolume(
    volume,
    `find . -type l -exec stat -c '%n %F' {} + -o -exec stat -c '%n %F %a %u:%g' {} + | sort
     find . -type f -exec md5sum {} + | sort; readlink quay/link || true
     ${times ? "find . -type f -exec stat -c '%n %Y' {} + | sort" : ''}`
  )

describe('the commands of a volume’s files', { timeout: 120_000 }, () => {
  it('change it as the window does', async () => {
    const ours = await filled('ours', content)
    const theirs = await filled('theirs', content)
    const steps = (volume: string) => ({
      folder: { ...on(volume), path: '/new' },
      file: { ...on(volume), path: '/new/file' },
      renamed: { ...on(volume), path: '/quay/one', name: 'first' },
      moved: { ...on(volume), paths: ['/quay/run'], folder: '/new', overwrite: false },
      copied: { ...on(volume), paths: ['/quay'], folder: '/new', overwrite: false },
      one: { ...on(volume), paths: ['/top'], mode: 0o4711, below: false },
      all: { ...on(volume), paths: ['/new'], mode: 0o2751, uid: 5, gid: 6, below: true },
      removed: { ...on(volume), paths: ['/two%20words'] }
    })
    const a = steps(ours)
    await handlers.makeFolder(a.folder, callContext())
    await handlers.makeFile(a.file, callContext())
    await handlers.renameFile(a.renamed, callContext())
    await handlers.moveFiles(a.moved, callContext())
    await handlers.copyFiles(a.copied, tree())
    await handlers.setPermissions(a.one, tree())
    await handlers.setPermissions(a.all, tree())
    await handlers.removeFiles(a.removed, tree())
    const b = steps(theirs)
    await paste(
      ...[files.makeFolder(b.folder), files.makeFile(b.file), files.renameFile(b.renamed), files.moveFiles(b.moved)],
      ...[files.copyFiles(b.copied), ...files.permissionsSteps(b.one), ...files.permissionsSteps(b.all)],
      files.removeFiles(b.removed)
    )
    expect(await standing(theirs, false)).toBe(await standing(ours, false))
  })

  it('bring files in and out as the window does', async () => {
    const from = await filled('from', content)
    const source = `${kept.folder}/brought`
    await mkdir(`${source}/in`, { recursive: true })
    await writeFile(`${source}/in/note`, 'from here')
    const [ours, theirs] = [await filled('in-ours', 'true'), await filled('in-theirs', 'true')]
    const upload = { folder: '/', sources: [`${source}/in`], overwrite: false }
    await handlers.uploadFiles({ ...on(ours), ...upload }, tree())
    await paste(`tar -C '${source}' -cf - in | ${text(files.uploadFiles({ ...on(theirs), ...upload }))}`)
    const copy = { ...on(from), paths: ['/quay', '/top'], folder: '/', overwrite: false }
    await handlers.copyToVolume({ ...copy, target: on(ours) }, tree())
    await paste(files.copyToVolume({ ...copy, target: on(theirs) }))
    const all = await standing(ours)
    expect(await standing(theirs)).toBe(all)
    // As to another engine: one packs what the other takes.
    await paste(files.removeFiles({ ...on(theirs), paths: ['/quay', '/top'] }))
    await paste(`${text(files.sendFiles(copy))} | ${text(files.receiveFiles({ volume: theirs, folder: '/' }))}`)
    expect(await standing(theirs)).toBe(all)
    const tar = await paste(
      `${text(files.saveFile({ ...on(from), path: '/quay', target: '-', as: 'tar' }))} | tar -tf -`
    )
    expect(tar.split('\n').filter(Boolean).sort()).toEqual(
      ['', 'deep/', 'deep/anchor', 'link', 'one', 'run'].map((one) => `./quay/${one}`).sort()
    )
  })

  it('find and read what the window finds and reads', async () => {
    const volume = await filled('read', content)
    const search = { ...on(volume), path: '/', words: 'AN', limit: 100 }
    const found = collect((context) => handlers.searchFiles(search, context))
    await found.ended
    const paths = found.items
      .flatMap((batch) => ('rows' in batch ? readRows(batch.rows) : []))
      .map(({ name: at }) => at)
    expect((await paste(files.searchFiles(search))).trim()).toBe('/v/quay/deep/anchor')
    expect(paths.map((at) => at.split('/').at(-1))).toEqual(['anchor'])
    const at = { ...on(volume), path: '/two%20words/%C3%A9t%C3%A9' }
    const { data } = await handlers.readFile({ ...at, limit: 100 }, callContext())
    expect(await paste(files.readFile(at))).toBe(Buffer.from(data, 'base64').toString())
    expect(await paste(files.listFolder({ ...on(volume), path: '/quay' }))).toMatch(/one\n.*run\n/)
  })
})

describe('the commands that keep volumes', { timeout: 120_000 }, () => {
  const format = 'tar.gz'

  it('clone, export and import as the window does, each what the other has written', async () => {
    const volume = await filled('kept', content)
    const all = await standing(volume)
    const clone = { ...on(volume), driver: '', options: [] }
    const [ours, theirs] = [name('clone-ours'), name('clone-theirs')]
    await keep.cloneVolume({ ...clone, name: ours }, work())
    await paste(...keeping.cloneSteps({ ...clone, name: theirs }))
    expect(await standing(ours)).toBe(all)
    expect(await standing(theirs)).toBe(all)

    const [mine, dockers] = [path('mine.tar.gz'), path('dockers.tar.gz')]
    await keep.exportVolume({ ...on(volume), path: mine, format }, work())
    await paste(keeping.exportVolume({ volume, path: dockers, format }))
    const [first, second] = [name('import-ours'), name('import-theirs')]
    await keep.importVolume({ connection, path: dockers, name: first }, work())
    await paste(...keeping.importSteps({ name: second, path: mine }))
    expect(await standing(first)).toBe(all)
    expect(await standing(second)).toBe(all)

    await inVolume(ours, 'echo changed > top; echo more > more')
    const other = { kind: 'volume', ...on(volume) } as const
    const differences = await paste(`${text(keeping.compareVolume({ ...on(ours), other }))} || true`)
    expect(differences.trim().split('\n')).toHaveLength(2)
    const compared = collect((context) => keep.compareVolume({ ...on(ours), other, sums: true }, context))
    await compared.ended
    expect(compared.items.at(-1)).toMatchObject({ kind: 'compared', added: 1, removed: 0, changed: 1 })
  })

  it('replace, empty and hand over as the window does', async () => {
    const volume = await filled('replacing', content)
    const all = await standing(volume)
    const theirs = await filled('replaced', 'echo other > other; mkdir .quay')
    const archive = path('replacing.tar.gz')
    await keep.exportVolume({ ...on(volume), path: archive, format }, work())
    await paste(...keeping.replaceSteps({ volume: theirs, path: archive }))
    expect(await standing(theirs)).toBe(all)
    await paste(keeping.emptyVolume({ volume: theirs }))
    expect(await inVolume(theirs, 'ls -A')).toBe('')
    await paste(`${text(keeping.sendVolume({ volume }))} | ${text(keeping.receiveVolume({ name: theirs }))}`)
    expect(await standing(theirs)).toBe(all)
  })
})
