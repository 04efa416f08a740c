/** A registry's lists, page after page: its repositories, and a repository's tags. */
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'
import { listOf } from '../engine/schema'
import { encodePath, type RegistrySession } from './registry-client'
import { brokenAnswer, refusal, registryWords } from './registry-failure'

/** Names that are read in all, and bytes of one page. */
export const nameLimit = 100_000
const pageSize = 1_000
const pageLimit = 16 * 1024 * 1024

export interface NamesPage {
  readonly names: readonly string[]
  /** Names that no image can have. */
  readonly strange: number
}
export type NamesItem =
  | ({ readonly kind: 'names' } & NamesPage)
  | { readonly kind: 'cut'; readonly count: number }
  | { readonly kind: 'hidden'; readonly message: string }

interface Listing {
  readonly path: string
  readonly scope: string
  readonly field: 'repositories' | 'tags'
  readonly grammar: RegExp
  readonly longest: number
  readonly signal: AbortSignal
  /** Statuses that mean that there is no such list for anybody, or for this person. */
  readonly hidden: readonly number[]
}

/** Ends where a page brings nothing new: a registry may lead on for ever. */
async function* pagesOf(on: RegistrySession, listing: Listing): AsyncGenerator<NamesItem, void> {
  const { path, scope, field, grammar, longest, signal, hidden } = listing
  const seen = new Set<string>()
  let query: string | undefined = `n=${pageSize}`
  while (query !== undefined) {
    const answer = await on.answer({ path, query, scope, signal, sizeLimit: pageLimit })
    if (hidden.includes(answer.status)) return yield { kind: 'hidden', message: registryWords(answer) }
    const { status, headers, body } = answer
    if (status === 404 && seen.size === 0)
      throw new FailureError({ kind: 'not-found', subject: 'other', message: registryWords(answer) })
    if (status !== 200) throw refusal(on.registry, answer)
    const given = namesIn(on.registry, body, field)
    const fresh = given.filter((name) => !seen.has(name))
    const names = fresh.filter((name) => name.length <= longest && grammar.test(name)).slice(0, nameLimit - seen.size)
    for (const name of fresh) if (seen.size < nameLimit) seen.add(name)
    yield { kind: 'names', names, strange: fresh.filter((name) => name.length > longest || !grammar.test(name)).length }
    if (seen.size >= nameLimit) return yield { kind: 'cut', count: nameLimit }
    query = fresh.length === 0 ? undefined : nextOf(headers['link'] ?? '')
  }
}

function namesIn(registry: string, body: Buffer, field: 'repositories' | 'tags'): string[] {
  try {
    const names = v.parse(v.object({ [field]: listOf(v.string()) }), JSON.parse(body.toString('utf8')))[field]
    return [...new Set(names)]
  } catch {
    throw brokenAnswer(registry, `not a list of ${field}`)
  }
}

/**
 * `</v2/_catalog?last=b&n=1000>; rel="next"`: only the question is taken of it, so that it leads nowhere but to the same list.
 */
export function nextOf(link: string): string | undefined {
  const target = /<([^<>]*)>[^,]*;\s*rel="?next"?/i.exec(link.slice(0, 8_192))?.[1]
  const mark = target?.indexOf('?') ?? -1
  if (target === undefined || mark < 0) return undefined
  return target.slice(mark + 1).replace(/#.*$/, '') || undefined
}

/** Registries hide their catalog behind any of these; 401 where the person may ask everything else. */
const hiddenStatuses = [400, 403, 404, 405, 410, 501]

export interface ListOptions {
  readonly grammar: RegExp
  readonly signal: AbortSignal
}

export async function* repositoriesOf(
  on: RegistrySession,
  { grammar, signal }: ListOptions
): AsyncGenerator<NamesItem, void> {
  const scope = 'registry:catalog:*'
  const listing: Listing = {
    path: '/v2/_catalog',
    scope,
    field: 'repositories',
    grammar,
    longest: 255,
    signal,
    hidden: [...hiddenStatuses, 401]
  }
  const ping = { path: '/v2/', scope: '', signal }
  try {
    for await (const item of pagesOf(on, listing)) {
      // Refused, hidden, or no registry at all: whoever may not even say hello needs to sign in.
      if (item.kind === 'hidden') await on.ask(ping)
      yield item
    }
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== 'auth-required') throw error
    // No token is given for the list; one for nothing in particular may be.
    await on.ask(ping)
    yield { kind: 'hidden', message: error.failure.message }
  }
}

export const tagsOf = (
  on: RegistrySession,
  repository: string,
  { grammar, signal }: ListOptions
): AsyncGenerator<NamesItem, void> =>
  pagesOf(on, {
    path: `/v2/${encodePath(repository)}/tags/list`,
    scope: `repository:${repository}:pull`,
    field: 'tags',
    grammar,
    longest: 128,
    signal,
    hidden: []
  })
