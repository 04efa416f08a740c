/** A pasted `docker volume create` in the form. */
import { parseCommand } from '../../../../contract/command/parse-command'
import { problemMessage } from '../../../../contract/command/problem'
import { pairRow } from '../../../ui/pairs/pairs'
import { emptyVolume, type VolumeDraft } from './create-draft'

/** `notes`: what of the command the form cannot hold, in sentences. */
export function pastedVolume(
  paste: string,
  t: (key: string, values: object) => string
): { readonly draft: VolumeDraft; readonly notes: readonly string[] } {
  const command = parseCommand(paste)
  if (command.kind !== 'volume' || command.action !== 'create') return { draft: emptyVolume(), notes: [] }
  const { name, driver, options, labels } = command.request
  return {
    draft: {
      ...emptyVolume(),
      name,
      driver,
      options: options.map((one) => pairRow(one.name, one.value)),
      labels: labels.map((one) => pairRow(one.name, one.value))
    },
    notes: command.problems.map((problem) => {
      const { key, values } = problemMessage(problem)
      return t(key, values)
    })
  }
}
