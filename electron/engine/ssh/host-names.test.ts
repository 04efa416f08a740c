import { describe, expect, it } from 'vitest'
import { hostNameIn } from './host-names'

describe('the host behind a name', () => {
  it('is the one that ssh goes to', () => {
    // ssh -G, OpenSSH 9.2, shortened.
    expect(hostNameIn('user ada\nhostname 10.0.0.5\nport 22\ncanonicalizehostname false\n')).toBe('10.0.0.5')
    expect(hostNameIn('host far\r\nhostname far.example\r\n')).toBe('far.example')
    expect(hostNameIn('')).toBeUndefined()
  })
})
