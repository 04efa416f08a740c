/** What can be done with a connection beyond showing it, and doing it. */
import { Copy, FileOutput, PencilLine, PlugZap, Save, SquareTerminal, Trash2, X } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { docker } from '../../../contract/command/build'
import { lineText } from '../../../contract/command/quote'
import { remove as removeCommand, use as useCommand } from '../../../contract/connections/command'
import { defaultContext } from '../../../contract/connections/context-name'
import type { ConnectionBook } from '../../../contract/connections/book/model'
import type { Outcome } from '../../../contract/failure'
import { call } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useSettings } from '../../stores/settings'
import { copyText } from '../../ui/base/copy-text'
import type { MenuItem } from '../../ui/base/menu-model'
import { useDialogs } from '../../ui/dialogs/use-dialogs'
import { useToasts } from '../../ui/toasts/use-toasts'
import type { ConnectionRow } from './connection-rows'

export function useConnectionMenu(
  book: () => ConnectionBook | undefined,
  edit: (row: ConnectionRow) => void
): {
  readonly itemsOf: (row: ConnectionRow) => readonly MenuItem[]
  readonly choose: (id: string, row: ConnectionRow) => Promise<void>
} {
  const { t } = useI18n()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()

  /** The context that `docker context use` would name; undefined where the CLI knows no name for it. */
  const contextOf = ({ connection, facts }: ConnectionRow): string | undefined =>
    facts?.context?.name ?? (connection.id === `context:${defaultContext}` ? defaultContext : undefined)

  function itemsOf(row: ConnectionRow): readonly MenuItem[] {
    const { facts } = row
    const context = contextOf(row)
    const chosen = context !== undefined && book()?.cli.configured === context
    return [
      { id: 'test', label: t('connections.test.do'), icon: PlugZap },
      { id: 'copy', label: t('connections.copy'), icon: Copy },
      ...(context === undefined
        ? []
        : [
            {
              id: 'use',
              label: t('connections.use.do'),
              icon: SquareTerminal,
              ...(chosen ? { disabled: true, reason: t('connections.use.already') } : {})
            }
          ]),
      ...(facts?.context === undefined
        ? facts?.gone === true
          ? [{ id: 'forget', label: t('connections.forget'), icon: X, separator: true }]
          : [{ id: 'keep', label: t('connections.keep'), icon: Save }]
        : [
            { id: 'edit', label: t('connections.edit'), icon: PencilLine },
            { id: 'export', label: t('connections.export.do'), icon: FileOutput },
            { id: 'remove', label: t('connections.remove.do'), icon: Trash2, danger: true, separator: true }
          ])
    ]
  }

  const say = (outcome: Outcome<unknown>, done: string): void => {
    if (outcome.ok) toasts.success(done)
    else toasts.failure(failureText(outcome.failure))
  }

  async function use(name: string): Promise<void> {
    const by = book()?.cli.by
    // Said before, not after: in a terminal with the same variables nothing changes.
    if (by === 'host' || by === 'variable') {
      const confirmed = await dialogs.confirm({
        title: t('connections.use.title', { name }),
        body: t(`connections.use.overruled-${by}`),
        confirmLabel: t('connections.use.do'),
        command: lineText(useCommand({ name }), { shell: settings.shell })
      })
      if (!confirmed) return
    }
    say(await call('connections.use', { name }), t('connections.use.done', { name }))
  }

  async function remove(name: string, row: ConnectionRow): Promise<void> {
    const { configured, context } = book()?.cli ?? {}
    const force = configured === name || context === name
    const others = row.facts?.context?.otherEndpoints ?? []
    const confirmed = await dialogs.confirm({
      title: t('connections.remove.title', { name }),
      body: force ? t('connections.remove.current') : t('connections.remove.body'),
      details: [
        { name: row.facts?.address.host ?? row.connection.endpoint },
        ...others.map((other) => ({ name: other, note: t('connections.remove.other') }))
      ],
      danger: true,
      confirmLabel: t('connections.remove.confirm'),
      command: lineText(removeCommand({ name, force }), { shell: settings.shell })
    })
    if (!confirmed) return
    say(await call('connections.remove', { name, force }), t('connections.remove.done', { name }))
  }

  async function exportTo(name: string): Promise<void> {
    const chosen = await call('app.chooseSave', { suggestion: `${name}.dockercontext` })
    if (!chosen.ok || chosen.value.path === undefined) return
    const outcome = await call('connections.export', { name, file: chosen.value.path })
    say(outcome, t('connections.export.done', { file: chosen.value.path }))
  }

  async function copy({ connection: { cli } }: ConnectionRow): Promise<void> {
    const line = lineText(docker('ps').line(), { shell: settings.shell, cli })
    if (await copyText(line)) toasts.success(t('connections.copied', { line }))
  }

  async function choose(id: string, row: ConnectionRow): Promise<void> {
    const name = contextOf(row)
    if (id === 'copy') await copy(row)
    else if (id === 'edit' || id === 'keep') edit(row)
    else if (id === 'forget') await call('connections.forget', { connection: row.connection.id })
    else if (name === undefined) return
    else if (id === 'use') await use(name)
    else if (id === 'export') await exportTo(name)
    else if (id === 'remove') await remove(name, row)
  }
  return { itemsOf, choose }
}
