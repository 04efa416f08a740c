/** A pasted `docker network create` in the form. */
import { parseCommand } from '../../../../contract/command/parse-command'
import { problemMessage } from '../../../../contract/command/problem'
import { pairRow } from '../../../ui/pairs/pairs'
import { emptyNetwork, subnetRow, type NetworkDraft } from './create-draft'

/** `notes`: what of the command the form cannot hold, in sentences. */
export function pastedNetwork(
  paste: string,
  t: (key: string, values: object) => string
): { readonly draft: NetworkDraft; readonly notes: readonly string[] } {
  const command = parseCommand(paste)
  if (command.kind !== 'network' || command.action !== 'create') return { draft: emptyNetwork(), notes: [] }
  const { request } = command
  const driver = request.driver === '' ? 'bridge' : request.driver
  const own = (name: string): boolean => name === 'parent' || name === `${driver}_mode`
  const isLan = driver === 'macvlan' || driver === 'ipvlan'
  const valueOf = (name: string): string => (isLan ? request.options.find((one) => one.name === name)?.value : '') ?? ''
  return {
    draft: {
      ...emptyNetwork(),
      name: request.name,
      driver,
      parent: valueOf('parent'),
      mode: valueOf(`${driver}_mode`),
      subnets: request.subnets.map(({ subnet, gateway, range }) => subnetRow(subnet, gateway, range)),
      ipv6: request.ipv6,
      internal: request.internal,
      attachable: request.attachable,
      options: request.options
        .filter(({ name }) => !isLan || !own(name))
        .map(({ name, value }) => pairRow(name, value)),
      labels: request.labels.map(({ name, value }) => pairRow(name, value))
    },
    notes: command.problems.map((problem) => {
      const { key, values } = problemMessage(problem)
      return t(key, values)
    })
  }
}
