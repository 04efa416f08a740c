/** The list as `docker ps`. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { filterProblem, type ListFilter } from './filters'

export interface Listing {
  /** Without it, only those that run. */
  readonly all: boolean
  readonly filters?: readonly ListFilter[]
  readonly sizes?: boolean
  /** Ids alone. */
  readonly quiet?: boolean
  /** A template of Go's. */
  readonly format?: string
}

export function list(
  { all, filters = [], sizes = false, quiet = false, format }: Partial<Listing> = { all: true }
): CommandLine {
  const sound = filters.filter((filter) => filterProblem(filter) === undefined)
  const last = sound.findLast(({ key }) => key === 'last')
  return docker('ps')
    .when(all !== false, (line) => line.flag('all', '--all'))
    .when(quiet, (line) => line.flag('quiet', '--quiet').flag('no-trunc', '--no-trunc'))
    .when(sizes, (line) => line.flag('size', '--size'))
    .when(last !== undefined, (line) => line.option('last', '--last', last?.value ?? ''))
    .each(
      sound.filter(({ key }) => key !== 'last'),
      (line, { key, value }) => line.option('filter', '--filter', `${key}=${value}`)
    )
    .when(format !== undefined, (line) => line.option('format', '--format', format ?? ''))
    .line()
}
