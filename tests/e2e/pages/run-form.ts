/** The run form as a person fills it in. */
import type { AppWindow } from './window'

export interface RunForm {
  readonly image?: string
  readonly name?: string
  readonly command?: string
  readonly detach?: boolean
  readonly ports?: ReadonlyArray<{ readonly host: string; readonly container: string }>
  readonly environment?: ReadonlyArray<{ readonly name: string; readonly value: string; readonly secret?: boolean }>
  readonly mounts?: ReadonlyArray<{ readonly source: string; readonly target: string }>
}

export function runForm({ page, t }: AppWindow) {
  const form = page.getByRole('form', { name: t('run.title') })
  /** A field of the form's own, not of one of its rows. */
  const field = (key: string) => form.getByRole('textbox', { name: new RegExp(`^${t(key)}`) }).first()
  const image = form.getByRole('combobox', { name: new RegExp(`^${t('run.image')}`) })
  const rows = (key: string) => form.getByRole('group', { name: t(key) })

  const openAll = async (): Promise<void> => {
    const button = form.getByRole('button', { name: t('run.open-all') })
    if (await button.isVisible()) await button.click()
  }

  return {
    form,
    openAll,
    image,
    name: field('run.name'),
    preview: form.getByRole('group', { name: t('ui.command.label') }),
    rows,
    async fill(values: RunForm): Promise<void> {
      await openAll()
      if (values.image !== undefined) await image.fill(values.image)
      if (values.name !== undefined) await field('run.name').fill(values.name)
      if (values.command !== undefined) await field('run.command').fill(values.command)
      if (values.detach !== undefined)
        await form
          .getByRole('checkbox', { name: new RegExp(`^${t('run.field.detach.label')}`) })
          .setChecked(values.detach)
      for (const { host, container } of values.ports ?? []) {
        await form.getByRole('button', { name: t('run.add-port') }).click()
        const row = rows('run.ports').getByRole('listitem').last()
        await row.getByRole('textbox', { name: t('run.port-host') }).fill(host)
        await row.getByRole('textbox', { name: t('run.port-container') }).fill(container)
      }
      for (const { name, value, secret = false } of values.environment ?? []) {
        await form.getByRole('button', { name: t('run.add-variable') }).click()
        const row = rows('run.environment').getByRole('listitem').last()
        await row.getByRole('textbox', { name: t('run.variable-name') }).fill(name)
        await row.getByLabel(t('run.variable-value')).fill(value)
        const toggle = row.getByRole('button', { name: t('run.variable-secret') })
        if (((await toggle.getAttribute('aria-pressed')) === 'true') !== secret) await toggle.click()
      }
      for (const { source, target } of values.mounts ?? []) {
        await form.getByRole('button', { name: t('run.add-mount') }).click()
        const row = rows('run.mounts').getByRole('listitem').last()
        await row.getByLabel(t('run.mount-source')).fill(source)
        await row.getByRole('textbox', { name: t('run.mount-target') }).fill(target)
      }
    },
    submit: () => form.getByRole('button', { name: t('run.run'), exact: true }).click()
  }
}
