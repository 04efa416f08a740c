/** What each of docker's filters can be, from what is on the engine. */
import { filterKeys, healths, statuses, type FilterKey } from '../../../../contract/containers/list/filters'
import { referenceOf } from '../../../../contract/images/model'
import { useContainers } from '../../../stores/containers'
import { useImages } from '../../../stores/images'
import type { FilterKeyOffer } from '../../../ui/filter/completion'

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort()

export function filterOffers(t: (key: string) => string): readonly FilterKeyOffer[] {
  const containers = useContainers()
  const values: Partial<Record<FilterKey, () => readonly string[]>> = {
    name: () => sorted(containers.list.map(({ name }) => name)),
    status: () => statuses,
    health: () => healths,
    exited: () => sorted(containers.list.flatMap(({ exitCode }) => (exitCode === undefined ? [] : String(exitCode)))),
    label: () =>
      sorted(
        containers.list.flatMap(({ labels }) =>
          Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
        )
      ),
    ancestor: () => sorted([...containers.list.map(({ image }) => image), ...useImages().list.map(referenceOf)]),
    network: () => sorted(containers.list.flatMap(({ networks }) => networks)),
    volume: () => sorted(containers.list.flatMap(({ volumes }) => volumes)),
    publish: () =>
      sorted(
        containers.list.flatMap(({ ports }) =>
          ports.flatMap((port) => (port.public === undefined ? [] : `${port.public}/${port.protocol}`))
        )
      ),
    expose: () =>
      sorted(containers.list.flatMap(({ ports }) => ports.map((port) => `${port.private}/${port.protocol}`))),
    before: () => sorted(containers.list.map(({ name }) => name)),
    since: () => sorted(containers.list.map(({ name }) => name)),
    last: () => ['1', '5', '10', '50']
  }
  return filterKeys.map((key) => ({
    key,
    label: t(`containers-list.key.${key}`),
    ...(values[key] === undefined ? {} : { values: values[key] })
  }))
}
