/** What reaches the builder is what docker's own command sends: .dockerignore, links, modes, names. */
import { spawnSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callContext } from '../../support/on-engine'
import { sharedEngine } from '../../support/engine'
import { dockerBuild, dockerThatBuilds, filesOf, isOlder } from './docker-build'
import { openBuilds } from './build-client'

let client: ReturnType<typeof openBuilds>
let folder: string
const sockets = createServer()

beforeAll(() => {
  client = openBuilds(sharedEngine().socketPath)
  folder = client.folder({
    Dockerfile: 'FROM scratch\nCOPY . /all/\n',
    'web.Dockerfile': 'FROM scratch\nCOPY . /all/\n',
    'a.txt': 'one',
    'b.md': 'two',
    '.hidden': 'x',
    'sub/a.txt': 'three',
    'sub/b.md': 'four',
    'sub/deep/c.txt': 'five',
    'sub/deep/keep.txt': 'six',
    'other/deep/keep.txt': 'seven',
    'node_modules/x/index.js': 'eight',
    'é è – 日本.txt': 'nine',
    'sp ace/[x].txt': 'ten',
    'x+y(1).txt': 'eleven',
    [`${'long-folder-name/'.repeat(9)}file`]: 'twelve',
    [`${'é'.repeat(80)}.txt`]: 'thirteen',
    large: Buffer.alloc(700_000, 'x')
  })
  mkdirSync(join(folder, 'empty'))
  writeFileSync(join(folder, 'program'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, 'rooted'), '')
  chmodSync(join(folder, 'rooted'), 0o4750)
  chmodSync(join(folder, 'other'), 0o700)
  symlinkSync('a.txt', join(folder, 'link'))
  symlinkSync('/nowhere/at/all', join(folder, 'broken'))
  symlinkSync('sub', join(folder, 'folder-link'))
  linkSync(join(folder, 'b.md'), join(folder, 'hard'))
  spawnSync('mkfifo', [join(folder, 'pipe')])
  sockets.listen(join(folder, 'socket'))
})
afterAll(async () => {
  sockets.close()
  await client.close()
})

/** Docker's own reading of patterns changed with 23: the newer one is held to. */
const newer = new Set(['signs of regular expressions', 'exceptions at any depth'])
const cases: ReadonlyArray<readonly [string, string | undefined]> = [
  ['no ignore file', undefined],
  ['plain names and comments', '\uFEFF# why\n\n  a.txt  \n/sub/deep\nempty/\nnot-there\n'],
  ['wildcards', '*.md\n*/a.*\nsub/d??p\n[a-c].txt\nsp ace/\\[x\\].txt\n'],
  ['any depth', '**/*.txt\n**/deep\n'],
  ['exceptions at any depth', '**/*.txt\n**/deep\n!**/keep.txt\n'],
  ['signs of regular expressions', 'x+y(1).txt\n*.+(md)\nsub/{a,b}.txt\n'],
  ['all but some', '*\n!a.txt\n!sub/deep/keep.txt\n!other\n'],
  ['all but a folder, less a file of it', '**\n!sub\nsub/deep\n!sub/deep/c.txt\n'],
  ['the Dockerfile and the ignore file', 'Dockerfile\n.dockerignore\n*.Dockerfile\n.*\n'],
  ['names beyond ASCII', 'é*\n**/node_modules\n./sub/../b.md\nlong-folder-name/**\n']
]

describe.each(['buildkit', 'classic'] as const)('with the %s builder', (builder) => {
  let program: Promise<string | undefined> | undefined
  it.each(cases)('%s: the image holds what docker build puts there', async (name, ignore) => {
    const { host } = sharedEngine()
    program ??= dockerThatBuilds(host, builder)
    const theirs = await program
    // A machine whose docker has no such builder has nothing to compare with.
    if (theirs === undefined || (newer.has(name) && (await isOlder(theirs)))) return
    const ignoreFile = join(folder, '.dockerignore')
    if (ignore === undefined) spawnSync('rm', ['-f', ignoreFile])
    else writeFileSync(ignoreFile, ignore)
    const { build } = await client.build({ context: { kind: 'folder', path: folder }, builder, noCache: true })
    if (build.outcome.kind !== 'done') throw new Error(JSON.stringify(build.outcome))
    const their = await dockerBuild(theirs, host, builder, ['--no-cache', folder])
    const own = await filesOf(host, build.outcome.imageId ?? '')
    expect(own.length).toBeGreaterThan(1)
    // BuildKit's docker makes a file of a socket.
    const files = (await filesOf(host, their)).filter((line) => !line.endsWith('all/socket'))
    expect(own).toEqual(files)
  })
})

it('reads the ignore file of its own Dockerfile, with BuildKit', async () => {
  writeFileSync(join(folder, '.dockerignore'), '**\n')
  writeFileSync(join(folder, 'web.Dockerfile.dockerignore'), '**\n!a.txt\n')
  const dockerfile = { kind: 'file', path: join(folder, 'web.Dockerfile') } as const
  const { build } = await client.build({ context: { kind: 'folder', path: folder }, dockerfile })
  if (build.outcome.kind !== 'done') throw new Error(JSON.stringify(build.outcome))
  const files = await filesOf(sharedEngine().host, build.outcome.imageId ?? '')
  expect(files.map((line) => line.split(' ').at(-1))).toEqual(['all/a.txt', 'all/'])
  const report = await client.handlers.checkContext(
    { context: { kind: 'folder', path: folder }, dockerfile },
    callContext()
  )
  expect(report).toMatchObject({ files: 1, bytes: 3, ignoreFile: 'web.Dockerfile.dockerignore', large: false })
})

it('says beforehand what would be sent', async () => {
  writeFileSync(join(folder, '.dockerignore'), 'node_modules\n*.md\n')
  const report = await client.handlers.checkContext(
    { context: { kind: 'folder', path: folder }, dockerfile: { kind: 'default' } },
    callContext()
  )
  expect(report.ignored).toBe(1)
  expect(report.ignoreFile).toBe('.dockerignore')
  expect(report.largest[0]).toEqual({ path: 'large', kind: 'file', bytes: 700_000, files: 1 })
  expect(report.largest.find(({ path }) => path === 'sub')).toEqual({
    path: 'sub',
    kind: 'folder',
    bytes: 16,
    files: 4
  })
  expect(report.bytes).toBeGreaterThan(700_000)
})

it('takes a folder and files that were chosen, and no others', async () => {
  const refused = { failure: { kind: 'permission-denied', subject: 'file' } }
  const context = { kind: 'folder', path: folder } as const
  const outside = { kind: 'file', path: '/etc/passwd' } as const
  await expect(client.handlers.readDockerfile({ context, dockerfile: outside }, callContext())).rejects.toMatchObject(
    refused
  )
  await expect(
    client.handlers.checkContext(
      { context: { kind: 'folder', path: '/etc' }, dockerfile: { kind: 'default' } },
      callContext()
    )
  ).rejects.toMatchObject(refused)
  symlinkSync('/etc/passwd', join(folder, 'way-out'))
  await expect(
    client.handlers.readDockerfile(
      { context, dockerfile: { kind: 'file', path: join(folder, 'way-out') } },
      callContext()
    )
  ).rejects.toMatchObject(refused)
  await expect(
    client.handlers.saveDockerfile({ folder, path: join(folder, '..', 'Dockerfile'), text: '' }, callContext())
  ).rejects.toMatchObject(refused)
  await expect(client.start({ context, secrets: ['id=a,src=/etc/passwd'] }).ended).rejects.toMatchObject(refused)
  const { path } = await client.handlers.saveDockerfile(
    { folder, path: join(folder, 'sub', 'Dockerfile'), text: 'FROM x\n' },
    callContext()
  )
  const { paths } = await client.handlers.findDockerfiles({ folder }, callContext())
  expect(paths.map((one) => one.slice(folder.length + 1))).toEqual(['Dockerfile', 'web.Dockerfile', 'sub/Dockerfile'])
  expect(await client.handlers.readDockerfile({ context, dockerfile: { kind: 'file', path } }, callContext())).toEqual({
    path,
    text: 'FROM x\n'
  })
})
