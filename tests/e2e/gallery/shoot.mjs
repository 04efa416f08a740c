/**
 * Takes pictures of the gallery: `node tests/e2e/gallery/shoot.mjs FOLDER [NAME…]`. The browser is `GALLERY_BROWSER`
 * (a Chromium), else Debian's. With `--axe` it also runs axe on each scene, and fails where it finds something.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright'
import { build, preview } from 'vite'

const [folder, ...rest] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say which folder takes the pictures')
const axe = rest.includes('--axe')
const wanted = rest.filter((one) => !one.startsWith('--'))

const wide = { width: 1280, height: 800 }
const small = { width: 900, height: 600 }
/** @type {ReadonlyArray<readonly [theme: string, language: string, size: { width: number, height: number }]>} */
const looks = [
  ['light', 'en', wide],
  ['dark', 'fr', wide],
  ['light', 'fr', small],
  ['dark', 'en', small]
]
/**
 * Name, address, and what is done before the picture.
 * @type {ReadonlyArray<readonly [name: string, address: string, act?: (page: import('playwright').Page) => Promise<unknown>]>}
 */
const scenes = [
  ['controls', 'scene=controls'],
  ['table', 'scene=table&chosen&busy'],
  ['table-detail', 'scene=table&detail'],
  ['table-menu', 'scene=table', (page) => page.locator('[data-index="3"]').click({ button: 'right' })],
  ['table-columns', 'scene=table', (page) => page.locator('.columns').click()],
  ['table-stale', 'scene=table&stale'],
  ['table-empty', 'scene=table&rows=0'],
  ['failing', 'scene=failing', (page) => page.waitForTimeout(250)],
  ['dialog-danger', 'scene=dialogs'],
  ['dialog-typed', 'scene=dialogs&typed'],
  ['dialog-form', 'scene=dialogs&kind=form'],
  ['logs', 'scene=logs'],
  [
    'logs-search',
    'scene=logs',
    async (page) => {
      await page.locator('input[type=search]').fill('error')
      await page.waitForTimeout(300)
    }
  ],
  ['logs-wrapped', 'scene=logs&wrap'],
  ['command', 'scene=command', (page) => page.locator('.part').nth(4).hover()],
  ['palette', 'scene=palette'],
  [
    'palette-search',
    'scene=palette',
    async (page) => {
      await page.locator('input').fill('stop')
      await page.waitForTimeout(300)
    }
  ],
  ['json', 'scene=json']
]

const out = mkdtempSync(join(tmpdir(), 'escale-gallery-'))
process.env.GALLERY_OUT = out
const configFile = fileURLToPath(new URL('./vite.config.mts', import.meta.url))
await build({ configFile, logLevel: 'error' })
const server = await preview({ configFile, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } })
const base = server.resolvedUrls?.local[0] ?? ''
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.GALLERY_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox']
})
let faults = 0
for (const [name, address, act] of scenes) {
  if (wanted.length > 0 && !wanted.some((one) => name.startsWith(one))) continue
  for (const [theme, language, size] of looks) {
    const context = await browser.newContext({ viewport: size, deviceScaleFactor: 1, locale: language })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      faults++
      console.error(`${name}: ${error.message}`)
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') console.error(`${name}: ${message.text()}`)
    })
    await page.goto(`${base}?${address}&theme=${theme}&language=${language}`)
    await page.waitForTimeout(250)
    await act?.(page)
    await page.waitForTimeout(150)
    await page.screenshot({ path: join(folder, `${name}-${theme}-${language}-${size.width}.png`) })
    if (axe) {
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, help, nodes } of violations.filter(
        (one) => !['page-has-heading-one', 'region', 'landmark-one-main'].includes(one.id)
      )) {
        faults++
        console.error(
          `${name} ${theme} ${language}: ${id}: ${help}\n  ${nodes
            .slice(0, 3)
            .map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`)
            .join('\n  ')}`
        )
      }
    }
    await context.close()
  }
}
await browser.close()
await server.close()
rmSync(out, { recursive: true, force: true })
if (faults > 0) process.exitCode = 1
