/** What a search is narrowed to and sorted by, as the address has it. */
import type { LocationQuery } from 'vue-router'
import type { SearchRequest } from '../../../contract/hub/api'
import type { HubBadge } from '../../../contract/hub/model'

export type Filters = Pick<SearchRequest, 'badges' | 'automated' | 'architecture' | 'sort'>

export const badges: readonly HubBadge[] = ['official', 'verified', 'open-source']
export const sorts = ['pulls', 'updated', 'stars'] as const
export const architectures = ['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64', 'mips64le'] as const

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function filtersOf(query: LocationQuery): Filters {
  const wanted = textOf(query['badges']).split(',')
  const chosen = badges.filter((badge) => wanted.includes(badge))
  const architecture = architectures.find((name) => name === query['architecture'])
  const sort = sorts.find((name) => name === query['sort'])
  return {
    ...(chosen.length === 0 ? {} : { badges: chosen }),
    ...(query['automated'] === '1' ? { automated: true } : {}),
    ...(architecture === undefined ? {} : { architecture }),
    ...(sort === undefined ? {} : { sort })
  }
}

export const queryOf = ({ badges: chosen = [], automated, architecture, sort }: Filters) => ({
  badges: chosen.length === 0 ? undefined : chosen.join(','),
  automated: automated === true ? '1' : undefined,
  architecture,
  sort
})
