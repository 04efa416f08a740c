import { expect, it } from 'vitest'
import { missingPackages } from './packages.mjs'

it('asks for what is missing or of another version, not for another system’s', () => {
  const wanted = {
    '': {},
    'node_modules/there': { version: '1.0.0' },
    'node_modules/older': { version: '2.0.0' },
    'node_modules/missing': { version: '1.0.0' },
    'node_modules/for-windows': { version: '1.0.0', optional: true }
  }
  const installed = { 'node_modules/there': { version: '1.0.0' }, 'node_modules/older': { version: '1.9.0' } }
  expect(missingPackages(wanted, installed)).toEqual(['node_modules/older', 'node_modules/missing'])
  expect(missingPackages(wanted, wanted)).toEqual([])
})
