import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '../../contract/settings/model'
import { openSettings } from './settings-store'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'escale-settings-'))))
afterEach(() => rmSync(folder, { recursive: true }))
const file = (): string => join(folder, 'settings.json')

describe('settings', () => {
  it('starts with defaults, keeps what is set, and reads it again', async () => {
    const store = openSettings(folder, vi.fn())
    expect(store.current).toEqual(defaultSettings)
    store.update({ theme: 'dark' })
    await store.flush()
    expect(openSettings(folder, vi.fn()).current.theme).toBe('dark')
    expect(existsSync(`${file()}.new`)).toBe(false)
  })

  it('survives a broken file, says so and keeps it aside', () => {
    writeFileSync(file(), '{ "version": 1, "settings": {')
    const warn = vi.fn()
    expect(openSettings(folder, warn).current).toEqual(defaultSettings)
    expect(warn).toHaveBeenCalledOnce()
    expect(readFileSync(`${file()}.broken`, 'utf8')).toContain('"version"')
  })

  it('gives a broken field its default and keeps the others', () => {
    writeFileSync(
      file(),
      JSON.stringify({ version: 1, settings: { theme: 'plaid', language: 'fr', hubUrl: 'javascript:alert(1)' } })
    )
    expect(openSettings(folder, vi.fn()).current).toMatchObject({
      theme: 'system',
      language: 'fr',
      hubUrl: defaultSettings.hubUrl
    })
  })

  it('leaves the file of a newer version untouched beside its own', () => {
    writeFileSync(file(), JSON.stringify({ version: 99, settings: { theme: 'dark' } }))
    const store = openSettings(folder, vi.fn())
    expect(store.current).toEqual(defaultSettings)
    expect(JSON.parse(readFileSync(`${file()}.broken`, 'utf8'))).toMatchObject({ version: 99 })
  })
})
