/** Builds of what the engine fetches itself: a folder and a branch of a Git repository. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startGitServer, type GitServer } from '../../support/git-server'
import { openBuilds } from './build-client'

let git: GitServer
let engine: ThrowawayEngine
let client: ReturnType<typeof openBuilds>

beforeAll(async () => {
  git = await startGitServer({
    'site/Dockerfile': 'FROM busybox\nCOPY page /page\nCMD cat /page\n',
    'site/other': 'FROM busybox\nCMD echo other\n',
    'site/page': 'fetched'
  })
  engine = await throwawayEngine()
  client = openBuilds(engine.socketPath)
  await dockerOn(engine.host)('pull', '-q', 'busybox')
})
afterAll(async () => {
  await client.close()
  await engine.stop()
  await git.stop()
})

const run = (image: string): Promise<string> => dockerOn(engine.host)('run', '--rm', '--network', 'none', image)

it('takes a folder of a branch, by its Dockerfile or another', async () => {
  const context = { kind: 'address', address: `${git.address}#main:site` } as const
  const own = await client.build({ context, tags: ['own'] })
  expect(own.build.outcome, JSON.stringify(own.build.outcome)).toMatchObject({ kind: 'done' })
  expect(await run('own')).toBe('fetched')
  const other = await client.build({ context, dockerfile: { kind: 'file', path: 'other' }, tags: ['other'] })
  expect(other.build.outcome, JSON.stringify(other.build.outcome)).toMatchObject({ kind: 'done' })
  expect(await run('other')).toBe('other')
})

describe.each(['buildkit', 'classic'] as const)('with the %s builder', (builder) => {
  it('takes a whole repository', async () => {
    const context = { kind: 'address', address: `${git.address}#main` } as const
    const { build } = await client.build({
      context,
      builder,
      dockerfile: { kind: 'file', path: 'site/other' },
      tags: [`whole:${builder}`]
    })
    expect(build.outcome, JSON.stringify(build.outcome)).toMatchObject({ kind: 'done' })
    expect(await run(`whole:${builder}`)).toBe('other')
  })

  it('says that there is no such repository', async () => {
    const { build } = await client.build({
      context: { kind: 'address', address: git.address.replace('app.git', 'none.git') },
      builder
    })
    expect(build.outcome.kind).toBe('failed')
  })
})
