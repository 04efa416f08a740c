/** `WWW-Authenticate` as registries write it (RFC 9110, 11.6.1): which proof they ask for, and where it is given out. */

export type Challenge =
  | { readonly kind: 'basic' }
  | {
      readonly kind: 'bearer'
      /** The address that gives tokens. */
      readonly realm: string
      readonly service: string
      /** What the token must allow: `repository:team/app:pull`. */
      readonly scope: string
      /** `invalid_token`, `insufficient_scope`. */
      readonly error: string
    }

interface Scheme {
  readonly name: string
  readonly parameters: Map<string, string>
}

/**
 * The first that is understood, a token before a password; undefined: none is.
 * `Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"`
 */
export function readChallenge(header: string): Challenge | undefined {
  const schemes = readSchemes(header.slice(0, 8_192))
  const bearer = schemes.find(({ name, parameters }) => name === 'bearer' && (parameters.get('realm') ?? '') !== '')
  if (bearer !== undefined) {
    const of = (name: string): string => bearer.parameters.get(name) ?? ''
    return { kind: 'bearer', realm: of('realm'), service: of('service'), scope: of('scope'), error: of('error') }
  }
  return schemes.some(({ name }) => name === 'basic') ? { kind: 'basic' } : undefined
}

const piece = /\s*(?:,\s*)*(?:([^\s,="]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|([^\s,="]+))/y

/** Commas stand between parameters and between schemes alike: a word without "=" begins a scheme. */
function readSchemes(header: string): Scheme[] {
  const schemes: Scheme[] = []
  piece.lastIndex = 0
  for (let match = piece.exec(header); match !== null; match = piece.exec(header)) {
    const [, name, quoted, plain, scheme] = match
    if (scheme !== undefined) schemes.push({ name: scheme.toLowerCase(), parameters: new Map() })
    else if (name !== undefined)
      schemes.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return schemes
}
