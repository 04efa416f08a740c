/**
 * Manifests as registries give them: OCI's and Docker's, of one image or a list of platforms.
 * Formats: opencontainers/image-spec, manifest.md and image-index.md; distribution, spec/manifest-v2-2.md.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Platform } from '../../contract/registries/browse/model'
import { digestGrammar } from '../../contract/registries/names'
import { listOf, maybe, text, textMap } from '../engine/schema'

const listTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json'
]
/** Nobody builds for more; a list may claim anything. */
const platformsRead = 500
/** For `Accept`: without these a registry gives its oldest form. */
export const manifestTypes = [
  ...listTypes,
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws;q=0.5'
].join(', ')

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Bytes that a registry claims; a claim that no file can have counts as none. */
const size = () => maybe(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))
const digest = () => v.fallback(v.pipe(v.string(), v.regex(digestGrammar)), '')

const Descriptor = v.object({ mediaType: text(), digest: digest(), size: size() })
const Raw = v.object({
  mediaType: text(),
  artifactType: text(),
  manifests: maybe(
    listOf(
      v.object({
        mediaType: text(),
        digest: v.pipe(v.string(), v.regex(digestGrammar)),
        platform: maybe(v.object({ os: text(), architecture: text(), variant: text(), 'os.version': text() })),
        annotations: textMap()
      })
    )
  ),
  config: maybe(Descriptor),
  layers: maybe(listOf(Descriptor)),
  /** Schema 1, of old registries: the platform stands in the manifest itself. */
  architecture: text(),
  fsLayers: maybe(listOf(v.unknown())),
  history: maybe(listOf(v.object({ v1Compatibility: text() })))
})

export type Manifest =
  | { readonly kind: 'list'; readonly platforms: readonly (Platform & { readonly digest: string })[] }
  | { readonly kind: 'image'; readonly config: string; readonly size: number | undefined }
  | { readonly kind: 'old'; readonly platform: Platform; readonly created: number | undefined }
  | { readonly kind: 'artifact'; readonly type: string; readonly size: number | undefined }

/** Undefined where it is no manifest. `type` is the answer's Content-Type. */
export function readManifest(content: string, type: string): Manifest | undefined {
  const parsed = v.safeParse(Raw, parse(content))
  if (!parsed.success) return undefined
  const { manifests, config, layers, artifactType, mediaType, architecture, fsLayers, history } = parsed.output
  const declared = mediaType || type.split(';')[0]?.trim() || ''
  if (listTypes.includes(declared) || (manifests !== undefined && config === undefined))
    return { kind: 'list', platforms: (manifests ?? []).slice(0, platformsRead).flatMap(platformOf) }
  if (fsLayers !== undefined)
    return {
      kind: 'old',
      platform: { os: 'linux', architecture: architecture || 'unknown' },
      created: readConfig(history?.[0]?.v1Compatibility ?? '').created
    }
  if (config === undefined && layers === undefined) return undefined
  const whole = sum((layers ?? []).map((layer) => layer.size))
  const image = /^application\/vnd\.(oci\.image\.config|docker\.container\.image)\.v1\+json$/
  if (config !== undefined && config.digest !== '' && image.test(config.mediaType) && artifactType === '')
    return { kind: 'image', config: config.digest, size: whole }
  return { kind: 'artifact', type: artifactType || (config?.mediaType ?? ''), size: whole }
}

type Entry = NonNullable<v.InferOutput<typeof Raw>['manifests']>[number]

function platformOf({ digest: of, platform, annotations }: Entry): (Platform & { digest: string })[] {
  // BuildKit's attestations stand among the platforms and are none.
  if (annotations['vnd.docker.reference.type'] !== undefined || platform === undefined) return []
  const { os, architecture, variant, 'os.version': osVersion } = platform
  if (os === 'unknown' && architecture === 'unknown') return []
  return [
    {
      os: os || 'unknown',
      architecture: architecture || 'unknown',
      ...(variant === '' ? {} : { variant }),
      ...(osVersion === '' ? {} : { osVersion }),
      digest: of
    }
  ]
}

/** Where one part's size is not known, the whole is not. */
const sum = (sizes: readonly (number | undefined)[]): number | undefined =>
  sizes.reduce((total: number | undefined, one) => {
    const whole = total === undefined || one === undefined ? undefined : total + one
    return whole !== undefined && Number.isSafeInteger(whole) ? whole : undefined
  }, 0)

const Config = v.object({
  os: text(),
  architecture: text(),
  variant: text(),
  'os.version': text(),
  created: text()
})

export interface ImageFacts {
  readonly platform: Platform | undefined
  /** Milliseconds since 1970. */
  readonly created: number | undefined
}

/** An image's configuration; anything at all may stand there. */
export function readConfig(content: string): ImageFacts {
  const parsed = v.safeParse(Config, parse(content))
  if (!parsed.success) return { platform: undefined, created: undefined }
  const { os, architecture, variant, 'os.version': osVersion, created } = parsed.output
  const time = Date.parse(created)
  return {
    platform:
      architecture === '' && os === ''
        ? undefined
        : {
            os: os || 'linux',
            architecture: architecture || 'unknown',
            ...(variant === '' ? {} : { variant }),
            ...(osVersion === '' ? {} : { osVersion })
          },
    // Reproducible builds write 1970 or year 1, which says nothing.
    created: Number.isFinite(time) && time > 86_400_000 ? time : undefined
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
