import { describe, expect, it } from 'vitest'
import type { Terminal } from '../../../../../contract/containers/terminal/model'
import { sessionNames } from './session-name'

const terminal = (id: string, command?: string, user = ''): Terminal => ({
  id,
  connection: 'c',
  container: { id: 'a'.repeat(64), name: 'web' },
  ...(command === undefined
    ? {}
    : { exec: { user, folder: '', environment: [], privileged: false, tty: true, command: [command] } }),
  tty: true,
  takesInput: true,
  startedAt: 0,
  state: { kind: 'running' }
})

describe('names of terminals', () => {
  it('are their program and user, counted where they repeat', () => {
    const names = sessionNames(
      [
        terminal('1'),
        terminal('2', '/bin/bash'),
        terminal('3', 'bash', 'app'),
        terminal('4', 'bash'),
        terminal('5', 'C:\\Windows\\System32\\cmd.exe'),
        terminal('6', '/')
      ],
      'main'
    )
    expect([...names.values()]).toEqual(['main', 'bash', 'bash · app', 'bash (2)', 'cmd', '/'])
  })
})
