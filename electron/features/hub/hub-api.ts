/** Docker Hub's search over its HTTP API: `GET /v2/search/repositories/`, which Hub does not document (Kitematic used it too). */
import * as v from 'valibot'
import type { HubResult } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { onAbort } from '../../engine/on-abort'
import { flag, listOf, maybe, number, text } from '../../engine/schema'

export const pageSize = 25
/** Milliseconds to the whole answer. */
const timeLimit = 8_000
/** Bytes of an answer: a page of Hub's has some thousands. */
const sizeLimit = 4 * 1024 * 1024

const Answer = v.object({
  count: number(),
  results: listOf(
    v.object({
      repo_name: v.pipe(v.string(), v.minLength(1)),
      short_description: text(),
      star_count: number(),
      pull_count: maybe(v.number()),
      is_official: flag(),
      is_automated: flag()
    })
  )
})

export interface HubPage {
  readonly results: HubResult[]
  readonly total: number
}

/** Hub could not be asked, or did not answer as Hub: another source may. */
export class HubUnreachable extends Error {
  constructor(
    readonly host: string,
    message: string
  ) {
    super(message)
    this.name = 'HubUnreachable'
  }
}

/** Throws FailureError (rate-limited, cancelled) and HubUnreachable. */
export async function searchHub(baseUrl: string, query: string, page: number, signal: AbortSignal): Promise<HubPage> {
  const url = searchUrl(baseUrl, query, page)
  // Held by hand: a joined signal of AbortSignal.any may be collected before it aborts (nodejs/node#54614), and the wait then has no end.
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(new DOMException('', 'TimeoutError')), timeLimit)
  const unwatch = onAbort([signal], () => stop.abort(signal.reason))
  try {
    const answer = await fetch(url, {
      signal: stop.signal,
      headers: { Accept: 'application/json' }
    })
    if (answer.status === 429) throw rateLimited(answer.headers)
    if (!answer.ok) throw new HubUnreachable(url.host, `${url.host}: HTTP ${answer.status}`)
    const { results, count } = v.parse(Answer, JSON.parse(await readText(answer)))
    return { results: results.map(toResult), total: Math.max(count, results.length) }
  } catch (error) {
    if (error instanceof FailureError || error instanceof HubUnreachable) throw error
    if (signal.aborted) throw new FailureError({ kind: 'cancelled', message: '' }, { cause: error })
    throw new HubUnreachable(url.host, `${url.host}: ${reasonOf(error)}`)
  } finally {
    clearTimeout(timer)
    unwatch()
  }
}

function searchUrl(baseUrl: string, query: string, page: number): URL {
  try {
    const url = new URL('v2/search/repositories/', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
    url.search = new URLSearchParams({ query, page: String(page), page_size: String(pageSize) }).toString()
    return url
  } catch {
    // The address is a setting: whoever wrote it must read it back.
    throw new HubUnreachable(baseUrl, `${baseUrl}: not an address`)
  }
}

async function readText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > sizeLimit) throw new Error('The answer is too long')
  }
  return Buffer.concat(chunks).toString('utf8')
}

type Answered = v.InferOutput<typeof Answer>['results'][number]

/** What one pulls: an official image goes without its owner. */
const toResult = (result: Answered): HubResult => ({
  name: result.repo_name.replace(/^library\//, ''),
  description: result.short_description,
  stars: result.star_count,
  pulls: result.pull_count,
  official: result.is_official,
  automated: result.is_automated
})

/** `X-Retry-After` and `X-RateLimit-Reset` are Unix times, `Retry-After` is seconds from now or a date. */
function rateLimited(headers: Headers): FailureError {
  const unix = Number(headers.get('x-retry-after') ?? headers.get('x-ratelimit-reset') ?? Number.NaN)
  const after = headers.get('retry-after')
  const later =
    after === null ? Number.NaN : /^\d+$/.test(after) ? Date.now() / 1_000 + Number(after) : Date.parse(after) / 1_000
  const until = [unix, later].find((time) => time > 0)
  return new FailureError({
    kind: 'rate-limited',
    until: until === undefined ? undefined : Math.ceil(until),
    message: 'Too Many Requests'
  })
}

/** fetch says "fetch failed" and keeps the reason as the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  if (error instanceof SyntaxError || error instanceof v.ValiError) return 'not an answer of Docker Hub'
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
