/** How repositories of Docker Hub are named and where they are found. */
import { parseReference } from '../../../contract/images/reference'

export interface HubName {
  readonly namespace: string
  readonly name: string
}

/** `nginx` is `library/nginx`. Undefined for what no repository of Hub can be called: whoever answers for Hub may give anything. */
export function hubNameOf(pulled: string): HubName | undefined {
  const parsed = parseReference(pulled)
  if (!parsed.ok || parsed.reference.registry !== 'docker.io' || pulled.includes(':')) return undefined
  const [namespace = '', name = '', ...rest] = parsed.reference.path.split('/')
  return rest.length === 0 && name !== '' ? { namespace, name } : undefined
}

/** As one pulls it: an official image goes without its owner. */
export const pulledName = ({ namespace, name }: HubName): string =>
  namespace === 'library' ? name : `${namespace}/${name}`

export const repositoryPath = ({ namespace, name }: HubName, tab?: string): string =>
  `/hub/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}${tab === undefined ? '' : `/${tab}`}`

/** Official images live under `/_/`, all others under `/r/`. */
export const hubWebPage = (pulled: string): string => {
  const path = pulled
    .replace(/^library\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return `https://hub.docker.com/${path.includes('/') ? 'r' : '_'}/${path}`
}
