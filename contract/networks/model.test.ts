import { expect, it } from 'vitest'
import { builtInOf } from './model'

const podman = '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9'

it.each([
  ['bridge', 'bridge', 'a'.repeat(64), 'bridge'],
  ['host', 'host', 'a'.repeat(64), 'host'],
  ['nat', 'nat', 'a'.repeat(64), 'nat'],
  ['podman', 'bridge', podman, 'podman'],
  // A person may call a network so where the engine has none of that name.
  ['nat', 'bridge', 'a'.repeat(64), undefined],
  ['podman', 'bridge', 'a'.repeat(64), undefined],
  ['shop', 'bridge', 'a'.repeat(64), undefined]
])('%s by %s is the engine’s own only where it is', (name, driver, id, own) => {
  expect(builtInOf({ name, driver, id })).toBe(own)
})
