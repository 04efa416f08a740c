/** Image references as docker reads and writes them (distribution/reference): `busybox` is `docker.io/library/busybox:latest`. */
import { FailureError } from './failure-error'

export interface ImageReference {
  /** As docker shows it, without tag and digest: `busybox`, `owner/app`, `ghcr.io/owner/app`. */
  readonly name: string
  readonly tag?: string
  readonly digest?: string
  /** What `docker` shows for it: `busybox:latest`, `busybox@sha256:…`. */
  readonly familiar: string
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const pattern = new RegExp(
  `^(?:(${domain})/)?(${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`
)

const refused = (message: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field: 'reference', message })

/** Where the first part is a host and not an owner: docker's own rule. */
function splitDomain(text: string): readonly [domain: string | undefined, rest: string] {
  const slash = text.indexOf('/')
  const first = text.slice(0, slash)
  const isDomain = slash > 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first)
  return isDomain ? [first, text.slice(slash + 1)] : [undefined, text]
}

/**
 * Reads a reference as `docker pull` does: without tag and digest it is `latest`. Throws FailureError (invalid-input)
 * with docker's own words.
 */
export function parseImageReference(text: string): ImageReference {
  if (/^[0-9a-f]{64}$/.test(text))
    throw refused(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`)
  const [host, rest] = splitDomain(text)
  const path = rest.replace(/[:@].*$/s, '')
  if (path.toLowerCase() !== path) throw refused('invalid reference format: repository name must be lowercase')
  const isHub = host === undefined || host === 'docker.io' || host === 'index.docker.io'
  const match = pattern.exec(isHub ? rest : text)
  if (match === null) throw refused('invalid reference format')
  const [, registry, repository = '', tag, digest] = match
  const short = isHub
    ? (registry === undefined ? repository : `${registry}/${repository}`).replace(/^library\/(?=[^/]+$)/, '')
    : `${registry}/${repository}`
  if (short.length > 255) throw refused('repository name must not be more than 255 characters')
  const used = digest === undefined ? (tag ?? 'latest') : tag
  return {
    name: short,
    tag: used,
    digest,
    familiar: `${short}${used === undefined ? '' : `:${used}`}${digest === undefined ? '' : `@${digest}`}`
  }
}
