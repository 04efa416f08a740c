import { describe, expect, it } from 'vitest'
import { lineText } from '../../command/quote'
import { scriptOf } from '../../command/script'
import { exec } from './command'
import type { ExecOptions } from './model'

const plain: ExecOptions = { user: '', folder: '', environment: [], privileged: false, tty: true, command: ['sh'] }
const written = (options: Partial<ExecOptions>): string =>
  lineText(
    exec({ connection: 'c', container: { id: 'a'.repeat(64), name: 'web' }, options: { ...plain, ...options } }),
    {
      shell: 'posix'
    }
  )

describe('docker exec', () => {
  it('says only what differs from its own defaults', () => {
    expect(written({})).toBe('docker exec -it web sh')
    expect(written({ tty: false })).toBe('docker exec -i web sh')
  })

  it('has each option before the container, and the program as it is after it', () => {
    expect(
      written({
        user: 'app:staff',
        folder: '/srv/my app',
        privileged: true,
        environment: [
          { name: 'A', value: '1 2', secret: false },
          { name: 'TOKEN', value: 'hush', secret: true }
        ],
        command: ['sh', '-c', 'echo "$A"', '--', '-x']
      })
    ).toBe(
      `docker exec -it --privileged -u app:staff -w '/srv/my app' -e 'A=1 2' -e "TOKEN=$TOKEN" web sh -c 'echo "$A"' -- -x`
    )
  })

  it('is left to a person in a script: it waits for what is typed', () => {
    const command = exec({ connection: 'c', container: { id: 'a'.repeat(64), name: 'web' }, options: plain })
    const script = scriptOf([
      {
        id: '1',
        operation: 'containers.exec',
        connection: 'c',
        command: command as never,
        cli: [],
        requests: [],
        startedAt: 0,
        outcome: { kind: 'done' }
      }
    ])
    expect(script).toMatch(/^# .*by hand/m)
    expect(script).not.toMatch(/^docker exec/m)
  })
})
