/**
 * Repositories of Docker Hub and their tags (docker/docs, content/reference/api/hub/latest.yaml). Public ones are asked for
 * without a name; what Hub then says is not there may be private, and is asked for again by whoever is signed in.
 */
import * as v from 'valibot'
import type { ReplyOf, RequestOf } from '../../../contract/define'
import type { hub as contract, RepositoryRequest } from '../../../contract/hub/api'
import type { HubRepository, HubTag, HubTags } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { flag, listOf, maybe, number, text } from '../../engine/schema'
import type { HubAccess } from './hub-account'
import { timeOf, type HubClient, type HubQuestion } from './hub-client'

/** Hub itself takes 25,000 characters; a mirror may have more, and a page of millions serves nobody. */
const longestReadme = 300_000
const tagsPage = 100

const Repository = v.object({
  name: v.string(),
  namespace: text(),
  description: text(),
  full_description: text(),
  star_count: number(),
  pull_count: maybe(v.number()),
  last_updated: text(),
  date_registered: text(),
  is_private: flag(),
  is_automated: flag(),
  status_description: text(),
  categories: listOf(v.object({ name: text() })),
  storage_size: maybe(v.number())
})

const Image = v.object({
  architecture: text(),
  variant: text(),
  os: text(),
  os_version: text(),
  digest: text(),
  size: number()
})
const Tag = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  full_size: maybe(v.number()),
  digest: text(),
  last_updated: text(),
  tag_last_pushed: text(),
  tag_last_pulled: text(),
  images: listOf(Image)
})
const list = <S extends v.GenericSchema>(item: S) =>
  v.object({ count: number(), next: text(), results: v.pipe(v.nullable(v.array(v.unknown())), listOf(item)) })
const Tags = list(Tag)
const Own = list(Repository)

export interface HubRepositories {
  repository(wanted: RepositoryRequest, signal: AbortSignal): Promise<HubRepository>
  tags(wanted: RequestOf<typeof contract.tags>, signal: AbortSignal): Promise<HubTags>
  own(wanted: RequestOf<typeof contract.own>, signal: AbortSignal): Promise<ReplyOf<typeof contract.own>>
}

export function createHubRepositories(hub: HubClient, access: HubAccess): HubRepositories {
  async function ask<S extends v.GenericSchema>(question: HubQuestion, schema: S): Promise<v.InferOutput<S>> {
    try {
      return await hub.ask(question, schema)
    } catch (error) {
      const hidden =
        error instanceof FailureError && (error.failure.kind === 'not-found' || error.failure.kind === 'auth-required')
      if (!hidden) throw error
      const answer = await access.ask(question, schema)
      if (answer === undefined) throw error
      return answer.value
    }
  }

  return {
    async repository(wanted, signal) {
      const found = await ask({ path: pathOf(wanted), signal }, Repository)
      const readme = found.full_description
      return {
        namespace: wanted.namespace,
        name: wanted.name,
        description: found.description,
        readme: readme.slice(0, longestReadme),
        readmeCut: readme.length > longestReadme,
        stars: found.star_count,
        pulls: found.pull_count,
        updated: timeOf(found.last_updated),
        registered: timeOf(found.date_registered),
        private: found.is_private,
        automated: found.is_automated,
        archived: /archived/i.test(found.status_description),
        categories: found.categories.map(({ name }) => name).filter((name) => name !== ''),
        storage: found.storage_size
      }
    },

    async tags({ page, filter, order, ...wanted }, signal) {
      const ordering = { newest: 'last_updated', name: 'name', 'name-descending': '-name' }[order]
      const query = { page: String(page), page_size: String(tagsPage), ordering, name: filter || undefined }
      const { results, count, next } = await ask({ path: `${pathOf(wanted)}/tags`, query, signal }, Tags)
      return {
        tags: results.map(tagOf),
        total: Math.max(count, results.length),
        more: next !== '' && results.length > 0
      }
    },

    async own({ namespace, page, filter }, signal) {
      const query = {
        page: String(page),
        page_size: String(tagsPage),
        ordering: 'last_updated',
        name: filter || undefined
      }
      const question = { path: `v2/namespaces/${encodeURIComponent(namespace)}/repositories`, query, signal }
      const answer = await access.ask(question, Own)
      if (answer === undefined)
        throw new FailureError({
          kind: 'auth-required',
          registry: 'docker.io',
          message: '',
          remedy: { kind: 'sign-in', registry: 'docker.io' }
        })
      const { results, count, next } = answer.value
      const repositories = results.map((found) => ({
        namespace: found.namespace || namespace,
        name: found.name,
        description: found.description,
        private: found.is_private,
        stars: found.star_count,
        pulls: found.pull_count ?? 0,
        updated: timeOf(found.last_updated)
      }))
      return { repositories, total: Math.max(count, repositories.length), more: next !== '' && repositories.length > 0 }
    }
  }
}

const pathOf = ({ namespace, name }: RepositoryRequest): string =>
  `v2/namespaces/${encodeURIComponent(namespace)}/repositories/${encodeURIComponent(name)}`

function tagOf(tag: v.InferOutput<typeof Tag>): HubTag {
  // Signatures and provenance stand among the images as one of no platform.
  const platforms = tag.images
    .filter(({ architecture, os }) => architecture !== '' && architecture !== 'unknown' && os !== 'unknown')
    .map((image) => ({
      os: image.os || 'linux',
      architecture: image.architecture,
      ...(image.variant === '' ? {} : { variant: image.variant }),
      ...(image.os_version === '' ? {} : { osVersion: image.os_version }),
      ...(image.digest === '' ? {} : { digest: image.digest }),
      size: image.size
    }))
  const digest = tag.digest || (platforms.length === 1 ? (platforms[0]?.digest ?? '') : '')
  return {
    name: tag.name,
    size: tag.full_size ?? platforms[0]?.size ?? 0,
    ...(digest === '' ? {} : { digest }),
    updated: timeOf(tag.tag_last_pushed) ?? timeOf(tag.last_updated),
    pulled: timeOf(tag.tag_last_pulled),
    platforms
  }
}
