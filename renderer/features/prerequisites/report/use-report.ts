/** Copies the report of the checks, without what is private. */
import { useI18n } from 'vue-i18n'
import { titleKey } from '../../../../contract/prerequisites/model'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { copyText } from '../../../ui/base/copy-text'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { grouped, type CheckRows } from '../checks/rows'
import { evidenceText } from '../evidence'
import { useSaid } from '../said'
import { privateNames, reportText } from './report-text'

export function useReport(rows: () => CheckRows) {
  const { t } = useI18n()
  const said = useSaid()
  const toasts = useToasts()
  const connections = useConnections()

  async function compose(): Promise<string> {
    const info = await call('app.info', {})
    const { state } = connections.current ?? {}
    const engine = state?.kind === 'connected' || state?.kind === 'degraded' ? state.capabilities : undefined
    return reportText(grouped(rows()), {
      head: [
        ['Escale', info.ok ? `${info.value.version} (Electron ${info.value.electron}, ${info.value.platform})` : '?'],
        [t('prerequisites.report.engine'), engine === undefined ? '-' : `${engine.product} ${engine.version}`],
        [t('prerequisites.report.date'), new Date().toISOString()]
      ],
      group: (group) => t(`prerequisites.group.${group}`),
      title: ({ id }) => t(titleKey(id)),
      outcome: ({ result, required }) =>
        t(
          `prerequisites.outcome.${result?.outcome === 'not-met' && !required ? 'optional' : (result?.outcome ?? 'unknown')}`
        ),
      found: ({ result }) => (result === undefined ? '' : said(result.found)),
      evidence: (evidence) => evidenceText(evidence, t)
    })
  }

  return async function copy(): Promise<void> {
    const outcome = await call('prerequisites.redact', { text: await compose(), names: privateNames(rows().values()) })
    if (!outcome.ok) return toasts.failure(failureText(outcome.failure))
    if (await copyText(outcome.value.text)) toasts.success(t('prerequisites.report.copied'))
  }
}
