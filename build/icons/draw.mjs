/** Draws assets/icons from escale.svg, with Electron itself: `node build/icons/draw.mjs`, after a change of the drawing. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideRuntime } from '../electron/runtime.mjs'
import { hasDisplay } from '../steps/libraries.mjs'
import { projectFolder } from '../tools/folders.mjs'
import { main } from '../tools/step.mjs'
import { startDisplay } from '../tools/virtual-display.mjs'
import { icns, ico } from './containers.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** Runs in the page. @param {{ svg: string, size: number }} wish */
async function draw({ svg, size }) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png').replace(/^.*,/, '')
}

await main(async () => {
  const [{ executable }] = await provideRuntime()
  const { _electron } = await import('playwright')
  const display = hasDisplay() ? undefined : await startDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'escale-icons-'))
  writeFileSync(
    join(folder, 'main.js'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'))"
  )
  const env = /** @type {Record<string, string>} */ ({ ...process.env, ...display?.env })
  const electron = await _electron.launch({ executablePath: executable, args: [join(folder, 'main.js')], env })
  const page = await electron.firstWindow()
  const svg = readFileSync(new URL('./escale.svg', import.meta.url), 'utf8')
  const target = join(projectFolder, 'assets', 'icons')
  mkdirSync(target, { recursive: true })
  const pictures = []
  for (const size of sizes)
    pictures.push({ size, png: Buffer.from(await page.evaluate(draw, { svg, size }), 'base64') })
  for (const { size, png } of pictures) writeFileSync(join(target, `${size}x${size}.png`), png)
  writeFileSync(join(target, 'icon.ico'), ico(pictures.filter(({ size }) => size <= 256)))
  writeFileSync(join(target, 'icon.icns'), icns(pictures))
  await electron.close()
  display?.stop()
  rmSync(folder, { recursive: true, force: true })
  return 0
})
