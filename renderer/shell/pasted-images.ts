/** A pasted command about images: `docker images`, `docker rmi nginx`, `docker tag a b`. */
import type { DeedName } from '../../contract/command/deeds'
import { isOn, lastOf, valuesOf } from '../../contract/command/object-words'
import { parseImageFilter, type ImageFilter } from '../../contract/images/list/filters'
import { referenceOf, type Image } from '../../contract/images/model'
import { familiarText, parseReference } from '../../contract/images/reference'
import { setImageFilters } from '../features/images/list/use-image-filter'
import { meansId, type Deed, type DeedEntry, type Known } from './pasted-known'

export type ImageDeed = Omit<Deed, 'deed'> & {
  readonly deed: Extract<
    DeedName,
    ('images' | 'rmi' | 'tag' | 'push' | 'history' | 'image-inspect' | 'import' | 'save' | 'load') | 'image-prune'
  >
}

/** Each name of an image is one: by its id, all that it has. */
export function imagesNamed(name: string, all: readonly Image[]): readonly Image[] {
  const parsed = parseReference(name)
  const wanted = parsed.ok ? familiarText(parsed.reference) : undefined
  const named = all.filter((image) => referenceOf(image) === wanted)
  return named.length > 0 ? named : all.filter(({ id }) => meansId(name, id))
}

export function pastedImages(command: ImageDeed, { t, images }: Known): readonly DeedEntry[] {
  const path = '/images'
  const { deed, given, names } = command
  const list: DeedEntry = { id: 'pasted-list', title: t('shell.palette.image-list'), to: path }
  const [, second = ''] = names
  switch (deed) {
    case 'images':
      return [{ ...list, before: () => setImageFilters(filtersOf(command)) }]
    case 'import':
      return [
        {
          id: 'pasted-import',
          title: t('shell.palette.deed.import'),
          to: {
            path,
            query: { import: second, message: lastOf(given, 'message'), change: [...valuesOf(given, 'change')] }
          }
        }
      ]
    case 'load':
      return [{ id: 'pasted-load', title: t('shell.palette.deed.load'), to: { path, query: { load: '' } } }]
    case 'image-prune':
      return [
        {
          id: 'pasted-prune',
          title: t('shell.palette.deed.image-prune'),
          to: { path, query: { prune: isOn(given, 'all') ? '' : 'dangling' } }
        }
      ]
  }
  const meant = deed === 'tag' ? names.slice(0, 1) : names
  if (meant.length === 0) return [list]
  const found = meant.map((name) => ({ name, rows: imagesNamed(name, images) }))
  const missing = found
    .filter(({ rows }) => rows.length === 0)
    .map(({ name }) => ({ ...list, id: `pasted-none-${name}`, title: t('shell.palette.none-called', { name }) }))
  const rows = found.flatMap((one) => one.rows)
  const [row] = rows
  if (row === undefined) return missing
  const keys = rows.map(({ id, repository, tag }) => `${id} ${repository}:${tag}`)
  const name = meant.filter((one) => !missing.some(({ id }) => id === `pasted-none-${one}`)).join(' ')
  switch (deed) {
    case 'rmi':
      return [
        { id: 'pasted-remove', title: t('shell.palette.remove', { name }), to: { path, query: { remove: keys } } },
        ...missing
      ]
    case 'save':
      return [
        { id: 'pasted-save', title: t('shell.palette.deed.save', { name }), to: { path, query: { save: keys } } },
        ...missing
      ]
    case 'tag':
      return [
        {
          id: 'pasted-tag',
          title: t('shell.palette.deed.tag', { name }),
          to: { path, query: { tag: keys.slice(0, 1), target: second } }
        }
      ]
    case 'push':
      return [
        {
          id: 'pasted-push',
          title: t('shell.palette.deed.push', { name }),
          to: { path, query: { push: referenceOf(row) } }
        }
      ]
    case 'history':
    case 'image-inspect': {
      const format = lastOf(given, 'format')
      return [
        {
          id: `pasted-${deed}`,
          title: t(deed === 'history' ? 'shell.palette.deed.history' : 'shell.palette.inspect', { name }),
          to: {
            path: `${path}/${row.id}/${deed === 'history' ? 'history' : 'inspect'}`,
            query: { reference: referenceOf(row), ...(format === '' ? {} : { format }) }
          }
        },
        ...missing
      ]
    }
  }
}

/** `docker images nginx` is the same as `--filter reference=nginx`. */
function filtersOf({ given, names }: ImageDeed): readonly ImageFilter[] {
  return [
    ...valuesOf(given, 'filter').flatMap((text) => parseImageFilter(text) ?? []),
    ...names.map((value) => ({ key: 'reference' as const, value }))
  ]
}
