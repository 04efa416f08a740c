/** A container's terminals as a person finds them. */
import type { AppWindow } from './window'

export interface OpenOptions {
  readonly program?: string
  readonly user?: string
}

export type TerminalPage = ReturnType<typeof terminalPage>

export function terminalPage({ page, t, goTo, row, tab }: AppWindow) {
  const form = page.getByRole('form', { name: t('containers-terminal.form.title') })
  const screen = page.locator('.xterm-rows')
  const field = page.locator('.xterm-helper-textarea')
  const tabs = page.locator('[role=tab][data-tab*="-"]')
  const text = async (): Promise<string> =>
    // xterm writes no-break spaces where cells are empty.
    (await screen.locator('> div').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ')
  const says = async (words: string): Promise<void> => {
    await screen.waitFor()
    const limit = Date.now() + 10_000
    while (!(await text()).includes(words)) {
      if (Date.now() > limit) throw new Error(`The terminal does not say ${words}:\n${await text()}`)
      await page.waitForTimeout(50)
    }
  }
  const fill = async ({ program, user }: OpenOptions): Promise<void> => {
    await form.waitFor()
    if (program !== undefined) {
      await form.getByRole('combobox').selectOption('other')
      await form.getByLabel(t('containers-terminal.form.program')).fill(program)
    }
    if (user !== undefined) {
      await form.getByText(t('containers-terminal.form.options')).click()
      await form.getByLabel(t('containers-terminal.form.user'), { exact: true }).fill(user)
    }
    await form.getByRole('button', { name: t('containers-terminal.form.open'), exact: true }).click()
    await form.waitFor({ state: 'detached' })
    await field.waitFor({ state: 'attached' })
  }
  /** Where on the screen these words stand. */
  const place = (words: string): Promise<{ readonly x: number; readonly y: number }> =>
    screen.evaluate((rows, wanted) => {
      for (const line of [...rows.children].reverse()) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = (node.textContent ?? '').replaceAll('\u00a0', ' ').lastIndexOf(wanted)
          if (at < 0) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + wanted.length)
          const { x, y, width, height } = range.getBoundingClientRect()
          return { x: x + width / 2, y: y + height / 2 }
        }
      }
      throw new Error(`Not on the screen: ${wanted}`)
    }, words)
  return {
    form,
    text,
    says,
    async goTo(name: string): Promise<void> {
      await goTo('containers.title')
      await row('containers.title', name).getByRole('gridcell').nth(1).click()
      await page.getByRole('region', { name, exact: true }).waitFor()
      await tab('containers.detail.terminal')
    },
    open: (options: OpenOptions = {}) => fill(options),
    async openMore(options: OpenOptions): Promise<void> {
      await page.getByRole('button', { name: t('containers-terminal.one-more') }).click()
      await fill(options)
    },
    async type(line: string): Promise<void> {
      await field.waitFor({ state: 'attached' })
      await field.focus()
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    },
    async command(): Promise<string> {
      const line = page
        .getByRole('tabpanel')
        .first()
        .locator('footer')
        .getByRole('group', { name: t('ui.command.label') })
      return (await line.innerText()).replace(/\s+/g, ' ').trim()
    },
    names: async (): Promise<readonly string[]> =>
      (await tabs.locator('.name').allInnerTexts()).map((name) => name.trim()),
    async choose(name: string): Promise<void> {
      await tabs.filter({ hasText: new RegExp(`^${name}$`) }).click()
    },
    async menu(item: string, role: 'menuitem' | 'menuitemcheckbox' = 'menuitem'): Promise<void> {
      await page.locator('.xterm-screen').click({ button: 'right' })
      await page.getByRole(role, { name: t(`containers-terminal.menu.${item}`) }).click()
    },
    async clickOn(words: string, options: { readonly modifiers?: Array<'Control'> }): Promise<void> {
      const { x, y } = await place(words)
      await page.mouse.move(x, y)
      await page.mouse.move(x + 1, y)
      for (const key of options.modifiers ?? []) await page.keyboard.down(key)
      await page.mouse.click(x + 1, y)
      for (const key of options.modifiers ?? []) await page.keyboard.up(key)
    },
    async hoverOver(words: string): Promise<void> {
      const { x, y } = await place(words)
      await page.mouse.move(x, y)
      await page.mouse.move(x + 1, y)
    },
    async closeAll(): Promise<void> {
      while ((await tabs.count()) > 0) {
        const count = await tabs.count()
        await tabs.first().focus()
        await page.keyboard.press('Delete')
        await tabs.nth(count - 1).waitFor({ state: 'detached' })
      }
    }
  }
}
