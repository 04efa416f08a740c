/** Looking into a registry, as the window asks for it. */
import type { browse } from '../../../../contract/registries/browse/api'
import type { RepositoryPage, SharedTags, TagAnswer, TagPage } from '../../../../contract/registries/browse/model'
import { repositoryGrammar, tagGrammar } from '../../../../contract/registries/names'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import { repositoriesOf, tagsOf } from '../../../registries/catalog'
import { describeTag } from '../../../registries/describe-tag'
import { inParallel } from '../../../registries/in-parallel'
import { digestOf, manifestTypes } from '../../../registries/manifest'
import type { RegistryBook } from '../../../registries/registry-book'
import type { TrustPlaces } from '../../../registries/registry-trust'
import type { SignIns } from '../../../registries/sign-ins'
import { encodePath, type RegistryClient, type RegistrySession } from '../../../registries/registry-client'
import { wayOf } from './registry-way'

/** Questions that a registry is asked at once by one list. */
const atOnce = 6
/** Tags after which the search for those that share an image tells how far it is. */
const told = 25

interface Parts {
  readonly engines: Engines
  readonly client: RegistryClient
  readonly book: RegistryBook
  readonly places: TrustPlaces
  readonly signIns: SignIns
}

export function browseHandlers({ engines, client, book, places, signIns }: Parts): Handlers<typeof browse> {
  const open = (
    { connection, registry }: { readonly connection: string; readonly registry: string },
    signal: AbortSignal
  ): Promise<RegistrySession> => client.open(registry, engines.get(connection), signal)

  return {
    async *repositories(scope, { signal }): AsyncGenerator<RepositoryPage, void> {
      const on = await open(scope, signal)
      for await (const item of repositoriesOf(on, { grammar: repositoryGrammar, signal }))
        yield item.kind === 'names' ? { ...item, names: [...item.names] } : item
    },

    async *tags({ repository, ...scope }, { signal }): AsyncGenerator<TagPage, void> {
      const on = await open(scope, signal)
      for await (const item of tagsOf(on, repository, { grammar: tagGrammar, signal }))
        if (item.kind !== 'hidden') yield item.kind === 'names' ? { ...item, names: [...item.names] } : item
    },

    async *describe({ repository, tags, ...scope }, { signal }): AsyncGenerator<TagAnswer, void> {
      const on = await open(scope, signal)
      yield* inParallel(tags, atOnce, (tag) => answerOf(on, repository, tag, signal))
    },

    async tag({ repository, tag, ...scope }, { signal }) {
      return describeTag(await open(scope, signal), tag, { repository, signal, all: true })
    },

    async way(scope, { signal }) {
      return wayOf(await open(scope, signal), { book, places, signIns, signal })
    },

    async *sharing({ repository, digest, ...scope }, { signal }): AsyncGenerator<SharedTags, void> {
      const on = await open(scope, signal)
      const names: string[] = []
      for await (const page of tagsOf(on, repository, { grammar: tagGrammar, signal }))
        if (page.kind === 'names') names.push(...page.names)
      const progress = { checked: 0, total: names.length, tags: [] as string[], unknown: 0 }
      const found = inParallel(names, atOnce, async (tag) => ({
        tag,
        digest: await digestNow(on, repository, tag, signal)
      }))
      for await (const one of found) {
        progress.checked++
        if (one.digest === undefined) progress.unknown++
        if (one.digest === digest) progress.tags.push(one.tag)
        if (progress.checked % told === 0) yield { ...progress, tags: progress.tags.splice(0) }
      }
      yield progress
    },

    async removeImage({ repository, digest, ...scope }, { signal }) {
      const on = await open(scope, signal)
      await on.ask({
        method: 'DELETE',
        path: `/v2/${encodePath(repository)}/manifests/${digest}`,
        scope: `repository:${repository}:delete`,
        signal
      })
    }
  }
}

/** One tag's trouble is told at the tag; the registry's own (away, signed out) ends the list. */
async function answerOf(on: RegistrySession, repository: string, tag: string, signal: AbortSignal): Promise<TagAnswer> {
  try {
    return { kind: 'described', description: await describeTag(on, tag, { repository, signal, all: false }) }
  } catch (error) {
    if (signal.aborted || !(error instanceof FailureError)) throw error
    return { kind: 'failed', tag, message: error.failure.message || error.failure.kind }
  }
}

/** Undefined where it cannot be told. */
async function digestNow(
  on: RegistrySession,
  repository: string,
  tag: string,
  signal: AbortSignal
): Promise<string | undefined> {
  const request = {
    path: `/v2/${encodePath(repository)}/manifests/${tag}`,
    accept: manifestTypes,
    scope: `repository:${repository}:pull`,
    signal
  }
  try {
    const { headers } = await on.ask({ ...request, method: 'HEAD' })
    return headers['docker-content-digest'] ?? digestOf((await on.ask(request)).body)
  } catch (error) {
    if (signal.aborted || !(error instanceof FailureError)) throw error
    // Deleted meanwhile: it names nothing.
    return error.failure.kind === 'not-found' ? '' : undefined
  }
}
