/**
 * `npm run package`: the unpacked app and a Debian package of it, in dist/.
 *   --dir           the unpacked app alone
 *   --inspectable   leaves the inspector reachable, for tests of the packaged app
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { provideRuntime } from './electron/runtime.mjs'
import { provideBuilt } from './steps/built.mjs'
import { providePackages } from './steps/packages.mjs'
import { projectFolder } from './tools/folders.mjs'
import { hasProgram, mustRun } from './tools/run.mjs'
import { main, note, step } from './tools/step.mjs'

const words = process.argv.slice(2)

await main(async () => {
  await step('Node packages', providePackages)
  const runtime = await step('Electron', provideRuntime)
  await step('App', provideBuilt)
  const deb = process.platform === 'linux' && hasProgram('dpkg-deb') && !words.includes('--dir')
  await step('Package', async () => {
    const flags = [...(deb ? ['--deb'] : []), ...(words.includes('--inspectable') ? ['--inspectable'] : [])]
    const args = [join(projectFolder, 'build', 'package', 'make.mjs'), runtime.dist, runtime.version, ...flags]
    await mustRun(process.execPath, args, { cwd: projectFolder })
    return [undefined, deb ? 'the unpacked app and a Debian package' : 'the unpacked app']
  })
  for (const name of readdirSync(join(projectFolder, 'dist'))) if (/unpacked$|\.deb$/.test(name)) note(`  dist/${name}`)
  return 0
})
