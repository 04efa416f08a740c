/** What the engine can do, from its ping's headers and its `/version`. */
import type { IncomingHttpHeaders } from 'node:http'
import * as v from 'valibot'
import type { Capabilities } from '../../contract/connections/model'
import { listOf, maybe, text } from './schema'
import { compareApi } from './version'

export const VersionReply = v.object({
  Version: text(),
  Os: text(),
  Arch: text(),
  Platform: maybe(v.object({ Name: text() })),
  Components: listOf(v.object({ Name: text() }))
})
export type VersionReply = v.InferOutput<typeof VersionReply>

const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

/** `Docker Engine - Community`, `Docker Desktop 4.40 (…)`, `Podman Engine`. Debian's engine leaves its platform's name empty. */
function productOf({ Platform, Components }: VersionReply, headers: IncomingHttpHeaders): string {
  if (header(headers, 'libpod-api-version') !== '') return 'Podman Engine'
  const component = Components[0]?.Name ?? ''
  if (/podman/i.test(component)) return component
  return Platform?.Name || 'Docker Engine'
}

/** BuildKit builds came to Linux engines with API 1.39, whatever builder the engine itself prefers. Podman has none. */
function hasBuildKit(product: string, os: string, apiVersion: string, headers: IncomingHttpHeaders): boolean {
  if (/podman/i.test(product)) return false
  return header(headers, 'builder-version') === '2' || (os === 'linux' && compareApi(apiVersion, '1.39') >= 0)
}

/** `version` is undefined where the engine (or a proxy before it) did not answer that: the headers then say what they can. */
export function capabilitiesOf(headers: IncomingHttpHeaders, apiVersion: string, version?: VersionReply): Capabilities {
  const reply = version ?? { Version: '', Os: '', Arch: '', Components: [] }
  const os = reply.Os || header(headers, 'ostype')
  const product = productOf(reply, headers)
  return {
    version: reply.Version,
    apiVersion,
    os,
    arch: reply.Arch,
    product,
    buildKit: hasBuildKit(product, os, apiVersion, headers)
  }
}
