/** What the installers refuse is what Electron does not start on. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { leastForApp } from '../../contract/prerequisites/checks/macos/versions'
import { nameOf as windowsName, firstTen } from '../../contract/prerequisites/checks/windows/versions'
import { nameOf as macName } from '../../contract/prerequisites/checks/macos/versions'
import { oldestMac, packageConfig } from './config.mjs'

const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const readme = readFileSync(join(electron, 'README.md'), 'utf8')
const config = packageConfig({ dist: '/nowhere', version: '0.0.0' }, false)

it('macOS is as old as Electron takes it, and as the prerequisites say', () => {
  const [, name = ''] = /^\* macOS \((.+) and up\)/m.exec(readme) ?? []
  expect(name).toBe(macName(leastForApp))
  expect(oldestMac).toBe(`${leastForApp.join('.')}.0`)
  expect(config.mac?.minimumSystemVersion).toBe(oldestMac)
})

it('Windows before the oldest that Electron takes is refused with a link, also where nobody looks', () => {
  const [, name = ''] = /^\* Windows \(Windows (\d+) and up\)/m.exec(readme) ?? []
  expect(windowsName(firstTen)).toMatch(new RegExp(`^${name} `))
  const script = readFileSync(config.nsis?.include ?? '', 'utf8')
  expect(script).toContain(`\${IfNot} \${AtLeastWin${name}}`)
  expect(script).toMatch(/!define OLDER_LINK "https:\/\/\S+"/)
  for (const [line] of script.matchAll(/^.*MessageBox .*$/gm)) expect(line).toContain('/SD IDNO')
  expect(script).toMatch(/ExecShell "open" "\$\{OLDER_LINK\}"/)
})
