/** What each of docker's filters of networks can be, from what is on the engine. */
import { networkFilterKeys, type NetworkFilterKey } from '../../../../contract/networks/list/filters'
import { useNetworks } from '../../../stores/networks'
import type { FilterKeyOffer } from '../../../ui/filter/completion'

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort()

export function networkFilterOffers(t: (key: string) => string): readonly FilterKeyOffer[] {
  const networks = useNetworks()
  const values: Readonly<Record<NetworkFilterKey, () => readonly string[]>> = {
    name: () => sorted(networks.list.map(({ name }) => name)),
    driver: () => sorted(networks.list.map(({ driver }) => driver)),
    scope: () => ['local', 'swarm', 'global'],
    label: () =>
      sorted(
        networks.list.flatMap(({ labels }) =>
          Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
        )
      ),
    id: () => sorted(networks.list.map(({ id }) => id.slice(0, 12))),
    type: () => ['custom', 'builtin'],
    dangling: () => ['true', 'false']
  }
  return networkFilterKeys.map((key) => ({ key, label: t(`networks.key.${key}`), values: values[key] }))
}
