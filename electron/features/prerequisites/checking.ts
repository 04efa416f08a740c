/** Checks and their final proof, as the window asks for them. */
import type { prerequisites } from '../../../contract/prerequisites/api'
import { checksOf } from '../../../contract/prerequisites/checks/all'
import type { System } from '../../../contract/prerequisites/checks/check'
import { allProbes } from '../../../contract/prerequisites/checks/probes'
import { redact } from '../../../contract/prerequisites/report/redact'
import type { Surroundings } from '../../engine/discovery/surroundings'
import type { Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import type { AskedEngine } from './facts/fact'
import { helloWorld } from './hello-world/hello-world'
import { askProbe } from './probing/ask-probe'
import { ownSecrets } from './report/own-secrets'
import { runChecks } from './run-checks'

export interface CheckingParts {
  readonly engines: Engines
  /** As DOCKER_HOST writes it; undefined where there is no such connection. */
  readonly endpointOf: (connection: string) => string | undefined
  readonly surroundings: Surroundings
}

/** Elsewhere Docker is what Linux makes of it. */
const systemOf = (platform: NodeJS.Platform): System =>
  platform === 'win32' || platform === 'darwin' ? platform : 'linux'

export function checkingHandlers({
  engines,
  endpointOf,
  surroundings
}: CheckingParts): Handlers<Pick<typeof prerequisites, 'check' | 'redact' | 'helloWorld'>> {
  const askedEngine = (connection: string | undefined): AskedEngine | undefined => {
    const endpoint = connection === undefined ? undefined : endpointOf(connection)
    if (connection === undefined || endpoint === undefined) return undefined
    const engine = engines.get(connection)
    return { engine, endpoint, state: () => engine.state }
  }
  return {
    check: ({ connection, checks: wanted }, { signal }) => {
      const checks = checksOf(systemOf(surroundings.platform)).filter(({ id }) => wanted?.includes(id) ?? true)
      const options = { asked: askedEngine(connection), surroundings, signal, fresh: wanted !== undefined }
      return runChecks(checks, { probes: allProbes, ask: (probe) => askProbe(probe, options) })
    },
    redact: async ({ text, names }) => {
      const others = names.map((name) => ({ text: name, label: '[name]', word: true }))
      return { text: redact(text, [...ownSecrets(surroundings), ...others]) }
    },
    helloWorld: (request, context) => helloWorld(engines.get(request.connection), request, context)
  }
}
