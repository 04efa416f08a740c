/** Names of images: `[registry/]path[:tag][@digest]` (distribution's reference grammar, normalised as docker does). */

export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string
  /** Within the registry: `library/nginx`, `owner/app`. */
  readonly path: string
  /** Absent where there is a digest and no tag. */
  readonly tag?: string
  /** `sha256:…` */
  readonly digest?: string
}

/** In docker's own words. */
export type ReferenceProblem =
  | 'invalid reference format'
  | 'repository name must be lowercase'
  | 'repository name must not be longer than 255 characters'
  | 'cannot specify 64-byte hexadecimal strings'

/** Which part of a name is wrong, and how. */
export type ReferenceFault =
  | 'empty'
  | 'address'
  | 'space'
  | 'registry'
  | 'name'
  | 'lowercase'
  | 'separator'
  | 'no-name'
  | 'tag-empty'
  | 'tag'
  | 'tag-long'
  | 'digest'
  | 'id'
  | 'long'

export type ReferenceParsed =
  | { readonly ok: true; readonly reference: ImageReference }
  | {
      readonly ok: false
      readonly problem: ReferenceProblem
      readonly fault: ReferenceFault
      /** The part that is wrong, as it was typed. */
      readonly piece: string
    }

const hub = 'docker.io'
const longestName = 255

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const registryGrammar = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`)
const pathGrammar = new RegExp(`^${component}(?:/${component})*$`)
const keptGrammar = new RegExp(`^${component}(?:/${component})*(?::\\w[\\w.-]{0,127}|@sha256:[0-9a-f]{64})?$`)
const componentGrammar = new RegExp(`^${component}$`)
const longestTag = 128
const tagGrammar = /^\w[\w.-]{0,127}$/
const digestGrammar = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/** A name as a person types it; `latest` and Docker Hub's `library/` are filled in as docker fills them in. */
export function parseReference(text: string): ReferenceParsed {
  if (/^[a-f0-9]{64}$/.test(text)) return failed('id', text, 'cannot specify 64-byte hexadecimal strings')
  const { named, digest } = cutDigest(text)
  const { registry, remainder } = splitRegistry(named)
  const colon = remainder.indexOf(':')
  const short = colon < 0 ? remainder : remainder.slice(0, colon)
  const tag = colon < 0 ? undefined : remainder.slice(colon + 1)
  if (short !== short.toLowerCase()) return failed('lowercase', short, 'repository name must be lowercase')

  const path = registry === hub && short !== '' && !short.includes('/') ? `library/${short}` : short
  const fault = faultOf(text, { registry, short, path, tag, digest })
  if (fault !== undefined) return failed(...fault)
  if (`${registry}/${path}`.length > longestName)
    return failed('long', `${registry}/${path}`, 'repository name must not be longer than 255 characters')
  const filled = tag ?? (digest === undefined ? 'latest' : undefined)
  return {
    ok: true,
    reference: {
      registry,
      path,
      ...(filled === undefined ? {} : { tag: filled }),
      ...(digest === undefined ? {} : { digest })
    }
  }
}

interface Pieces {
  readonly registry: string
  /** The path as it was typed. */
  readonly short: string
  readonly path: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** The first part that the grammar does not take, from left to right. */
function faultOf(text: string, { registry, short, path, tag, digest }: Pieces): [ReferenceFault, string] | undefined {
  if (text.trim() === '') return ['empty', '']
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return ['address', text.slice(0, text.indexOf('://') + 3)]
  if (/\s/.test(text)) return ['space', text]
  if (!registryGrammar.test(registry)) return ['registry', registry]
  if (short === '') return ['no-name', text]
  if (!pathGrammar.test(path)) {
    const wrong = short.split('/').find((part) => !componentGrammar.test(part)) ?? short
    return [/^[a-z0-9._-]*$/.test(wrong) ? 'separator' : 'name', wrong === '' ? short : wrong]
  }
  if (tag === '') return ['tag-empty', text]
  if (tag !== undefined && tag.length > longestTag) return ['tag-long', tag]
  if (tag !== undefined && !tagGrammar.test(tag)) return ['tag', tag]
  if (digest !== undefined && !isDigest(digest)) return ['digest', digest]
  return undefined
}

/**
 * A name that an engine keeps all the same, though no registry is called so: docker takes `my_shop.app/web` for a path whose first
 * part only looks like a host.
 */
export const isKeptName = (text: string): boolean => keptGrammar.test(text)

/** Whether a tag or a digest was typed. */
export function hasTag(text: string): boolean {
  const { named, digest } = cutDigest(text)
  return digest !== undefined || splitRegistry(named).remainder.includes(':')
}

/** As docker shows it: `nginx:latest`, `owner/app@sha256:…`, `ghcr.io/owner/app:1.2`. */
export function familiarText(reference: ImageReference): string {
  const { tag, digest } = reference
  return `${familiarName(reference)}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}

/** Without tag and digest: `nginx`, `ghcr.io/owner/app`. */
export function familiarName({ registry, path }: ImageReference): string {
  // A path whose first part looks like a host would be read as one: it keeps its registry.
  if (registry !== hub || splitRegistry(path).registry !== hub) return `${registry}/${path}`
  return /^library\/[^/]+$/.test(path) ? path.slice('library/'.length) : path
}

/** The registry of a name, however short; Docker Hub's where it is no name. */
export function registryOf(text: string): string {
  const parsed = parseReference(text)
  return parsed.ok ? parsed.reference.registry : hub
}

/** In full: `docker.io/library/nginx:latest`. */
export const fullText = (reference: ImageReference): string =>
  `${reference.registry}/${reference.path}${reference.tag === undefined ? '' : `:${reference.tag}`}${reference.digest === undefined ? '' : `@${reference.digest}`}`

const failed = (
  fault: ReferenceFault,
  piece: string,
  problem: ReferenceProblem = 'invalid reference format'
): ReferenceParsed => ({ ok: false, problem, fault, piece })

function cutDigest(text: string): { readonly named: string; readonly digest?: string } {
  const at = text.indexOf('@')
  return at < 0 ? { named: text } : { named: text.slice(0, at), digest: text.slice(at + 1) }
}

/** What stands before the first slash is a registry only where it looks like a host: a dot, a port, capitals, or localhost. */
function splitRegistry(text: string): { readonly registry: string; readonly remainder: string } {
  const slash = text.indexOf('/')
  const first = slash < 0 ? '' : text.slice(0, slash)
  const host = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase()
  if (!host) return { registry: hub, remainder: text }
  return { registry: first === 'index.docker.io' ? hub : first, remainder: text.slice(slash + 1) }
}

function isDigest(text: string): boolean {
  const [algorithm = '', hex = ''] = text.split(':')
  const length = digestLengths[algorithm]
  return digestGrammar.test(text) && (length === undefined || (hex.length === length && hex === hex.toLowerCase()))
}
