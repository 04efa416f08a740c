/** Pictures for people: of each page in both themes, languages and sizes, into tests/e2e/pictures; and the README's one. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json, listed, startBrokenEngine, type BrokenEngine } from '../support/broken-engine'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { startHub, type HubServer } from '../support/hub-server'
import { wordsOf } from '../support/words'
import { afternoon, afternoonImages, mixed } from './pages/afternoon'
import { runForm } from './pages/run-form'
import { windowOf } from './pages/window'

const folder = join(import.meta.dirname, 'pictures')
/** Committed: made anew only where it is asked for, ESCALE_PICTURES=1, since no two are alike to the last point. */
const readmePicture = join(import.meta.dirname, '../../docs/pictures/containers.png')

interface Look {
  readonly theme: 'light' | 'dark'
  readonly language: 'en' | 'fr'
  readonly width: number
  readonly height: number
}
const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'fr'] as const).flatMap((language) =>
    [
      { width: 1280, height: 800 },
      { width: 900, height: 600 }
    ].map((size) => ({ theme, language, ...size }))
  )
)

/** In the window that stands, as a person would set it. */
async function wear(app: LaunchedApp, { theme, language, width, height }: Look, drawerOpen = false): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const
  )
  await app.page.evaluate(
    async (settings) => {
      const { escale } = globalThis as unknown as { escale: { call(name: string, request: object): Promise<unknown> } }
      await escale.call('settings.update', settings)
    },
    { theme, language, drawerOpen }
  )
  await expect
    .poll(() =>
      app.page.evaluate(() => {
        const { lang, dataset } = document.documentElement
        return [lang, dataset['theme'], innerWidth, innerHeight]
      })
    )
    .toEqual([language, theme, width, height])
}
const goTo = async ({ page }: LaunchedApp, hash: string): Promise<void> => {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
}
/** What the window itself would ask. */
const act = ({ page }: LaunchedApp, operation: string, container: { id: string; name: string }): Promise<unknown> =>
  page.evaluate(
    async ([name, one]) => {
      const { escale } = globalThis as unknown as {
        escale: {
          call(name: string, request: object): Promise<unknown>
          open(name: string, request: object, take: (message: { kind: string; items: string }) => void): number
        }
      }
      const connection = await new Promise<string>((resolve) =>
        escale.open('connections.watch', {}, ({ kind, items }) => {
          if (kind === 'items') resolve((JSON.parse(items) as Array<{ current: string }>)[0]?.current ?? '')
        })
      )
      return escale.call(name, { connection, containers: [one] })
    },
    [operation, container] as const
  )
async function shoot({ page }: LaunchedApp, name: string, { theme, language, width }: Look): Promise<void> {
  // Two frames: what was asked for is drawn.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.screenshot({ path: join(folder, `${name}-${width}-${theme}-${language}.png`) })
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  mkdirSync(dirname(readmePicture), { recursive: true })
})

describe('lists', () => {
  let engine: BrokenEngine
  let app: LaunchedApp
  const healthy = { '/images/json': json([]) }
  beforeAll(async () => {
    engine = await startBrokenEngine({ ...healthy, '/containers/json': json([]) })
    app = await launchApp({ dockerHost: engine.host })
  })
  afterAll(async () => {
    await app?.close()
    await engine?.stop()
  })
  const show = async (rows: readonly unknown[]): Promise<void> => {
    engine.answer({ '/containers/json': json(rows) })
    engine.endEvents()
    const grid = app.page.getByRole('grid').and(app.page.locator(`[aria-rowcount="${rows.length + 1}"]`))
    await grid.waitFor({ timeout: 30_000 })
    await app.page.getByRole('alert').waitFor({ state: 'detached', timeout: 30_000 })
  }

  it('with nothing in them', async () => {
    for (const look of looks) {
      await wear(app, look)
      await goTo(app, '#/containers')
      await shoot(app, 'containers-empty', look)
      await goTo(app, '#/images')
      await shoot(app, 'images-empty', look)
      await goTo(app, '#/settings')
      await shoot(app, 'settings', look)
    }
  })

  it('with a few in all states, the drawer open', async () => {
    await goTo(app, '#/containers')
    const rows = afternoon()
    engine.answer({ '/images/json': json(afternoonImages()) })
    await show(rows)
    const view = windowOf(app, wordsOf('en'))
    const picture: Look = { theme: 'light', language: 'en', width: 1280, height: 800 }
    await wear(app, picture, true)
    const commands = ['docker kill load-test', 'docker restart shop-web', 'docker pause nightly-import']
    for (const command of commands) {
      const [, verb = '', name = ''] = command.split(' ')
      const id = String(rows.find(({ Names }) => Names[0] === `/${name}`)?.Id)
      engine.answer({ [`/containers/${id}/${verb}`]: (response) => response.writeHead(204).end() })
      await act(app, `containers.${verb}`, { id, name })
    }
    await expect.poll(() => view.commands()).toEqual(commands)
    await app.page.mouse.move(640, 20)
    await shoot(app, 'containers-drawer', picture)
    if (!existsSync(readmePicture) || process.env['ESCALE_PICTURES'] !== undefined)
      await app.page.screenshot({ path: readmePicture })
    for (const look of looks) {
      await wear(app, look)
      await shoot(app, 'containers', look)
      await wear(app, look, true)
      await shoot(app, 'containers-drawer', look)
    }
  })

  it('with a thousand', async () => {
    await show(listed(1000, mixed))
    for (const look of looks) {
      await wear(app, look)
      await shoot(app, 'containers-1000', look)
    }
  })

  it('of an engine that went away', async () => {
    await engine.kill()
    await app.page.getByRole('alert').first().waitFor()
    for (const look of looks) {
      await wear(app, look)
      await shoot(app, 'unreachable-known', look)
    }
    const elsewhere = await launchApp({ dockerHost: 'unix:///nonexistent/docker.sock' })
    try {
      await elsewhere.page.getByRole('alert').first().waitFor()
      for (const look of looks) {
        await wear(elsewhere, look)
        await shoot(elsewhere, 'unreachable', look)
      }
    } finally {
      await elsewhere.close()
    }
  })
})

describe('a real engine', () => {
  let engine: ThrowawayEngine
  let hub: HubServer
  let app: LaunchedApp
  beforeAll(async () => {
    engine = await throwawayEngine()
    hub = await startHub()
    const docker = dockerOn(engine.host)
    await docker('pull', '-q', 'httpd')
    await docker('pull', '-q', 'hello-world')
    for (const name of ['nginx:1.27', 'postgres:17', 'ghcr.io/example/shop-api:4f1c2ab'])
      await docker('tag', 'httpd', name)
    await docker(
      'run',
      ...[
        '-d',
        '--name',
        'web',
        '-p',
        '8080',
        '-v',
        'pages:/www/pages',
        '-e',
        'API_TOKEN=hidden',
        '-e',
        'GREETING=hello'
      ],
      ...[
        'httpd',
        'sh',
        '-c',
        'for i in $(seq 1 200); do echo "$i GET /products/$i 200 in $((i % 90)) ms"; done; sleep 0.5; echo "slow query: 1.2 s" >&2; sleep 100000'
      ]
    )
    app = await launchApp({ dockerHost: engine.host, settings: { hubUrl: hub.url } })
  })
  afterAll(async () => {
    await app?.close()
    await hub?.stop()
    await engine?.stop()
  })

  it('in each look', { timeout: 300_000 }, async () => {
    const id = await dockerOn(engine.host)('inspect', '--format', '{{.Id}}', 'web')
    const { page } = app
    for (const look of looks) {
      const t = wordsOf(look.language)
      const view = windowOf(app, t)
      await wear(app, look)
      for (const tab of ['overview', 'logs', 'inspect', 'terminal']) {
        await goTo(app, `#/containers/${id}/${tab}`)
        await page.getByRole('tab', { name: t(`containers.detail.${tab}`), selected: true }).waitFor()
        if (tab === 'logs') await view.log.getByText('slow query').waitFor()
        if (tab === 'overview') await view.detail('web').getByText('GREETING').waitFor()
        await shoot(app, `detail-${tab}`, look)
      }
      await goTo(app, '#/images')
      await view.row('images.title', 'nginx').waitFor()
      await shoot(app, 'images', look)
      await goTo(app, '#/run')
      const form = runForm(view)
      await page.getByRole('button', { name: t('run.clear'), exact: true }).click()
      await form.fill({
        image: 'nginx:1.27',
        name: 'shop-web',
        ports: [{ host: '8081', container: '80' }],
        environment: [{ name: 'API_TOKEN', value: 'secret', secret: true }],
        mounts: [{ source: 'pages', target: '/usr/share/nginx/html' }]
      })
      await shoot(app, 'run', look)
      await goTo(app, '#/hub?q=hello')
      await page.getByRole('article').first().waitFor()
      await shoot(app, 'hub', look)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: t('ui.palette.label') }).fill('pull hello-world')
      await shoot(app, 'palette', look)
      await page.keyboard.press('Escape')
      await goTo(app, '#/containers')
      await view.row('containers.title', 'web').getByRole('gridcell').first().click()
      await page.keyboard.press('Delete')
      await page.getByRole('alertdialog').waitFor()
      await shoot(app, 'remove', look)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    }
    expect(app.errors).toEqual([])
  })
})
