/** Which containers a filter leaves. */
import { freeWords } from '../../../../contract/containers/list/filters'
import type { Container } from '../../../../contract/containers/model'

export type StateFilter = 'all' | 'running' | 'stopped'

const isUp = ({ state }: Container): boolean => state === 'running' || state === 'paused' || state === 'restarting'

/** Each word must be found in the name, id, image, command, state or a port; capitals do not matter. */
export function filterContainers(all: readonly Container[], text: string, state: StateFilter): readonly Container[] {
  const words = freeWords(text.toLowerCase())
  if (words.length === 0 && state === 'all') return all
  return all.filter((container) => {
    if (state !== 'all' && isUp(container) !== (state === 'running')) return false
    if (words.length === 0) return true
    const { name, image, command, status, id, ports } = container
    const published = ports.map((port) => `${port.public ?? ''}:${port.private}`).join(' ')
    const searched = `${name} ${image} ${command} ${container.state} ${status} ${published}`.toLowerCase()
    return words.every((word) => searched.includes(word) || id.startsWith(word))
  })
}
