import { expect, it } from 'vitest'
import { remove } from '../../../contract/networks/command'
import type { Network } from '../../../contract/networks/model'
import { networkRef, networkRows } from './network-rows'

const network = (name: string, id: string): Network => ({
  id: id.repeat(64),
  name,
  driver: 'bridge',
  scope: 'local',
  internal: false,
  attachable: false,
  ipv6: false,
  closed: false,
  subnets: [],
  options: {},
  labels: {}
})

/** docker refuses a name that two have: "network web is ambiguous". */
it('names networks of the same name by their ids', () => {
  const rows = networkRows([network('web', 'a'), network('web', 'b'), network('other', 'c')], [])
  const words = remove({ networks: rows.map(networkRef) }).parts.map(({ text }) => text)
  expect(words.slice(-3)).toEqual(['other', 'aaaaaaaaaaaa', 'bbbbbbbbbbbb'])
  expect(rows.map(({ network: { name } }) => name)).toEqual(['other', 'web', 'web'])
})
