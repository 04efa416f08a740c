/** What the machine itself must have for a window on Linux: Electron's libraries, and a display or the means to make one. */
import { canInstall, install, isDebian, missingOf } from '../debian/apt.mjs'
import { displayPackages, electronPackages } from '../debian/packages.mjs'
import { hasProgram, run } from '../tools/run.mjs'
import { Told } from '../tools/step.mjs'

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

/**
 * The shared libraries that a program asks for and the machine has not, from ldd's lines: `	libnss3.so => not found`.
 * @param {string} text
 * @returns {string[]}
 */
export const missingLibraries = (text) => [...text.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '')

/**
 * @param {string} executable
 * @returns {Promise<readonly [undefined, string]>}
 */
export async function provideLibraries(executable) {
  const libraries = missingLibraries((await run('ldd', [executable])).stdout)
  const needsDisplay = !hasDisplay() && !hasProgram('Xvfb')
  if (libraries.length === 0 && !needsDisplay) return [undefined, 'there']
  const wanted = [
    ...(libraries.length > 0 || needsDisplay ? electronPackages : []),
    ...(needsDisplay ? displayPackages : [])
  ]
  const missing = isDebian() ? await missingOf(wanted) : wanted
  const what = [...libraries, ...(needsDisplay ? ['a display (Xvfb)'] : [])].join(', ')
  if (!canInstall()) {
    const how = isDebian()
      ? `Install them with:\n  sudo apt-get install ${missing.join(' ')}`
      : "Install them with your system's package manager."
    throw new Told(`This machine lacks what a window needs: ${what}. ${how}`)
  }
  const added = await install(missing)
  const lacked = [
    ...(libraries.length > 0 ? [`${libraries.length} libraries`] : []),
    ...(needsDisplay ? ['a display'] : [])
  ]
  return [undefined, `${lacked.join(' and ')} were missing: ${added.length} Debian packages installed`]
}
