/** How to call npm: the very one that runs this script, where there is one, without any shell. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @param {...string} args
 * @returns {[program: string, args: string[]]}
 */
export function npm(...args) {
  const script = process.env['npm_execpath']
  if (script && /\.[cm]?js$/.test(script)) return [process.execPath, [script, ...args]]
  // Beside Node's own program, where the PATH (sudo's, say) may not lead.
  const beside = join(
    dirname(process.execPath),
    process.platform === 'win32' ? '.' : '../lib',
    'node_modules/npm/bin/npm-cli.js'
  )
  if (existsSync(beside)) return [process.execPath, [beside, ...args]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args]
}
