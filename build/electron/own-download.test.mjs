import { expect, it } from 'vitest'
import { archiveUrl } from './own-download.mjs'

const file = `electron-v45.4.1-${process.platform}-${process.arch}.zip`

it('asks Electron’s own host, or the mirror of the settings', () => {
  expect(archiveUrl('45.4.1', {})).toBe(`https://github.com/electron/electron/releases/download/v45.4.1/${file}`)
  expect(archiveUrl('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/' })).toBe(
    `https://mirror.example/v45.4.1/${file}`
  )
  expect(
    archiveUrl('45.4.1', { npm_config_electron_mirror: 'https://a.example/', ELECTRON_MIRROR: 'https://b.example/' })
  ).toBe(`https://a.example/v45.4.1/${file}`)
  expect(archiveUrl('45.4.1', { ELECTRON_MIRROR: 'https://m.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' })).toBe(
    `https://m.example/45.4.1/${file}`
  )
})
