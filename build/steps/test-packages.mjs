/** Debian's packages for what the tests and the bench start themselves: an engine, a registry, a display. */
import { install, missingOf } from '../debian/apt.mjs'
import { commandPackage, displayPackages, electronPackages, testPrograms } from '../debian/packages.mjs'
import { hasProgram } from '../tools/run.mjs'
import { hasDisplay } from './libraries.mjs'

/** @returns {Promise<readonly [undefined, string]>} */
export async function provideTestPackages() {
  const programs = Object.entries(testPrograms).flatMap(([program, name]) => (hasProgram(program) ? [] : [name]))
  const missing = [...programs, ...(await missingOf([...electronPackages, ...(hasDisplay() ? [] : displayPackages)]))]
  const added = missing.length > 0 ? await install(missing) : []
  const command = hasProgram('docker') ? [] : await install([commandPackage])
  const count = added.length + command.length
  return [undefined, count === 0 ? 'installed' : `${count} installed, no service started`]
}
