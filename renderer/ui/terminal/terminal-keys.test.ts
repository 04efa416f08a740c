import { describe, expect, it } from 'vitest'
import { terminalKey } from './terminal-keys'

const press = (code: string, held: 'ctrl' | 'ctrl-shift' | 'meta', mac = false) =>
  terminalKey(
    { code, ctrlKey: held !== 'meta', shiftKey: held === 'ctrl-shift', metaKey: held === 'meta', altKey: false },
    mac
  )

describe('keys of a terminal', () => {
  it.each(['KeyC', 'KeyK', 'KeyP', 'KeyQ', 'KeyR', 'KeyV', 'KeyW', 'KeyF', 'KeyD', 'KeyZ'])(
    'Ctrl with %s is the program’s, on each system',
    (code) => {
      expect(press(code, 'ctrl')).toBeUndefined()
      expect(press(code, 'ctrl', true)).toBeUndefined()
    }
  )
  it('copy, paste and search are the system’s own for terminals', () => {
    expect([press('KeyC', 'ctrl-shift'), press('KeyV', 'ctrl-shift'), press('KeyF', 'ctrl-shift')]).toEqual([
      'copy',
      'paste',
      'search'
    ])
    expect([press('KeyC', 'meta', true), press('KeyV', 'meta', true), press('KeyC', 'meta')]).toEqual([
      'copy',
      'paste',
      undefined
    ])
  })
  it('Ctrl-F6 leads out', () => {
    expect(press('F6', 'ctrl')).toBe('leave')
    expect(press('F6', 'ctrl', true)).toBe('leave')
  })
})
