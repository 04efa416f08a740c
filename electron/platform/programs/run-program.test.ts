import { describe, expect, it } from 'vitest'
import { decodeOutput } from './decode-output'
import { runProgram } from './run-program'

const node = (code: string, options = {}) => runProgram(process.execPath, ['-e', code], options)

describe('a program', () => {
  it('is run to its end, with its code, its words and what it reads', async () => {
    const code = "process.stdin.on('data', (d) => { console.log(`${d}`); console.error('no'); process.exitCode = 3 })"
    expect(await node(code, { input: 'a $(b) "c"' })).toEqual({
      kind: 'ended',
      code: 3,
      stdout: 'a $(b) "c"\n',
      stderr: 'no\n'
    })
  })

  it('that is not there, or cannot be run, says so', async () => {
    expect(await runProgram('escale-has-no-such-program', [])).toEqual({ kind: 'missing' })
    expect(await runProgram(process.execPath, ['a\0b'])).toMatchObject({ kind: 'refused' })
  })

  it('is ended at its limit, with what it started, and what it said until then is kept', async () => {
    const code = `const { spawn } = require('node:child_process')
      const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' })
      console.log(grandchild.pid); setInterval(() => 0, 1000)`
    const end = await node(code, { limit: 1_500 })
    expect(end.kind).toBe('timed-out')
    const pid = Number(end.kind === 'timed-out' ? end.stdout : '0')
    expect(pid).toBeGreaterThan(0)
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)
  })

  it('is cancelled, before and during', async () => {
    const abort = new AbortController()
    const running = node('console.log(1); setInterval(() => 0, 1000)', {
      signal: abort.signal,
      onOutput: () => abort.abort()
    })
    expect(await running).toEqual({ kind: 'cancelled', stdout: '1\n', stderr: '' })
    expect(await node('', { signal: abort.signal })).toMatchObject({ kind: 'cancelled' })
  })

  it('is cancelled gently: what must not be cut comes to its end', async () => {
    const abort = new AbortController()
    const code =
      "process.on('SIGINT', () => { console.log('in order'); process.exit() }); console.log(1); setInterval(() => 0, 1000)"
    const options = { signal: abort.signal, gentle: 60_000, onOutput: () => abort.abort() }
    expect(await node(code, options)).toEqual({ kind: 'cancelled', stdout: '1\nin order\n', stderr: '' })
    const deaf = new AbortController()
    const stubborn = "process.on('SIGINT', () => undefined); console.log(1); setInterval(() => 0, 1000)"
    const end = await node(stubborn, { signal: deaf.signal, gentle: 200, onOutput: () => deaf.abort() })
    expect(end).toMatchObject({ kind: 'cancelled' })
  })

  it('may write more than is kept', async () => {
    const end = await node("process.stdout.write('x'.repeat(300000))", { keep: 1_000 })
    expect(end).toMatchObject({ kind: 'ended', code: 0, stdout: 'x'.repeat(1_000) })
  })
})

describe('its output', () => {
  it('is read as UTF-16, UTF-8 or Windows-1252', () => {
    expect(decodeOutput(Buffer.from('\uFEFFVersion WSL : 2.1.5\r\n', 'utf16le'))).toBe('Version WSL : 2.1.5\n')
    expect(decodeOutput(Buffer.from('Version WSL : 2.1.5\r\n', 'utf16le'))).toBe('Version WSL : 2.1.5\n')
    expect(decodeOutput(Buffer.from('Mémoire\r\n'))).toBe('Mémoire\n')
    expect(decodeOutput(Buffer.from('M\xe9moire', 'latin1'))).toBe('Mémoire')
    expect(decodeOutput(new Uint8Array())).toBe('')
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
