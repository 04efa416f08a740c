import { expect, it } from 'vitest'
import { fakeEngine } from '../../../tests/support/fake-engine'
import { pathNameOf, removeImages } from './remove'

it('removes what an engine keeps under a name that no registry has', async () => {
  const engine = fakeEngine(() => [{ Untagged: 'my_shop.app/web:1' }])
  const image = { id: `sha256:${'a'.repeat(64)}`, reference: 'my_shop.app/web:1' }
  const reply = await removeImages(engine, { connection: 'test', images: [image], force: false })
  expect(reply).toEqual({ removed: [{ kind: 'untagged', reference: 'my_shop.app/web:1' }], failed: [] })
  expect(engine.requests.map(({ path }) => path)).toEqual(['/images/my_shop.app/web:1'])
})

it.each(['../containers', 'a/../../x', 'A/B', 'x?force=1', 'my_shop.app/../x'])('asks for nothing by %j', (name) =>
  expect(() => pathNameOf(name)).toThrow()
)
