/** What each of docker's filters of images can be, from what is on the engine. */
import { imageFilterKeys, type ImageFilterKey } from '../../../../contract/images/list/filters'
import { referenceOf } from '../../../../contract/images/model'
import { useImages } from '../../../stores/images'
import type { FilterKeyOffer } from '../../../ui/filter/completion'

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort()

export function imageFilterOffers(t: (key: string) => string): readonly FilterKeyOffer[] {
  const images = useImages()
  const references = (): readonly string[] => sorted(images.list.map(referenceOf))
  const values: Readonly<Record<ImageFilterKey, () => readonly string[]>> = {
    reference: () =>
      sorted(images.list.flatMap(({ repository }) => (repository === '<none>' ? [] : [`${repository}:*`, repository]))),
    dangling: () => ['true', 'false'],
    label: () =>
      sorted(
        images.list.flatMap(({ labels }) =>
          Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
        )
      ),
    before: references,
    since: references
  }
  return imageFilterKeys.map((key) => ({ key, label: t(`images-list.key.${key}`), values: values[key] }))
}
