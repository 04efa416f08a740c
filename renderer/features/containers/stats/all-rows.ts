/** The rows of the all-containers view: a row that would look the same stays the same object, and is then not drawn again. */
import { memoryShare } from '../../../../contract/containers/stats/figures'
import type { Container } from '../../../../contract/containers/model'
import type { StatsSample } from '../../../../contract/containers/stats/model'
import type { StatsEntry } from '../../../stores/stats'
import type { Figures } from './use-figures'

export interface StatsRow {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly cpu: string
  readonly memory: string
  readonly share: string
  readonly network: string
  readonly disk: string
  readonly pids: string
  readonly recent: readonly number[]
  /** What it is sorted by; of a row that stays the same, of the last time that it changed. */
  readonly sample: StatsSample | undefined
}

const texts = ['name', 'image', 'cpu', 'memory', 'share', 'network', 'disk', 'pids'] as const
const none = '–'

export function rowOf(
  { id, name, image }: Pick<Container, 'id' | 'name' | 'image'>,
  { sample, recent }: StatsEntry,
  figures: Figures,
  both: (one: string, other: string) => string
): StatsRow {
  if (sample === undefined)
    return {
      id,
      name,
      image,
      cpu: none,
      memory: none,
      share: none,
      network: none,
      disk: none,
      pids: none,
      recent,
      sample
    }
  const { cpu, memory, memoryLimit, received, sent, read, written, pids } = sample
  return {
    id,
    name,
    image,
    cpu: cpu === undefined ? none : figures.percent(cpu),
    memory: both(figures.memory(memory), figures.memory(memoryLimit)),
    share: figures.percent(memoryShare(memory, memoryLimit)),
    network: both(figures.traffic(received), figures.traffic(sent)),
    disk: both(figures.traffic(read), figures.traffic(written)),
    pids: figures.number(pids),
    recent,
    sample
  }
}

const looksLike = (one: StatsRow, other: StatsRow): boolean =>
  one.recent === other.recent && texts.every((name) => one[name] === other[name])

/** The same array where nothing changed. */
export function renewed(before: readonly StatsRow[], now: readonly StatsRow[]): readonly StatsRow[] {
  const known = new Map(before.map((row) => [row.id, row]))
  let changed = before.length !== now.length
  const rows = now.map((row, index) => {
    const former = known.get(row.id)
    const kept = former !== undefined && looksLike(former, row) ? former : row
    changed ||= kept !== before[index]
    return kept
  })
  return changed ? rows : before
}

export interface Totals {
  readonly cpu: number
  readonly memory: number
  readonly pids: number
}
export const totalsOf = (samples: readonly (StatsSample | undefined)[]): Totals =>
  samples.reduce<Totals>(
    (sum, sample) =>
      sample === undefined
        ? sum
        : { cpu: sum.cpu + (sample.cpu ?? 0), memory: sum.memory + sample.memory, pids: sum.pids + sample.pids },
    { cpu: 0, memory: 0, pids: 0 }
  )
