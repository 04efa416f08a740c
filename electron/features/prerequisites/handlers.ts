/** Prerequisites, as the window asks for them: a part each, in a folder of its own, loaded when it is first asked for. */
import type { prerequisites } from '../../../contract/prerequisites/api'
import type { Handlers } from '../../ipc/handlers'
import type { CheckingParts } from './checking'
import type { InstallParts } from './install/handlers'

export interface PrerequisitesParts extends CheckingParts {
  readonly install: InstallParts
}

export function prerequisitesHandlers(parts: PrerequisitesParts): Handlers<typeof prerequisites> {
  // Every system's checks and steps: nothing of them is needed for a start.
  const checking = once(async () => (await import('./checking')).checkingHandlers(parts))
  const install = once(async () => (await import('./install/handlers')).installHandlers(parts.install))
  return {
    async *check(request, context) {
      yield* (await checking()).check(request, context)
    },
    redact: async (request, context) => (await checking()).redact(request, context),
    helloWorld: async (request, context) => (await checking()).helloWorld(request, context),
    installFacts: async (request, context) => (await install()).installFacts(request, context),
    installRun: async (request, context) => (await install()).installRun(request, context)
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}
