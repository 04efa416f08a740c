/** The whole form with every section open, in the smallest window, in French: nothing cut, and nothing that axe finds. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('fr')
const pictures = process.env['ESCALE_RUN_PICTURES']
let engine: ThrowawayEngine
let app: LaunchedApp
let view: AppWindow

const line = [
  'docker run -d --name web --hostname web -p 8080:80 -p 127.0.0.1:9090-9092:90-92/udp -e COULEUR=bleu -e API_TOKEN=secret',
  '-v données:/data:ro -v /srv/site:/usr/share/nginx/html --tmpfs /cache:size=64m',
  '--network backend --network-alias site --ip 10.77.0.9 --dns 1.1.1.1 --add-host db:10.0.0.1',
  '--memory 64m --cpus 0.5 --ulimit nofile=100:200 --health-cmd "wget -q -O- localhost" --health-interval 5s',
  '--log-driver json-file --log-opt max-size=1m --cap-add NET_ADMIN --security-opt no-new-privileges --privileged',
  '--device /dev/null:/dev/rien:r --gpus all --restart on-failure:3 --label a.b=c busybox sleep 1000'
].join(' ')

beforeAll(async () => {
  engine = await throwawayEngine()
  const docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('network', 'create', '--subnet', '10.77.0.0/24', 'backend')
  app = await launchApp({ dockerHost: engine.host, settings: { language: 'fr', theme: 'light' } })
  view = windowOf(app, t)
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600))
  await view.palette(line, t('shell.palette.run-pasted'))
  await view.page
    .getByRole('form')
    .getByRole('button', { name: t('run.open-all') })
    .click()
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

describe('the form with everything open', () => {
  it('has nothing that axe finds', async () => {
    const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })

  it('shows all of it: nothing is wider than its place', async () => {
    const wide = await view.page.evaluate(() =>
      [...document.querySelectorAll('form *')]
        .filter((element) => element instanceof HTMLElement && element.offsetParent !== null)
        .filter((element) => {
          const { overflowX } = getComputedStyle(element)
          // What scrolls or ends in dots by itself may be longer than its place; so may a field's text.
          const own = ['auto', 'scroll', 'hidden', 'clip'].includes(overflowX) || element.tagName === 'INPUT'
          return !own && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        })
        .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`)
    )
    expect(wide).toEqual([])
    const fields = view.page.locator('form > .fields')
    expect(await fields.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    if (pictures === undefined) return
    const height = await fields.evaluate((element) => element.scrollHeight)
    for (let top = 0, page = 0; top < height; top += 300, page++) {
      await fields.evaluate((element, to) => element.scrollTo(0, to), top)
      await view.page.screenshot({ path: join(pictures, `run-${String(page).padStart(2, '0')}.png`) })
    }
  })
})
