/** A virtual display (Xvfb) for a machine that has none; only who has its cookie may look at it. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from './run.mjs'

/**
 * A file as xauth writes it, with one entry that fits every display: https://www.x.org/docs/XDMCP/ and Xau's AuRead.c.
 * @param {Buffer} cookie
 */
function authority(cookie) {
  const wild = Buffer.from([0xff, 0xff])
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie]
  return Buffer.concat([wild, ...fields.flatMap((field) => [Buffer.from([0, field.length]), field])])
}

/** @returns {Promise<{ readonly env: { readonly DISPLAY: string, readonly XAUTHORITY: string }, readonly stop: () => void }>} */
export async function startDisplay() {
  const folder = mkdtempSync(join(tmpdir(), 'escale-display-'))
  const file = join(folder, 'authority')
  writeFileSync(file, authority(randomBytes(16)), { mode: 0o600 })
  const xvfb = ['Xvfb', '-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-auth', file]
  // The display goes with this process, however that ends; Ctrl-C in the terminal is for the app first.
  const [program = '', ...args] = hasProgram('setpriv') ? ['setpriv', '--pdeathsig', 'KILL', ...xvfb] : xvfb
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const number = await new Promise((resolve, reject) => {
    let text = ''
    child.stdio[3]?.on('data', (part) => {
      text += part
      if (text.includes('\n')) resolve(text.trim())
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  child.unref()
  const pipe = child.stdio[3]
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: file }, stop }
}
