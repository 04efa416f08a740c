/** What a person types or pastes to be shown a registry: its address, or the name of an image in it. */
import * as v from 'valibot'
import { RegistryHost, repositoryGrammar } from '../../../contract/registries/names'

export interface Place {
  readonly host: string
  readonly repository?: string
}

/** `https://registry.example:5000/v2/`, `ghcr.io/owner/app:1.2`; undefined where it is no address. */
export function placeOf(text: string): Place | undefined {
  const bare = text
    .trim()
    .replace(/^(?:\$\s*)?docker\s+(?:image\s+)?(?:pull|push)\s+/, '')
    .replace(/^https?:\/\//i, '')
  const slash = bare.indexOf('/')
  const host = v.safeParse(RegistryHost, slash < 0 ? bare : bare.slice(0, slash))
  if (!host.success) return undefined
  const repository = (slash < 0 ? '' : bare.slice(slash + 1))
    .replace(/[?#].*$/, '')
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .replace(/\/+$/, '')
  const named = repositoryGrammar.test(repository) && !/^v2(\/|$)/.test(repository)
  return named ? { host: host.output, repository } : { host: host.output }
}
