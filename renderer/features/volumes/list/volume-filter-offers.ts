/** What each of docker's filters of volumes can be, from what is on the engine. */
import { volumeFilterKeys, type VolumeFilterKey } from '../../../../contract/volumes/list/filters'
import { isAnonymous } from '../../../../contract/volumes/model'
import { useVolumes } from '../../../stores/volumes'
import type { FilterKeyOffer } from '../../../ui/filter/completion'

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort()

export function volumeFilterOffers(t: (key: string) => string): readonly FilterKeyOffer[] {
  const volumes = useVolumes()
  const values: Readonly<Record<VolumeFilterKey, () => readonly string[]>> = {
    name: () => sorted(volumes.list.flatMap((volume) => (isAnonymous(volume) ? [] : [volume.name]))),
    driver: () => sorted(volumes.list.map(({ driver }) => driver)),
    label: () =>
      sorted(
        volumes.list.flatMap(({ labels }) =>
          Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
        )
      ),
    dangling: () => ['true', 'false']
  }
  return volumeFilterKeys.map((key) => ({ key, label: t(`volumes.key.${key}`), values: values[key] }))
}
