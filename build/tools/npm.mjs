/** How to call npm: the very one that runs this script, where there is one, without any shell. */

/**
 * @param {...string} args
 * @returns {[program: string, args: string[]]}
 */
export function npm(...args) {
  const script = process.env['npm_execpath']
  if (script && /\.[cm]?js$/.test(script)) return [process.execPath, [script, ...args]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args]
}
