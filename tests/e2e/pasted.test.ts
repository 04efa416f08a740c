/** Commands of every day pasted into the palette: each leads to the place that does the same, and shows that very command. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
const p = (key: string, values?: Readonly<Record<string, string | number>>) => t(`shell.palette.${key}`, values)
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
const name = 'web05'

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('run', '-d', '--init', '--name', name, 'busybox', 'sleep', '100000')
  await docker('run', '--name', 'ended', 'busybox', 'true')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  await view.row('containers.title', name).waitFor()
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})
const state = () => docker('inspect', '--format', '{{.State.Status}}', name)
const field = (label: string) => view.dialog.getByRole('textbox', { name: label })

it('list what docker lists', async () => {
  await view.palette('docker ps', p('container-list'))
  await view.row('containers.title', 'ended').waitFor({ state: 'detached' })
  await view.palette('docker ps -a --filter exited=0', p('container-list'))
  await view.row('containers.title', name).waitFor({ state: 'detached' })
  await view.row('containers.title', 'ended').waitFor()
  await view.palette('docker ps -a --format "{{.Names}} : {{.State}}"', p('container-list'))
  await view.dialog.getByText(`${name} : running`).waitFor()
  await view.page.keyboard.press('Escape')
})

it('show what docker shows of a container', async () => {
  await view.palette("docker inspect --format='{{.State.Status}}' web05", p('inspect', { name }))
  await view.page.getByText("docker inspect --format '{{.State.Status}}' web05").waitFor()
  await view.palette('docker top web05', p('deed.top', { name }))
  await view.page.getByText('docker top web05').waitFor()
  await view.palette('docker exec -it --user 0 web05 ls /', p('deed.exec', { name, program: 'ls /' }))
  const program = view.page.getByRole('textbox', { name: t('containers-terminal.form.program') })
  await expect.poll(() => program.inputValue()).toBe('ls /')
  await view.page.getByText('docker exec -it -u 0 web05 ls /').waitFor()
})

it('do what docker does, and say what they leave out', async () => {
  await view.page.keyboard.press('Control+k')
  await view.page.getByRole('combobox', { name: t('ui.palette.label') }).fill('docker stop --signal INT -t 1 web05')
  await view.page.getByText(t('command.problem.deed-without-value', { flag: '--signal', text: 'INT' })).waitFor()
  await view.page.getByRole('option', { name: p('deed.stop', { name }) }).click()
  await expect.poll(state).toBe('exited')
  await view.palette('docker start web05', p('deed.start', { name }))
  await expect.poll(state).toBe('running')
  await view.palette('docker commit -m first web05 harbour/web:1.0', p('deed.commit', { name }))
  await expect.poll(() => field(t('containers-care.commit.message')).inputValue()).toBe('first')
  await view.dialog.getByRole('button', { name: t('containers-care.commit.do') }).click()
  await expect.poll(() => docker('images', '-q', 'harbour/web:1.0')).not.toBe('')
  await view.palette('docker tag harbour/web:1.0 harbour/web:latest', p('deed.tag', { name: 'harbour/web:1.0' }))
  await view.dialog.getByText('docker tag harbour/web:1.0 harbour/web:latest').waitFor()
  await view.dialog.getByRole('button', { name: t('images-keep.tag.do'), exact: true }).click()
  await expect.poll(() => docker('images', '-q', 'harbour/web:latest')).not.toBe('')
  await view.palette('docker history harbour/web:1.0', p('deed.history', { name: 'harbour/web:1.0' }))
  await view.page.getByText('docker history --no-trunc harbour/web:1.0').waitFor()
  await view.palette('docker rmi harbour/web:latest', p('remove', { name: 'harbour/web:latest' }))
  await view.confirm(t('images.remove.confirm', { count: 1 }))
  await expect.poll(() => docker('images', '-q', 'harbour/web:latest')).toBe('')
  await view.palette('docker login -u ada registry.example', p('deed.login'))
  await expect.poll(() => field(t('registries.sign-in.username')).inputValue()).toBe('ada')
  await view.page.keyboard.press('Escape')
  await view.palette('docker system df', p('deed.disk-use'))
  const images = view.page.getByRole('row', { name: t('system.disk.of.images') })
  const df = ['system', 'df', '--format', '{{.TotalCount}} {{.Active}}'] as const
  const [counted = ''] = (await docker(...df)).split('\n')
  await expect.poll(async () => (await images.getByRole('cell').allInnerTexts()).slice(0, 2).join(' ')).toBe(counted)
  await view.page.getByText('docker system df').waitFor()
  await view.page.getByRole('region', { name: 'runc' }).waitFor()

  await view.palette('docker rm gone', p('none-called', { name: 'gone' }))
  await view.row('containers.title', name).waitFor()
})

it('show what the engine keeps whole in the smallest window, in both languages, for everybody', async () => {
  const checks = checksOf(app)
  await view.page.evaluate(() => (location.hash = '#/system/facts'))
  for (const language of ['en', 'fr'] as const) {
    const words = wordsOf(language)
    await view.page.evaluate(
      async (settings) => {
        const { escale } = globalThis as unknown as {
          escale: { call(name: string, request: object): Promise<unknown> }
        }
        await escale.call('settings.update', settings)
      },
      { language }
    )
    await view.page.getByRole('row', { name: words('system.disk.of.images') }).waitFor()
    await checks.resize(900, 600)
    await checks.whole()
    await checks.accessible()
    await checks.picture(`system-facts-900-${language}`)
    await checks.resize(1280, 800)
    await checks.whole()
    await checks.picture(`system-facts-1280-${language}`)
  }
  expect(app.errors).toEqual([])
})
