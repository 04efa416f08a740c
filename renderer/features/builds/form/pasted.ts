/** A pasted `docker build` in the form. Its paths are those of another place: none of them is opened before it was chosen here. */
import type { BuildOptions } from '../../../../contract/builds/options'
import type { BuildDraft } from './draft'
import { draftOf } from './options-of'

const isAbsolute = (path: string): boolean => /^(\/|[a-z]:[\\/]|\\\\)/i.test(path)
/** A Dockerfile beside the folder that is built, as `-f` is mostly written. */
export const inFolder = (folder: string, file: string): string =>
  file === '' || folder === '' || isAbsolute(file) ? file : `${folder}/${file.replace(/^\.\//, '')}`

/** `known` is what stood in the form: its folder is what `.` means, and its text is kept where the command has none. */
export function pastedDraft(
  options: BuildOptions,
  known: Pick<BuildDraft, 'folder' | 'text'>
): { readonly draft: BuildDraft; readonly wanted: string | undefined } {
  const draft = draftOf(options)
  if (draft.text === '') draft.text = known.text
  if (options.context.kind !== 'folder') return { draft, wanted: undefined }
  const { path } = options.context
  const isKnown = known.folder !== '' && (path === '.' || path === './' || path === known.folder)
  draft.folder = isKnown ? known.folder : ''
  draft.file = inFolder(draft.folder, draft.file)
  return { draft, wanted: isKnown ? undefined : path }
}
