/** Filters and sorting of a search where its source does not do them: on what it gave, and as far as it says what is needed. */
import type { SearchRequest } from '../../../contract/hub/api'
import type { HubResult, HubWish } from '../../../contract/hub/model'

/** What a source says of each result. */
export interface Knowledge {
  readonly badges: 'all' | 'official'
  readonly automated: boolean
  readonly architecture: boolean
  readonly pulls: boolean
  readonly updated: boolean
}

type Wishes = Pick<SearchRequest, 'badges' | 'automated' | 'architecture' | 'sort'>

export interface Fitted {
  readonly results: readonly HubResult[]
  readonly byPage: HubWish[]
  readonly ignored: HubWish[]
}

export function fit(all: readonly HubResult[], wishes: Wishes, knows: Knowledge): Fitted {
  const byPage: HubWish[] = []
  const ignored: HubWish[] = []
  let results = all
  function wish(name: HubWish, known: boolean, grant: () => readonly HubResult[]): void {
    if (known) results = grant()
    ;(known ? byPage : ignored).push(name)
  }
  const { badges = [], automated = false, architecture, sort } = wishes
  if (badges.length > 0) {
    const known = knows.badges === 'all' || badges.every((badge) => badge === 'official')
    wish('badges', known, () => results.filter(({ badge }) => badge !== undefined && badges.includes(badge)))
  }
  if (automated) wish('automated', knows.automated, () => results.filter((result) => result.automated))
  if (architecture !== undefined)
    wish('architecture', knows.architecture, () =>
      results.filter(({ architectures = [] }) => architectures.includes(architecture))
    )
  if (sort !== undefined) {
    const known = sort === 'stars' || knows[sort]
    wish('sort', known, () => [...results].sort((one, other) => (other[sort] ?? 0) - (one[sort] ?? 0)))
  }
  return { results, byPage, ignored }
}
