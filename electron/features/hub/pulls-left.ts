/**
 * How many pulls Docker Hub still allows: a HEAD of an image made for the question, which is not counted itself
 * (docker/docs, content/manuals/docker-hub/usage/pulls.md).
 */
import type { PullsLeft } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import type { WebAnswer } from '../../platform/web/request'
import { rateLimited } from './hub-client'

const image = 'ratelimitpreview/test'

/** What is needed of a session with the registry. */
export interface HubRegistry {
  readonly signedIn: boolean
  answer(request: {
    readonly method: 'HEAD'
    readonly path: string
    readonly accept: string
    readonly scope: string
    readonly signal: AbortSignal
  }): Promise<WebAnswer>
}

export async function askPullsLeft(
  registry: HubRegistry,
  username: string | undefined,
  signal: AbortSignal
): Promise<PullsLeft> {
  const answer = await registry.answer({
    method: 'HEAD',
    path: `/v2/${image}/manifests/latest`,
    accept: 'application/vnd.docker.distribution.manifest.v2+json',
    scope: `repository:${image}:pull`,
    signal
  })
  const limit = readLimit(answer.headers['ratelimit-limit'])
  const remaining = readLimit(answer.headers['ratelimit-remaining'])
  const who = username === undefined ? {} : { username }
  if (limit !== undefined && remaining !== undefined)
    return {
      kind: 'limited',
      limit: limit.count,
      remaining: Math.min(remaining.count, limit.count),
      ...(limit.window === undefined ? {} : { window: limit.window }),
      ...who
    }
  if (answer.status === 200) return { kind: 'unlimited', ...who }
  if (answer.status === 429) throw rateLimited(answer.headers)
  throw new FailureError({
    kind: 'network',
    host: 'docker.io',
    message: `HTTP ${answer.status}`,
    remedy: { kind: 'retry' }
  })
}

/** `100;w=21600`: so many in so many seconds. */
export function readLimit(written: string | undefined): { count: number; window?: number } | undefined {
  const [, count, window] = /^(\d{1,12})(?:\s*;\s*w=(\d{1,12}))?/.exec(written ?? '') ?? []
  if (count === undefined) return undefined
  return { count: Number(count), ...(window === undefined ? {} : { window: Number(window) }) }
}
