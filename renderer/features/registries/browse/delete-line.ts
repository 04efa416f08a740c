/** What deletes an image of a registry by hand: docker asks the engine, which has no question for it. For a POSIX shell. */
import { quote } from '../../../../contract/command/quote'
import type { RegistryWay } from '../../../../contract/registries/browse/model'

export interface Deleted {
  readonly repository: string
  readonly digest: string
}

const word = (text: string): string => quote(text, 'posix')

/** `curl` asks for the password itself: written out, it would stand in the shell's history. */
export function deleteLine(way: RegistryWay, { repository, digest }: Deleted): string {
  const [authority, ...others] = way.authorities
  const trust = [
    ...(way.unchecked ? ['--insecure'] : []),
    ...(authority === undefined ? [] : ['--cacert', word(authority)]),
    ...(way.client === undefined ? [] : ['--cert', word(way.client.cert), '--key', word(way.client.key)])
  ]
  const user = way.username === undefined ? [] : ['-u', word(way.username)]
  const address = word(`${way.url}/v2/${repository}/manifests/${digest}`)
  const note = others.length === 0 ? [] : [`# or: ${others.map((file) => `--cacert ${word(file)}`).join(', ')}`]
  if (way.token === undefined) return [...note, ['curl -X DELETE', ...trust, ...user, address].join(' ')].join('\n')
  const { realm, service } = way.token
  const query = [`scope=repository:${repository}:delete`, ...(service === '' ? [] : [`service=${service}`])]
  const data = query.map((part) => `--data-urlencode ${word(part)}`).join(' ')
  // The realm may be another host: what vouches for the registry alone says nothing of it, but it is mostly the same.
  const token = ['curl -sG', ...trust, ...user, data, word(realm)].join(' ')
  return [
    ...note,
    `token=$(${token} | sed -E 's/.*"(access_)?token" *: *"([^"]+)".*/\\2/')`,
    ['curl -X DELETE', ...trust, '-H "Authorization: Bearer $token"', address].join(' ')
  ].join('\n')
}
