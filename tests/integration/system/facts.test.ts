/** What an engine is made of and what it keeps on its disk, as the docker CLI prints both. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { humanSize } from '../../../contract/format/size'
import { systemHandlers } from '../../../electron/features/system/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof systemHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = systemHandlers(client)
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'layers')
  await docker('volume', 'create', 'unused')
  await docker('run', '-v', 'used:/data', 'busybox', 'dd', 'if=/dev/zero', 'of=/data/zeros', 'bs=1000', 'count=300')
  await docker('run', '-d', '--init', 'busybox', 'sh', '-c', 'dd if=/dev/zero of=/zeros bs=1000 count=20; sleep 100000')
  await docker('run', 'busybox', 'dd', 'if=/dev/zero', 'of=/zeros', 'bs=1000', 'count=70')
})
afterAll(async () => {
  client?.engine.dispose()
  await throwaway?.stop()
})

it('has the lines of docker system df', async () => {
  const format = '{{.TotalCount}}|{{.Active}}|{{.Size}}|{{.Reclaimable}}'
  const ours = async () =>
    (await handlers.diskUse({ connection }, callContext())).map(({ total, active, size, reclaimable, share }) => {
      const freed = humanSize(reclaimable, 4).text
      return `${total}|${active}|${humanSize(size, 4).text}|${share === undefined ? freed : `${freed} (${share}%)`}`
    })
  // What the container that runs writes is reckoned a little later.
  await vi.waitFor(
    async () => expect(await ours()).toEqual((await docker('system', 'df', '--format', format)).split('\n')),
    { timeout: 20_000 }
  )
  expect((await ours())[1]).toMatch(/^3\|1\|/)
  expect((await ours())[2]).toBe('2|1|300kB|0B (0%)')
})

it('has the parts that docker version prints of the server', async () => {
  const { parts } = await handlers.version({ connection }, callContext())
  const printed = await docker('version', '--format', '{{range .Server.Components}}{{.Name}}|{{.Version}}\n{{end}}')
  expect(parts.map(({ name, version }) => `${name}|${version}`)).toEqual(printed.trim().split('\n'))
  const [engine] = parts
  expect(engine?.details).toContainEqual({
    name: 'GoVersion',
    value: await docker('version', '--format', '{{.Server.GoVersion}}')
  })
})
