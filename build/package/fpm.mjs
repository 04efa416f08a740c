#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder calls for a Debian package and would download: makes it with Debian's own dpkg-deb.
 * Called as `fpm -s dir -t deb --name escale --version 1.0.0 … FOLDER/=/opt/Escale FILE=/usr/share/…`.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { control, readArguments } from './fpm-arguments.mjs'

const { options, files } = readArguments(process.argv.slice(2))
/** @param {string} name */
const option = (name) => options.get(name)?.at(-1) ?? ''
if (option('-t') !== 'deb') throw new Error(`only a deb can be made here, no ${option('-t')}`)

const root = mkdtempSync(join(tmpdir(), 'escale-deb-'))
chmodSync(root, 0o755)
try {
  for (const { source, target } of files) {
    mkdirSync(dirname(join(root, target)), { recursive: true })
    cpSync(source, join(root, target), { recursive: true, verbatimSymlinks: true })
  }
  const scripts = join(root, 'DEBIAN')
  mkdirSync(scripts)
  for (const [name, script] of Object.entries({ '--after-install': 'postinst', '--after-remove': 'postrm' })) {
    copyFileSync(option(name), join(scripts, script))
    chmodSync(join(scripts, script), 0o755)
  }
  writeFileSync(join(scripts, 'control'), control(options))
  // Ten times as fast as xz, and known to Debian 12, Ubuntu 18.04 and what came after.
  const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', root, option('--package')], {
    stdio: 'inherit'
  })
  process.exitCode = made.status ?? 1
} finally {
  rmSync(root, { recursive: true, force: true })
}
