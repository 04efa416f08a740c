/** What a tag names: digest, platforms, sizes and age, read from its manifests, whose digests are checked. */
import type { Platform, TagDescription } from '../../contract/registries/browse/model'
import { FailureError } from '../engine/failure-error'
import { inParallel } from './in-parallel'
import { digestOf, manifestTypes, readConfig, readManifest, type Manifest } from './manifest'
import { encodePath, type RegistrySession } from './registry-client'
import { brokenAnswer } from './registry-failure'

/** Bytes: a configuration with a long history. */
const configLimit = 8 * 1024 * 1024
const platformsAtOnce = 4
const platformLimit = 100

interface Read {
  readonly manifest: Manifest
  readonly digest: string
  readonly mediaType: string
}

export interface DescribeOptions {
  readonly repository: string
  readonly signal: AbortSignal
  /** The sizes of all platforms, not only of the one that the engine would take. */
  readonly all: boolean
}

/** Throws FailureError. */
export async function describeTag(
  on: RegistrySession,
  tag: string,
  { repository, signal, all }: DescribeOptions
): Promise<TagDescription> {
  const { manifest, digest, mediaType } = await read(on, repository, tag, signal)
  const common = { tag, digest, mediaType }
  switch (manifest.kind) {
    case 'list': {
      const own = preferred(manifest.platforms, on.engine)
      const wanted = all ? manifest.platforms.slice(0, platformLimit) : own === undefined ? [] : [own]
      const facts = new Map<string, Facts>()
      const work = async (one: Platform & { digest: string }) =>
        [one.digest, await factsOf(on, repository, one.digest, signal)] as const
      for await (const [of, found] of inParallel(wanted, platformsAtOnce, work)) facts.set(of, found)
      const mine = own === undefined ? undefined : facts.get(own.digest)
      return {
        ...common,
        kind: 'list',
        platforms: manifest.platforms.map((one) => ({ ...one, ...sized(facts.get(one.digest)?.size) })),
        ...sized(mine?.size),
        ...dated(mine?.created)
      }
    }
    case 'image': {
      const { platform, created } = await configOf(on, repository, manifest.config, signal)
      const platforms = platform === undefined ? [] : [{ ...platform, ...sized(manifest.size) }]
      return { ...common, kind: 'image', platforms, ...sized(manifest.size), ...dated(created) }
    }
    case 'old':
      return { ...common, kind: 'image', platforms: [manifest.platform], ...dated(manifest.created) }
    case 'artifact':
      return { ...common, kind: 'artifact', artifactType: manifest.type, platforms: [], ...sized(manifest.size) }
  }
}

interface Facts {
  readonly size: number | undefined
  readonly created: number | undefined
}

/** One platform's. What is amiss with it costs its size alone. */
async function factsOf(on: RegistrySession, repository: string, digest: string, signal: AbortSignal): Promise<Facts> {
  try {
    const { manifest } = await read(on, repository, digest, signal)
    if (manifest.kind !== 'image') return { size: undefined, created: undefined }
    const { created } = await configOf(on, repository, manifest.config, signal)
    return { size: manifest.size, created }
  } catch (error) {
    if (signal.aborted || !(error instanceof FailureError)) throw error
    return { size: undefined, created: undefined }
  }
}

async function read(on: RegistrySession, repository: string, reference: string, signal: AbortSignal): Promise<Read> {
  const { body, headers } = await on.ask({
    path: `/v2/${encodePath(repository)}/manifests/${encodeURIComponent(reference)}`,
    accept: manifestTypes,
    scope: `repository:${repository}:pull`,
    signal
  })
  const type = headers['content-type'] ?? ''
  const manifest = readManifest(body.toString('utf8'), type)
  if (manifest === undefined) throw brokenAnswer(on.registry, `not a manifest: ${repository}, ${reference}`)
  const said = headers['docker-content-digest'] ?? ''
  // The digest of the old form leaves its signatures out: the registry is believed.
  const digest = manifest.kind === 'old' && said !== '' ? said : digestOf(body)
  const expected = reference.startsWith('sha256:') ? reference : said
  if (expected.startsWith('sha256:') && expected !== digest)
    throw brokenAnswer(on.registry, `what came is not what its digest says: ${expected}`)
  return { manifest, digest, mediaType: type.split(';')[0]?.trim() ?? '' }
}

async function configOf(on: RegistrySession, repository: string, digest: string, signal: AbortSignal) {
  const { body } = await on.ask({
    path: `/v2/${encodePath(repository)}/blobs/${digest}`,
    accept: '*/*',
    scope: `repository:${repository}:pull`,
    signal,
    sizeLimit: configLimit
  })
  if (digest.startsWith('sha256:') && digestOf(body) !== digest)
    throw brokenAnswer(on.registry, `what came is not what its digest says: ${digest}`)
  return readConfig(body.toString('utf8'))
}

/** The one that the engine would take, or else the first. */
function preferred<One extends Platform>(
  platforms: readonly One[],
  { os, architecture }: RegistrySession['engine']
): One | undefined {
  const fitting = platforms.filter((one) => one.os === os)
  return fitting.find((one) => one.architecture === architecture) ?? fitting[0] ?? platforms[0]
}

const sized = (size: number | undefined) => (size === undefined ? {} : { size })
const dated = (created: number | undefined) => (created === undefined ? {} : { created })
