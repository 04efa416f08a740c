/** Terminals in the window: shells, several of them, what survives a reload, keys, copy and paste, search, links, ends. */
import AxeBuilder from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { terminalPage, type TerminalPage } from './pages/terminal'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let terminal: TerminalPage

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('run', '-d', '--init', '--name', 'web', 'busybox', 'sleep', '100000')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  terminal = terminalPage(view)
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) })
  })
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await engine?.stop()
})
/** What axe finds in the detail; xterm's own inner parts are its makers' matter. */
async function faults(): Promise<readonly unknown[]> {
  const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode(true).analyze()
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html])
}
const processes = async (): Promise<string> => docker('exec', 'web', 'ps')
const streams = (): Promise<number> =>
  view.page.evaluate(async () => {
    const { escale } = window as unknown as {
      escale: { call(name: string, request: object): Promise<{ value: { streams: number } }> }
    }
    return (await escale.call('app.info', {})).value.streams
  })

describe('a shell in a container', () => {
  afterEach(() => terminal.closeAll())

  it('is found, opened with its docker command, and typed into', async () => {
    await terminal.goTo('web')
    await expect.poll(() => terminal.command()).toBe('docker exec -it web sh')
    await terminal.open()
    await terminal.type('echo "a $((40 + 2)) b"')
    await terminal.says('a 42 b')
    await view.openDrawer()
    expect((await view.commands()).filter((line) => line.startsWith('docker exec'))).toEqual(['docker exec -it web sh'])
    await view.drawer.getByRole('button', { name: t('commands.close') }).click()
    await terminal.type('exit 3')
    await view.page.getByText(t('containers-terminal.ended', { code: 3 })).waitFor()
    await view.page.getByRole('button', { name: t('containers-terminal.run-again') }).click()
    // What is typed before goes to the one that has ended.
    await expect.poll(terminal.text).not.toContain('a 42 b')
    await terminal.says('/ #')
    await terminal.type('echo again $((1 + 1))')
    await terminal.says('again 2')
    expect(await terminal.names()).toEqual(['sh'])
  })

  it('is there again after another page and after a reload, with what it has said, and no stream leaks', async () => {
    await view.goTo('images.title')
    const before = await streams()
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type('kept=yes; echo first $((10 + 1))')
    await terminal.says('first 11')
    await terminal.openMore({ user: 'nobody' })
    await terminal.type('id -un')
    await terminal.says('nobody')
    expect(await terminal.names()).toEqual(['sh', 'sh · nobody'])

    await view.goTo('images.title')
    await expect.poll(streams).toBe(before)
    await terminal.goTo('web')
    await terminal.says('nobody')
    await terminal.choose('sh')
    await terminal.says('first 11')
    await terminal.type('echo kept $kept')
    await terminal.says('kept yes')

    await view.page.reload()
    await terminal.goTo('web')
    await terminal.choose('sh')
    await terminal.says('first 11')
    await terminal.type('echo still $kept')
    await terminal.says('still yes')
    // What the shell asks of a terminal (its cursor's place) was answered then: nothing was typed by a replay.
    expect(await terminal.text()).not.toMatch(/\d+;\d+R/)
  })

  it('has every key that it needs, and lets the focus out', async () => {
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type('cat -v')
    for (const key of ['p', 'q', 'w', 'r', 'k']) await view.page.keyboard.press(`Control+${key}`)
    await view.page.keyboard.press('Enter')
    // Ctrl-P Ctrl-Q left it.
    await view.page.getByText(t('containers-terminal.left')).waitFor()
    await terminal.says('read escape sequence')
    await terminal.openMore({})
    await terminal.type('stty -icanon -echo -ixon; echo taken $((1 + 1)); cat -v')
    // Before that, the terminal itself takes Ctrl-Q.
    await terminal.says('taken 2')
    for (const key of ['q', 'w', 'r', 'k', 'p', 'f']) await view.page.keyboard.press(`Control+${key}`)
    await view.page.keyboard.press('Enter')
    await terminal.says('^Q^W^R^K^P^F')
    expect(await view.dialog.count()).toBe(0)
    await view.page.keyboard.press('Control+c')
    await view.page.keyboard.press('Control+F6')
    await expect.poll(() => view.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab')
  })

  it('copies, pastes, and asks before several lines', async () => {
    await terminal.goTo('web')
    await terminal.open()
    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('echo pasted $((2 + 3))'))
    await view.page.keyboard.press('Control+Shift+v')
    await terminal.says('echo pasted $((2 + 3))')
    await view.page.keyboard.press('Enter')
    await terminal.says('pasted 5')

    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('echo one $((1 + 10))\necho two $((1 + 20))\n'))
    await terminal.menu('paste')
    await view.page.getByText(t('containers-terminal.paste.title', { count: 2 })).waitFor()
    await view.confirm(t('containers-terminal.paste.confirm'))
    await terminal.says('one 11')
    await terminal.says('two 21')

    // A program that takes a paste as one piece is trusted with it.
    await terminal.type('printf "\\033[?2004h"; stty -echo; cat -v')
    await terminal.says('cat -v')
    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('three\nfour'))
    await expect
      .poll(async () => {
        await view.page.keyboard.press('Control+Shift+v')
        await view.page.keyboard.press('Enter')
        return terminal.text()
      })
      .toContain('^[[200~three')
    expect(await view.page.getByRole('alertdialog').count()).toBe(0)
    await view.page.keyboard.press('Control+c')

    await terminal.menu('select-all')
    await view.page.keyboard.press('Control+Shift+c')
    await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('two 21')
  })

  it('has the size of its place, and follows it', async () => {
    await terminal.goTo('web')
    await terminal.open()
    const size = async (word: string): Promise<readonly number[]> => {
      await terminal.type(`echo ${word}:$(stty size)`)
      await terminal.says(`${word}:`)
      await expect.poll(terminal.text).toMatch(new RegExp(`^${word}:\\d+ \\d+`, 'm'))
      return (new RegExp(`^${word}:(\\d+) (\\d+)`, 'm').exec(await terminal.text()) ?? []).slice(1).map(Number)
    }
    const [rows = 0, columns = 0] = await size('one')
    const resize = (width: number, height: number) =>
      app.electron.evaluate(
        ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setSize(wide ?? 0, high ?? 0),
        [width, height]
      )
    await resize(1480, 700)
    await view.page.waitForFunction(() => window.innerWidth > 1400)
    // A window that is being sized says its size once it rests.
    await expect
      .poll(async () => (await size(`two${Math.random().toString(36).slice(2, 6)}`))[1])
      .toBeGreaterThan(columns)
    expect((await size('three'))[0]).toBeLessThan(rows)
    await resize(1280, 800)
  })

  it('is read out to who asks for it, and has no fault that axe finds', async () => {
    await terminal.goTo('web')
    expect(await faults()).toEqual([])
    await terminal.open()
    await terminal.menu('read-out', 'menuitemcheckbox')
    await view.page.keyboard.press('Escape')
    await view.page.locator('.xterm-accessibility').waitFor({ state: 'attached' })
    expect(await faults()).toEqual([])
    await terminal.menu('read-out', 'menuitemcheckbox')
    await view.page.keyboard.press('Escape')
  })

  it('is searched, with counts, next and previous', async () => {
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type('clear; for i in 1 2 3; do echo needle-$i; done')
    await terminal.says('needle-3')
    await view.page.keyboard.press('Control+Shift+f')
    const field = view.page.getByRole('search').getByRole('searchbox')
    await field.fill('needle-')
    const found = (current: number) =>
      view.page.getByText(t('containers-terminal.search.matches', { count: 3, current }), { exact: true }).waitFor()
    await found(1)
    await field.press('Enter')
    await found(2)
    await field.press('Shift+Enter')
    await found(1)
    await field.press('Escape')
    await terminal.type('echo back $((1 + 1))')
    await terminal.says('back 2')
  })

  it('opens links of the web on Ctrl-click, and no others', async () => {
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type(
      'clear; echo "see https://example.com/a?b=1 or"; printf "\\033]8;;https://example.org/hidden\\033\\\\words\\033]8;;\\033\\\\ x\\n"'
    )
    await terminal.says('words')
    const opened = () => app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
    await terminal.clickOn('https://example.com', {})
    expect(await opened()).toEqual([])
    await terminal.clickOn('https://example.com', { modifiers: ['Control'] })
    await expect.poll(opened).toEqual(['https://example.com/a?b=1'])
    await terminal.hoverOver('words')
    await view.page.getByText(t('containers-terminal.link', { url: 'https://example.org/hidden' })).waitFor()
  })
})

describe('the main process', () => {
  it('is attached to at once where it has a terminal, with what it has said, and is left by Ctrl-P Ctrl-Q', async () => {
    await docker('create', '-it', '--name', 'talk', 'busybox', 'sh', '-c', 'echo hello $((6 * 7)); exec sh')
    await terminal.goTo('talk')
    await docker('start', 'talk')
    await terminal.says('hello 42')
    expect(await terminal.command()).toBe('docker attach talk')
    await view.page.keyboard.press('Control+p')
    await view.page.keyboard.press('Control+q')
    await view.page.getByText(t('containers-terminal.detached')).waitFor()
    await terminal.says('read escape sequence')
    expect(await docker('inspect', '--format', '{{.State.Running}}', 'talk')).toBe('true')
    await view.page.getByRole('button', { name: t('containers-terminal.attach-again') }).click()
    await terminal.type('exit 4')
    await view.page.getByText(t('containers-terminal.ended', { code: 4 })).waitFor()
  })
})

describe('closing', () => {
  it('ends every shell that was opened, and leaves what was there', async () => {
    const shells = async () => (await processes()).split('\n').filter((line) => /\bsh$|sleep 7777/.test(line))
    const before = await shells()
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type('sleep 7777')
    await expect.poll(processes).toContain('sleep 7777')
    await app.close()
    await expect.poll(shells).toEqual(before)
    expect(await docker('inspect', '--format', '{{.State.Running}}', 'web')).toBe('true')
  })
})
