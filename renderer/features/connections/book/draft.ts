/** What is typed into the form of a connection: as docker keeps it, and what is wrong with it. */
import type { UpdateContextRequest } from '../../../../contract/connections/book/api'
import type { Address, ConnectionFacts, NewContext } from '../../../../contract/connections/book/model'
import { contextNameProblem } from '../../../../contract/connections/context-name'

export type ConnectionDraft = { -readonly [Field in keyof NewContext]: NewContext[Field] }

export const emptyDraft = (): ConnectionDraft => ({
  name: '',
  description: '',
  host: '',
  ca: '',
  cert: '',
  key: '',
  skipTlsVerify: false
})

/** Of one that is there: to change it, or to keep under a name what has none. */
export const draftOf = ({ address, context }: ConnectionFacts): ConnectionDraft => ({
  ...address,
  name: context?.name ?? '',
  description: context?.description ?? ''
})

export const usesTls = (host: string): boolean => /^(tcp|https?):\/\//i.test(host.trim())

/** TLS files belong to an address that can use them: what was typed for another one is not sent along. */
export function addressOf(draft: ConnectionDraft): Address {
  const host = draft.host.trim()
  if (!usesTls(host)) return { host, ca: '', cert: '', key: '', skipTlsVerify: false }
  const { ca, cert, key, skipTlsVerify } = draft
  return { host, ca: ca.trim(), cert: cert.trim(), key: key.trim(), skipTlsVerify }
}

export const newContextOf = (draft: ConnectionDraft): NewContext => ({
  name: draft.name.trim(),
  description: draft.description.trim(),
  ...addressOf(draft)
})

/** Only what was changed: an address that is not named stays, with its files. */
export function updateOf(draft: ConnectionDraft, before: ConnectionFacts): UpdateContextRequest {
  const address = addressOf(draft)
  const same = JSON.stringify(Object.entries(address).sort()) === JSON.stringify(Object.entries(before.address).sort())
  return { name: draft.name, description: draft.description.trim(), address: same ? undefined : address }
}

export type DraftField = 'name' | 'host' | 'ca' | 'cert' | 'key'
type NameProblem = NonNullable<ReturnType<typeof contextNameProblem>> | 'taken'
export type HostProblem = 'empty' | 'scheme' | 'path' | 'name' | 'user'

/** `taken`: names of the contexts that are there. */
export const nameProblem = (name: string, taken: readonly string[]): NameProblem | undefined =>
  contextNameProblem(name.trim()) ?? (taken.includes(name.trim()) ? 'taken' : undefined)

export function hostProblem(host: string): HostProblem | undefined {
  const text = host.trim()
  if (text === '') return 'empty'
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/i.exec(text) ?? []
  switch (scheme.toLowerCase()) {
    case 'unix':
      return rest.startsWith('/') ? undefined : 'path'
    case 'npipe':
      return rest.startsWith('//') || rest.startsWith('\\\\') ? undefined : 'path'
    case 'tcp':
    case 'http':
    case 'https':
    case 'ssh':
      return rest === '' || /\s/.test(rest) || !URL.canParse(`engine://${rest}`) ? 'name' : undefined
    default:
      return 'scheme'
  }
}

/** docker reads the files where it runs: their paths are whole. */
export const pathProblem = (path: string): 'relative' | undefined =>
  path.trim() === '' || /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path.trim()) ? undefined : 'relative'
export const pairProblem = ({ cert, key }: Pick<ConnectionDraft, 'cert' | 'key'>): 'cert' | 'key' | undefined =>
  (cert.trim() === '') === (key.trim() === '') ? undefined : cert.trim() === '' ? 'cert' : 'key'
