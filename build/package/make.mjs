/** Runs electron-builder; in a process of its own, since it talks much. Usage: node make.mjs DIST VERSION [--inspectable] [--deb]. */
import { fileURLToPath } from 'node:url'
import { build, Platform } from 'electron-builder'
import { projectFolder } from '../tools/folders.mjs'
import { packageConfig } from './config.mjs'

const [dist = '', version = '', ...words] = process.argv.slice(2)
process.env['CUSTOM_FPM_PATH'] = fileURLToPath(new URL('./fpm.mjs', import.meta.url))
await build({
  projectDir: projectFolder,
  config: packageConfig({ dist, version }, words.includes('--inspectable')),
  targets: Platform.current().createTarget(words.includes('--deb') ? ['dir', 'deb'] : ['dir'])
})
