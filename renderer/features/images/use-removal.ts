/** Removes images as `docker rmi` does: asks first, says what went, and keeps what was refused with its reason. */
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Failure } from '../../../contract/failure'
import { lineText } from '../../../contract/command/quote'
import type { RemoveImagesReply } from '../../../contract/images/api'
import { remove as removeCommand } from '../../../contract/images/command'
import type { ImageRef } from '../../../contract/images/model'
import { call } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { useSettings } from '../../stores/settings'
import { useDialogs } from '../../ui/dialogs/use-dialogs'
import { useFormat } from '../../ui/format/use-format'
import { useToasts } from '../../ui/toasts/use-toasts'
import { imageRef, type ImageRow } from './image-rows'
import { forcible, removalPlan, removedLines, type RemovalItem } from './removal'

export interface RefusedImage {
  readonly image: ImageRef
  readonly failure: Failure
  readonly users: ReadonlyArray<{ readonly id: string; readonly name: string; readonly running: boolean }>
}

export function useRemoval(all: () => readonly ImageRow[]) {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const format = useFormat()

  /** Keys of the rows that are being removed. */
  const busy = ref<ReadonlySet<string>>(new Set())
  /** What docker printed at the last removal, and what it refused: shown in a dialog. */
  const lines = shallowRef<readonly string[]>([])
  const refused = shallowRef<readonly RefusedImage[]>([])
  const outcomeOpen = ref(false)
  const force = computed(() => forcible(refused.value.filter(mayForce), containers.byId))

  const names = (users: ReadonlyArray<{ readonly name: string }>): string => users.map(({ name }) => name).join(', ')
  function noteOf({ row, does, users }: RemovalItem): string {
    if (does === 'refused')
      return t('images.remove.note-used', { size: format.size(row.image.size), names: names(users) }, users.length)
    return t(`images.remove.note-${does}`, { size: format.size(row.image.size) })
  }
  const commandOf = (images: readonly ImageRef[], forced: boolean): string =>
    lineText(removeCommand({ connection: connections.currentId ?? '', images: [...images], force: forced }), {
      shell: settings.shell,
      cli: connections.current?.cli ?? []
    })

  async function ask(rows: readonly ImageRow[]): Promise<void> {
    const free = rows.filter(({ key }) => !busy.value.has(key))
    if (free.length === 0 || connections.currentId === undefined) return
    const plan = removalPlan(free, all())
    const confirmed = await dialogs.confirm({
      title: t('images.remove.title', { count: free.length, name: free[0]?.reference ?? '' }, free.length),
      body:
        plan.freed > 0 ? t('images.remove.frees', { size: format.size(plan.freed) }) : t('images.remove.frees-nothing'),
      details: plan.items.map((item) => ({ name: nameOf(item.row), note: noteOf(item) })),
      danger: true,
      confirmLabel: t('images.remove.confirm', { count: free.length }, free.length),
      command: commandOf(free.map(imageRef), false)
    })
    if (confirmed) await remove(free.map(imageRef), false)
  }

  /** Docker's short id where there is no reference. */
  const nameOf = ({ reference, image }: ImageRow): string =>
    reference === image.id ? t('images.untagged-name', { id: image.id.replace('sha256:', '').slice(0, 12) }) : reference

  async function remove(images: readonly ImageRef[], forced: boolean): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const chosen = new Set(images.map(({ id, reference }) => `${id} ${reference}`))
    const keys = all().flatMap(({ key, image, reference }) => (chosen.has(`${image.id} ${reference}`) ? [key] : []))
    busy.value = new Set([...busy.value, ...keys])
    const reply = await call('images.remove', { connection, images: [...images], force: forced })
    busy.value = new Set([...busy.value].filter((key) => !keys.includes(key)))
    if (reply.ok) told(reply.value)
    else toasts.failure(failureText(reply.failure))
  }

  function told({ removed, failed }: RemoveImagesReply): void {
    lines.value = removedLines(removed)
    refused.value = failed.map(({ image, failure }) => ({ image, failure, users: usersOf(image, failure) }))
    if (failed.length > 0) {
      outcomeOpen.value = true
      return
    }
    outcomeOpen.value = false
    const untagged = removed.filter(({ kind }) => kind === 'untagged').length
    const deleted = removed.length - untagged
    const text =
      deleted === 0
        ? t('images.remove.done-untagged', { count: untagged }, untagged)
        : t('images.remove.done-deleted', { count: deleted }, deleted)
    toasts.success(text, { label: t('images.remove.show-lines'), run: () => (outcomeOpen.value = true) })
  }

  /** Those that the engine named; else those that the window knows. */
  function usersOf({ id }: ImageRef, failure: Failure): RefusedImage['users'] {
    if (failure.kind !== 'conflict') return []
    if (failure.users !== undefined && failure.users.length > 0) return failure.users
    return failure.reason !== 'in-use'
      ? []
      : containers.list
          .filter(({ imageId }) => imageId === id)
          .map((container) => ({ id: container.id, name: container.name, running: container.state === 'running' }))
  }

  return {
    busy,
    lines,
    refused,
    outcomeOpen,
    /** What of it may be forced at this moment: nothing of which a container runs. */
    force,
    commandOf,
    ask,
    forceRefused: () => remove(force.value.images, true)
  }
}

/** Where the engine would take force, and no container of the image runs. */
const mayForce = ({ failure, users }: RefusedImage): boolean =>
  failure.remedy?.kind === 'force' && !users.some(({ running }) => running)
