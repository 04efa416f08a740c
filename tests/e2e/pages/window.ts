/** What a person finds in the window, by role and name, in either language. */
import type { Locator, Page } from 'playwright'
import type { LaunchedApp } from '../../support/electron-app'
import type { Words } from '../../support/words'

export interface AppWindow {
  readonly page: Page
  readonly t: Words
  /** A page by the locale key of its title: `containers.title`. */
  goTo(title: string): Promise<void>
  /** Types into the palette and takes the entry of that name. */
  palette(query: string, entry: string): Promise<void>
  /** `containers.title`, `images.title`. */
  table(title: string): Locator
  /** The row that has a cell of exactly this text. */
  row(title: string, cell: string): Locator
  /** The detail of a container, by its name. */
  detail(name: string): Locator
  tab(key: string): Promise<void>
  /** A question: its confirmation by its words. */
  confirm(button: string): Promise<void>
  readonly dialog: Locator
  readonly toasts: Locator
  readonly log: Locator
  readonly drawer: Locator
  /** The commands in the drawer, as text, oldest first. */
  commands(): Promise<readonly string[]>
  openDrawer(): Promise<void>
  openActivity(): Promise<Locator>
}

export function windowOf({ page }: LaunchedApp, t: Words): AppWindow {
  page.setDefaultTimeout(15_000)
  const drawer = page.getByRole('region', { name: t('commands.title') })
  const table = (title: string): Locator => page.getByRole('grid', { name: t(title) })
  return {
    page,
    t,
    async goTo(title) {
      await page
        .getByRole('navigation', { name: t('shell.features') })
        .getByRole('link', { name: t(title) })
        .click()
      await page.getByRole('heading', { level: 1, name: t(title) }).waitFor({ state: 'attached' })
    },
    async palette(query, entry) {
      await page.getByRole('navigation', { name: t('shell.features') }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: t('ui.palette.label') }).fill(query)
      await page.getByRole('option', { name: entry }).click()
    },
    table,
    row: (title, cell) =>
      table(title)
        .getByRole('row')
        .filter({ has: page.getByRole('gridcell', { name: cell, exact: true }) }),
    detail: (name) => page.getByRole('region', { name, exact: true }),
    tab: (key) =>
      page
        .getByRole('tablist')
        .getByRole('tab', { name: t(key) })
        .click(),
    confirm: (button) => page.getByRole('alertdialog').getByRole('button', { name: button, exact: true }).click(),
    dialog: page.getByRole('dialog'),
    toasts: page.getByRole('region', { name: t('ui.toast.region') }),
    log: page.getByRole('log'),
    drawer,
    async commands() {
      const lines = await drawer.getByRole('group', { name: t('ui.command.label') }).allInnerTexts()
      return lines.map((line) => line.replace(/\s+/g, ' ').trim())
    },
    async openDrawer() {
      await page
        .getByRole('banner')
        .getByRole('button', { name: t('shell.commands'), exact: true, pressed: false })
        .click()
      await drawer.waitFor()
    },
    async openActivity() {
      await page.getByRole('button', { name: t('shell.activity.title') }).click()
      return page.getByRole('dialog', { name: t('shell.activity.title') })
    }
  }
}

/** A container's state as the window says it, whatever its age, and whatever its exit code where none is asked for. */
export function statusPattern(t: Words, kind: 'exited' | 'up' | 'paused', code = '\u0000'): RegExp {
  const pieces = t(`format.status.${kind}`, { code, age: '\u0000' }).split('\u0000')
  return new RegExp(pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'))
}
