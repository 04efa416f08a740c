/** What a person may ask of the files of a folder, why it cannot be done, and the question that it leads to. */
import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FileEntry } from '../../../../contract/containers/files/model'
import { exactText, joinPath, shownText } from '../../../../contract/containers/files/path'
import { call } from '../../../ipc/client'
import { copyText } from '../../../ui/base/copy-text'
import type { FileAction, MoreAction, Offers } from '../../../ui/files/file-actions'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { held } from './clipboard'
import type { useBrowse } from './use-browse'
import type { useFileWork } from './use-file-work'
import type { Place } from './use-place'

/** Of one request. */
const mostPaths = 5000

/** A dialog that is open. */
export type Asked =
  | { readonly kind: 'name'; readonly what: 'new-file' | 'new-folder' | 'rename'; readonly path: string }
  | { readonly kind: 'permissions'; readonly folder: string; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'remove'; readonly paths: readonly string[] }
  | { readonly kind: 'elsewhere'; readonly paths: readonly string[] }

export function useFileActions(parts: {
  readonly place: Place
  readonly browse: ReturnType<typeof useBrowse>
  readonly work: ReturnType<typeof useFileWork>
  readonly mayWrite: () => Promise<boolean>
}) {
  const { place, browse, work, mayWrite } = parts
  const { t, n } = useI18n()
  const toasts = useToasts()
  const asked = shallowRef<Asked>()

  const offers = computed<Offers>(
    () =>
      new Map<MoreAction, string | undefined>([
        ['new-file', browse.cannot('make-file')],
        ['new-folder', browse.cannot('make-folder')],
        ['rename', browse.cannot('rename')],
        ['cut', browse.cannot('move')],
        ['copy', browse.cannotSend()],
        [
          'paste',
          held.value === undefined
            ? t('volumes-files.paste.nothing')
            : browse.cannot(held.value.how === 'cut' ? 'move' : 'copy')
        ],
        ['elsewhere', browse.cannotSend()],
        ['permissions', browse.cannot('permissions')],
        ['sizes', browse.cannot('sizes')],
        ['remove', browse.cannot('remove')]
      ])
  )

  async function open(entry: FileEntry): Promise<void> {
    const at = joinPath(place.path.value, entry.name)
    if (entry.kind === 'folder') return place.folder(at)
    if (entry.kind === 'file') return place.open(at)
    const outcome = await call('volumes.locateFile', { ...work.on(), path: at })
    if (!outcome.ok) return work.transfers.refuse(outcome.failure)
    if (outcome.value.kind === 'folder') place.folder(outcome.value.path)
    else place.open(at)
  }
  async function ask(question: Asked): Promise<void> {
    if (await mayWrite()) asked.value = question
  }
  function hold(how: 'cut' | 'copy', paths: readonly string[]): void {
    held.value = { how, ...work.on(), paths }
  }

  const isTooMany = (count: number): boolean => {
    if (count <= mostPaths) return false
    toasts.say(t('volumes-files.too-many', { count: n(mostPaths) }))
    return true
  }
  function act(action: FileAction, chosen: readonly FileEntry[]): void {
    const folder = place.path.value
    const paths = chosen.map(({ name }) => joinPath(folder, name))
    const [first] = chosen
    const [at] = paths
    switch (action) {
      case 'new-file':
      case 'new-folder':
        return void ask({ kind: 'name', what: action, path: folder })
      case 'paste':
        return void work.paste(chosen.length === 1 && first?.kind === 'folder' && at !== undefined ? at : folder)
    }
    if (first === undefined || at === undefined || isTooMany(paths.length)) return
    switch (action) {
      case 'open':
        return void open(first)
      case 'save':
        return void work.transfers.save(at, 'file')
      case 'tar':
        return void work.transfers.save(at, 'tar')
      case 'unpack':
        return void work.transfers.unpack(paths)
      case 'copy-path':
        return void copyText(paths.map((one) => exactText(one) ?? shownText(one)).join('\n'))
      case 'cut':
      case 'copy':
        return hold(action, paths)
      case 'sizes':
        return place.sizes(at)
      case 'rename':
        return void ask({ kind: 'name', what: 'rename', path: at })
      case 'permissions':
        return void ask({ kind: 'permissions', folder, entries: chosen })
      case 'remove':
        return void ask({ kind: 'remove', paths })
      case 'elsewhere':
        asked.value = { kind: 'elsewhere', paths }
    }
  }
  return { act, asked, offers }
}
