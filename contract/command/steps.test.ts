import { describe, expect, it } from 'vitest'
import { docker } from './build'
import { stepsText } from './steps'

const lines = ['one', 'two', 'three'].map((name) => docker('stop').argument('container', name).line())

describe('several commands as one text', () => {
  it('is the plain line where there is one', () =>
    expect(stepsText(lines.slice(0, 1), { shell: 'posix', cli: ['--context', 'far'] })).toBe(
      'docker --context far stop one'
    ))

  it('goes on in a shell only where the one before went well', () =>
    expect(stepsText(lines, { shell: 'posix' })).toBe('docker stop one &&\ndocker stop two &&\ndocker stop three'))

  it('asks PowerShell 5 for no more than it knows', () =>
    expect(stepsText(lines, { shell: 'powershell' })).toBe(
      'docker stop one\nif ($?) { docker stop two\nif ($?) { docker stop three } }'
    ))

  it('goes on over the lines of cmd', () =>
    expect(stepsText(lines, { shell: 'cmd' })).toBe('docker stop one && ^\ndocker stop two && ^\ndocker stop three'))
})
