/** Removes images that nothing uses, after it has been said which. */
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { lineText } from '../../../../contract/command/quote'
import { referenceOf } from '../../../../contract/images/model'
import { prune as pruneCommand } from '../../../../contract/images/prune/command'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useFormat } from '../../../ui/format/use-format'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { shortId } from '../image-rows'

export function usePrune() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const connections = useConnections()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const format = useFormat()
  const refuse = (failure: Failure): void => toasts.failure(failureText(failure, connections.current?.endpoint))

  /** `all`: also those that have a name. */
  async function prune(all: boolean): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const request = { connection, all, until: '' }
    const going = await call('images.prunable', request)
    if (!going.ok) return refuse(going.failure)
    const rows = going.value
    if (rows.length === 0)
      return void toasts.say(t(all ? 'images-keep.prune.nothing-all' : 'images-keep.prune.nothing'))
    const images = new Map(rows.filter(({ stays }) => !stays).map((image) => [image.id, image.size]))
    const count = new Set(rows.map(({ id }) => id)).size
    const total = [...images.values()].reduce((sum, size) => sum + size, 0)
    const confirmed = await dialogs.confirm({
      title: t('images-keep.prune.title', { count }, count),
      body: t(all ? 'images-keep.prune.body-all' : 'images-keep.prune.body', { size: format.size(total) }),
      details: rows.map((image) => {
        const name = referenceOf(image)
        return {
          name: name === image.id ? shortId(image.id) : name,
          note: image.stays ? t('images-keep.prune.stays') : format.size(image.size)
        }
      }),
      danger: true,
      confirmLabel: t('images-keep.prune.confirm'),
      typed: all && count > 5 ? t('images-keep.prune.word') : undefined,
      command: lineText(pruneCommand(request), { shell: settings.shell, cli: connections.current?.cli ?? [] })
    })
    if (!confirmed) return
    const outcome = await call('images.prune', request)
    if (!outcome.ok) return refuse(outcome.failure)
    const deleted = outcome.value.removed.filter(({ kind }) => kind === 'deleted').length
    toasts.success(
      t('images-keep.prune.done', { size: format.size(outcome.value.reclaimed, 4), count: deleted }, deleted)
    )
  }
  /** `?prune=` comes from what failed for want of room, `?prune=dangling` from a pasted command; the address is cleaned, so that going back does not ask again. */
  watch(
    () => route.query['prune'],
    (wanted) => {
      if (wanted === undefined) return
      const { prune: _, ...query } = route.query
      void router.replace({ path: route.path, query })
      void prune(wanted !== 'dangling')
    },
    { immediate: true }
  )
  return prune
}
