/** Installing Docker, as the window asks for it. */
import { randomUUID } from 'node:crypto'
import type { install, InstallFacts } from '../../../../contract/prerequisites/install/api'
import { fittingOptions } from '../../../../contract/prerequisites/install/plan'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import { runProgram } from '../../../platform/programs/run-program'
import { canAskRights } from '../../../platform/rights/can-ask-rights'
import { openRights } from '../../../platform/rights/session'
import type { SystemParts } from './read-system'
import { readSystem } from './read-system'
import { runPlan, type Start } from './run-plan'

export interface InstallParts {
  readonly system: () => Omit<SystemParts, 'run'>
  /** Looks for engines again: there may be one now. */
  readonly discover: () => void
}

/** Facts that are still remembered: each page that is open has its own. */
const mostFacts = 20

export function installHandlers({ system: partsOf, discover }: InstallParts): Handlers<typeof install> {
  const known = new Map<string, InstallFacts>()
  let running = false
  return {
    async installFacts() {
      const parts = partsOf()
      const { platform, uid, env } = parts.surroundings
      const [system, rights] = await Promise.all([
        readSystem({ ...parts, run: (program, words) => runProgram(program, words, { env: installEnvironment(env) }) }),
        canAskRights({ platform, uid, environment: env })
      ])
      const facts = { id: randomUUID(), system, rights }
      known.set(facts.id, facts)
      for (const id of [...known.keys()].slice(0, -mostFacts)) known.delete(id)
      return facts
    },
    async installRun({ facts: id, options, from }, { signal, report }) {
      const facts = known.get(id)
      if (facts === undefined) throw new FailureError({ kind: 'not-found', subject: 'other', message: '' })
      const fitting = fittingOptions(facts.system, options)
      if (fitting?.way !== options.way || fitting.access !== options.access)
        throw new FailureError({ kind: 'invalid-input', message: 'This computer does not have this way.' })
      if (running) throw new FailureError({ kind: 'conflict', reason: 'already', message: '' })
      running = true
      const { platform, uid, env } = partsOf().surroundings
      const rights = openRights({ platform, uid, environment: env })
      const start: Start = ([program = '', ...words], { asRoot, ...given }) => {
        const how = { ...given, env: installEnvironment(env) }
        return asRoot ? rights.run(program, words, how) : runProgram(program, words, how)
      }
      try {
        const of = { facts: id, system: facts.system, options: fitting }
        return await runPlan({ of, start, signal, report, ...(from === undefined ? {} : { from }) })
      } finally {
        rights.close()
        running = false
        discover()
      }
    }
  }
}

/** Nobody is at a terminal to be asked; and Homebrew is found by an app that the Finder started. */
function installEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return { ...env, WSL_UTF8: '1' }
  const folders = (env['PATH'] ?? '/usr/bin:/bin').split(':')
  const added = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/sbin', '/sbin'].filter((one) => !folders.includes(one))
  return { ...env, PATH: [...folders, ...added].join(':'), DEBIAN_FRONTEND: 'noninteractive' }
}
