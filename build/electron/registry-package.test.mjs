import { expect, it } from 'vitest'
import { placeOf } from './registry-package.mjs'

it('keeps the runtime and leaves the other app out', () => {
  expect(placeOf('Cypress/Cypress')).toBe('electron')
  expect(placeOf('Cypress/locales/fr.pak')).toBe('locales/fr.pak')
  expect(placeOf('Cypress/icudtl.dat')).toBe('icudtl.dat')
  expect(placeOf('Cypress/resources/app/index.js')).toBeUndefined()
  expect(placeOf('Cypress/resources/app-update.yml')).toBeUndefined()
  expect(placeOf('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
})

it('writes nothing outside its folder', () => {
  expect(placeOf('Cypress/../../etc/passwd')).toBeUndefined()
  expect(placeOf('/etc/passwd')).toBeUndefined()
})
