/** Building as a person does it: the form, the Dockerfile in its editor, and the build as it goes. */
import type { LaunchedApp } from '../../support/electron-app'
import type { AppWindow } from './window'

export function buildsPage({ page, t }: AppWindow, { electron }: LaunchedApp) {
  const button = (key: string) => page.getByRole('button', { name: t(key), exact: true })
  const editor = () => page.getByRole('textbox', { name: t('builds.dockerfile'), exact: true })
  const listed = (key: string) => page.getByRole('textbox', { name: t('ui.rows.value', { label: t(key), count: 1 }) })

  /** What the system's next dialogs for opening answer. */
  async function answerOpen(path: string): Promise<void> {
    await electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, path)
  }

  return {
    button,
    editor,
    answerOpen,
    tag: listed('builds.tags'),
    /** The first row of a list of the form, by its field's name: `secrets`. */
    firstOf: (field: string) => listed(`builds.field.${field}`),
    steps: () => page.getByRole('list', { name: t('builds.steps-of') }).getByRole('listitem'),
    history: () => page.getByRole('list', { name: t('builds.history') }).getByRole('listitem'),
    outcome: (kind: string) => page.getByRole('status').getByText(t(`builds.outcome.${kind}`), { exact: true }),
    async write(text: string): Promise<void> {
      await editor().click()
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
    },
    async chooseFolder(path: string): Promise<void> {
      await answerOpen(path)
      await button('builds.choose').click()
      await page.getByRole('region', { name: t('builds.context.title') }).waitFor()
    },
    /** An empty form, from wherever one is. */
    async begin(): Promise<void> {
      await page
        .getByRole('navigation', { name: t('shell.features') })
        .getByRole('link', { name: t('builds.title') })
        .click()
      const create = button('builds.new').first()
      const clear = button('builds.clear')
      await create.or(clear).first().waitFor()
      if (await create.isVisible()) await create.click()
      await clear.click()
    },
    async openMore(): Promise<void> {
      await page.getByRole('button', { name: new RegExp(`^${t('builds.more')}`), expanded: false }).click()
    }
  }
}
