import fc from 'fast-check'
import { sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../ipc/trusted-sender'
import { fileFor } from './app-file'
import { languageOf } from './language'
import { safeWebAddress } from './web-address'

const folder = ['', 'opt', 'escale', 'renderer'].join(sep)

describe('files behind addresses', () => {
  it('serves the page and what lies beside it', () => {
    expect(fileFor(folder, 'app://escale/')).toBe(folder + sep + 'index.html')
    expect(fileFor(folder, 'app://escale/assets/main.js?x#y')).toBe([folder, 'assets', 'main.js'].join(sep))
  })

  it('never leaves the folder, however the address is written', () => {
    const piece = fc.constantFrom('..', '%2e%2e', '.', '%2f', '/', '%5c', '\\', 'a', '%00', '%', '%c0%ae', 'index.html')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = fileFor(folder, `app://escale/${pieces.join('/')}`)
        expect(file === undefined || file.startsWith(folder + sep)).toBe(true)
        expect((file ?? '').split(sep)).not.toContain('..')
      })
    )
  })

  it('serves nothing for another host', () => expect(fileFor(folder, 'app://elsewhere/index.html')).toBeUndefined())
})

describe('links to the outside', () => {
  it('are web pages', () => expect(safeWebAddress('http://localhost:8080')).toBe('http://localhost:8080/'))

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://name:secret@example.org',
    'vscode://x',
    '',
    'example.org'
  ])('never %s', (address) => expect(() => safeWebAddress(address)).toThrow())
})

describe('senders', () => {
  it('are the top frame of our own origin', () => {
    expect(isTrustedSender({ origin: 'app://escale', parent: null })).toBe(true)
    expect(isTrustedSender({ origin: 'app://escale', parent: {} })).toBe(false)
    expect(isTrustedSender({ origin: 'https://example.org', parent: null })).toBe(false)
    expect(isTrustedSender(null)).toBe(false)
  })
})

describe('language', () => {
  it('is what a person set, else the system’s, else English', () => {
    expect(languageOf('fr', 'en-US')).toBe('fr')
    expect(languageOf('system', 'fr-CA')).toBe('fr')
    expect(languageOf('system', 'de-DE')).toBe('en')
  })
})
