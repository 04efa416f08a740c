/** Uploads into containers on a real engine, compared with what `docker cp` leaves. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { escapeText } from '../../../contract/containers/files/path'
import { filesHandlers } from '../../../electron/features/containers/files/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const files = filesHandlers({ engines, chosen })
const names: string[] = []
let folder: string

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  folder = await mkdtemp(join(tmpdir(), 'escale-upload-'))
})
afterAll(async () => {
  engine.dispose()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  if (names.length > 0) await docker('rm', '-f', '-v', ...names.splice(0))
})
async function make(name: string, ...options: readonly string[]) {
  names.push(name)
  const id = await docker('run', '-d', '--init', '--name', name, ...options, 'busybox', 'sleep', '100000')
  return { id, name }
}

describe('an upload', () => {
  const source = async (): Promise<string> => {
    const path = join(folder, `source-${names.join()}`)
    await mkdir(join(path, 'sub'), { recursive: true })
    await writeFile(join(path, 'a file'), 'content', { mode: 0o640 })
    await writeFile(Buffer.concat([Buffer.from(`${path}/latin-`), Buffer.from([0xe9])]), 'latin')
    await writeFile(join(path, 'sub', `${'long'.repeat(50)}.txt`), 'deep')
    await symlink('a file', join(path, 'link'))
    chosen.add(path)
    return path
  }

  it('leaves what docker cp leaves: bytes, modes, links, owners', async () => {
    const container = await make('files-upload')
    const path = await source()
    await docker('exec', 'files-upload', 'mkdir', '/mine', '/theirs')
    const request = { connection, container, folder: '/mine', sources: [path], overwrite: false }
    const context = taskContext<{ bytes: number; total?: number }>()
    expect(await files.uploadFiles(request, context)).toEqual({ bytes: 16, files: 4 })
    expect(context.reports.at(-1)).toEqual({ bytes: 16, total: 16 })
    await docker('cp', path, 'files-upload:/theirs')
    const told = (root: string) =>
      docker(
        'exec',
        'files-upload',
        'sh',
        '-c',
        `cd ${root} && find . -exec stat -c '%n %f %u %g' {} + | sort; find . -type f -exec md5sum {} + | sort; find . -type l -exec readlink {} +`
      )
    expect(await told('/mine')).toBe(await told('/theirs'))
  })

  it('asks before it overwrites, and goes to a stopped container too', async () => {
    const container = await make('files-again')
    await docker('stop', '-t', '0', 'files-again')
    const path = await source()
    const request = { connection, container, folder: '/tmp', sources: [path], overwrite: false }
    await files.uploadFiles(request, taskContext())
    await expect(files.uploadFiles(request, taskContext())).rejects.toMatchObject({
      failure: { kind: 'conflict', reason: 'already' }
    })
    await writeFile(join(path, 'a file'), 'changed')
    await files.uploadFiles({ ...request, overwrite: true }, taskContext())
    const name = path.slice(folder.length + 1)
    const read = await files.readFile(
      { connection, container, path: `/tmp/${escapeText(name)}/a%20file`, limit: 100 },
      callContext()
    )
    expect(Buffer.from(read.data, 'base64').toString()).toBe('changed')
  })

  it('is refused with the reason where the root is read-only, or the folder is not there', async () => {
    const container = await make('files-read-only', '--read-only')
    const sources = [await source()]
    await expect(
      files.uploadFiles({ connection, container, folder: '/etc', sources, overwrite: false }, taskContext())
    ).rejects.toMatchObject({
      failure: { kind: 'permission-denied', subject: 'file', message: expect.stringMatching(/read-only/) as string }
    })
    await expect(
      files.uploadFiles({ connection, container, folder: '/nowhere', sources, overwrite: false }, taskContext())
    ).rejects.toMatchObject({ failure: { kind: 'not-found', subject: 'file' } })
    expect(engine.state.kind).toBe('connected')
  })
})
