/** Signing in to registries and out, as the window asks for it. */
import * as v from 'valibot'
import type { registries } from '../../../contract/registries/api'
import type { Engines } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { text } from '../../engine/schema'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import type { Registries } from '../../registries/open-registries'
import { keyOf, registryName } from '../../registries/registry-name'
import { tokenUser } from '../../registries/registry-tokens'
import { bookHandlers } from './book/handlers'
import { browseHandlers } from './browse/handlers'
import { explainRefusal } from './refusal'

/** `{"Status":"Login Succeeded","IdentityToken":""}` */
const Answer = v.object({ Status: text(), IdentityToken: text() })

export interface RegistriesParts extends Registries {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export const registriesHandlers = (parts: RegistriesParts): Handlers<typeof registries> => ({
  ...bookHandlers(parts),
  ...browseHandlers(parts),
  ...signInHandlers(parts)
})

type SignInVerbs = 'list' | 'keeper' | 'signIn' | 'signOut'

const signInHandlers = ({ engines, signIns }: RegistriesParts): Pick<Handlers<typeof registries>, SignInVerbs> => ({
  list: () => signIns.list(),
  async keeper({ registry }) {
    const helper = await signIns.helperFor(registry)
    return helper === undefined ? { sealed: signIns.canSeal() } : { helper, sealed: false }
  },

  async signIn({ connection, registry, username, password, plain }) {
    const name = registryName(registry)
    const helper = await signIns.helperFor(name)
    if (helper === undefined && !plain && !signIns.canSeal())
      throw new FailureError({ kind: 'conflict', reason: 'other', name, message: 'No credential helper is set up' })
    const body = { username, password, serveraddress: keyOf(name) }
    const { IdentityToken } = await engines
      .get(connection)
      .get({ method: 'POST', path: '/auth', body }, Answer)
      .catch((error: unknown) => explainRefusal(error, name))
    const given = IdentityToken === '' ? { username, secret: password } : { username: tokenUser, secret: IdentityToken }
    await signIns.keep(name, given, plain)
    if (helper !== undefined) return { registry: name, username, keeper: 'helper', helper }
    return { registry: name, username, keeper: plain || !signIns.canSeal() ? 'file' : 'sealed' }
  },

  signOut: ({ registry }) => signIns.forget(registry)
})
