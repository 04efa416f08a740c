/** What a container changed, as `docker diff` prints it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesHandlers } from '../../../electron/features/containers/changes/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = changesHandlers({ engines })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})
async function finished(script: string): Promise<string> {
  const id = await docker('create', 'busybox', 'sh', '-c', script)
  made.push(id)
  await docker('start', '-a', id)
  return id
}
const changes = (id: string) => handlers.changes({ connection, container: { id, name: '' } }, callContext())
const printed = async (id: string): Promise<string> => {
  const { kinds, paths } = await changes(id)
  const all = kinds === '' ? [] : paths.split('\0')
  return all.map((path, index) => `${kinds[index]} ${path}`).join('\n')
}

const sorted = (lines: string): string[] => lines.split('\n').sort()

describe('the changes of a container', () => {
  it('are those of docker diff', async () => {
    const id = await finished(
      'echo x > /new; mkdir -p /deep/er; echo y > "/deep/er/with space"; echo z >> /etc/passwd; rm /bin/wc; echo "é" > /é'
    )
    const ours = await printed(id)
    // The engine has no order of its own.
    expect(sorted(ours)).toEqual(sorted(await docker('diff', id)))
    expect(ours).toMatch(/^A \/deep\/er\/with space$/m)
    expect(ours).toMatch(/^C \/etc$/m)
    expect(ours).toMatch(/^D \/bin\/wc$/m)
  })

  it('are none of a container that never ran', async () => {
    const id = await docker('create', 'busybox', 'true')
    made.push(id)
    expect(await changes(id)).toEqual({ kinds: '', paths: '' })
    expect(await docker('diff', id)).toBe('')
  })

  it('come quickly, also very many', { timeout: 120_000 }, async () => {
    const id = await finished(
      'mkdir /many; cd /many; i=0; while [ $i -lt 100 ]; do mkdir $i; (cd $i; seq 1 300 | xargs touch); i=$((i+1)); done'
    )
    const { kinds, paths } = await changes(id)
    expect(kinds.length).toBeGreaterThan(30_000)
    expect(paths.split('\0')).toHaveLength(kinds.length)
  })

  it('refuses with the engine’s reason what is not there', async () => {
    await expect(changes('f'.repeat(64))).rejects.toMatchObject({ failure: { kind: 'not-found' } })
  })
})
