import type { system } from '../../../contract/system/api'
import type { Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import { diskUse } from './disk-use'
import { engineVersion } from './version'

export const systemHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof system> => ({
  version: ({ connection }, { signal }) => engineVersion(engines.get(connection), signal),
  diskUse: ({ connection }, { signal }) => diskUse(engines.get(connection), signal)
})
