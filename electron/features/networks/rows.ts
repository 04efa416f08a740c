/** From what the engine says of a network (`GET /networks`, `GET /networks/ID`) to its row. */
import * as v from 'valibot'
import type { Network } from '../../../contract/networks/model'
import { flag, listOf, maybe, text, textMap } from '../../engine/schema'

export const ListedNetwork = v.object({
  Id: v.pipe(v.string(), v.minLength(1)),
  Name: text(),
  Driver: text(),
  Scope: text(),
  Created: text(),
  Internal: flag(),
  Attachable: flag(),
  Ingress: flag(),
  ConfigOnly: flag(),
  EnableIPv6: flag(),
  IPAM: maybe(v.object({ Config: listOf(v.object({ Subnet: text(), Gateway: text(), IPRange: text() })) })),
  Options: textMap(),
  Labels: textMap()
})
export type ListedNetwork = v.InferOutput<typeof ListedNetwork>

/** A date of the year 1 is none: what an engine made before it kept dates. */
export function toNetwork(listed: ListedNetwork): Network {
  const created = Date.parse(listed.Created)
  return {
    id: listed.Id,
    name: listed.Name === '' ? listed.Id.slice(0, 12) : listed.Name,
    driver: listed.Driver,
    scope: listed.Scope === '' ? 'local' : listed.Scope,
    ...(Number.isNaN(created) || created <= 0 ? {} : { created }),
    internal: listed.Internal,
    attachable: listed.Attachable,
    ipv6: listed.EnableIPv6,
    closed: listed.Ingress || listed.ConfigOnly,
    subnets: (listed.IPAM?.Config ?? [])
      .filter(({ Subnet }) => Subnet !== '')
      .map(({ Subnet, Gateway, IPRange }) => ({ subnet: Subnet, gateway: Gateway, range: IPRange })),
    options: sorted(listed.Options),
    labels: sorted(listed.Labels)
  }
}

/** The engine gives maps in no order: a row must not change because of that. */
const sorted = (map: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)))
