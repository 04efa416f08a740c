/** Asks the registry by the engine (`GET /distribution/NAME/json`), and compares digests. */
import * as v from 'valibot'
import type { newer } from '../../../../contract/images/newer/api'
import { familiarName, familiarText, parseReference } from '../../../../contract/images/reference'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { readReference } from '../../../engine/pull-image'
import { listOf, text } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { pathNameOf } from '../remove'

const Distribution = v.object({
  Descriptor: v.object({ digest: v.string() }),
  Platforms: listOf(v.object({ os: text(), architecture: text(), variant: text() }))
})
const Inspected = v.object({ RepoDigests: listOf(v.string()) })

export const newerHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof newer> => ({
  async newer({ connection, image }, { signal }) {
    if (/^(?:sha256:)?[0-9a-f]{12,64}$/.test(image.reference))
      throw new FailureError({
        kind: 'invalid-input',
        field: 'reference',
        message: 'An image without a name is in no registry'
      })
    const reference = readReference(image.reference)
    const engine = engines.get(connection)
    const auth = await engine.registryAuth(reference.registry)
    const { RepoDigests } = await engine.get({ path: `/images/${pathNameOf(image.reference)}/json`, signal }, Inspected)
    const { Descriptor, Platforms } = await engine.get(
      {
        path: `/distribution/${familiarText(reference)}/json`,
        ...(auth === undefined ? {} : { headers: { 'X-Registry-Auth': auth } }),
        signal
      },
      Distribution
    )
    const repository = familiarName(reference)
    const known = RepoDigests.flatMap((text) => {
      const parsed = parseReference(text)
      return parsed.ok && familiarName(parsed.reference) === repository ? [parsed.reference.digest] : []
    })
    const platforms = Platforms.filter(({ os }) => os !== '' && os !== 'unknown').map(({ os, architecture, variant }) =>
      [os, architecture, variant].filter((part) => part !== '').join('/')
    )
    const kind = known.length === 0 ? 'never' : known.includes(Descriptor.digest) ? 'same' : 'newer'
    return { kind, digest: Descriptor.digest, platforms }
  }
})
