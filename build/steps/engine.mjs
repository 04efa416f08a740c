/** The engine that the app will talk to: one that is there, or a private one where the machine has none at all. */
import { canInstall, install, isDebian, missingOf } from '../debian/apt.mjs'
import { enginePackages } from '../debian/packages.mjs'
import { findEngine } from '../engine/find.mjs'
import { hasPrivateEngine, privateFolder, removePrivateEngine, startPrivateEngine } from '../engine/private.mjs'
import { refused } from '../tools/refused.mjs'
import { hasProgram } from '../tools/run.mjs'
import { note, step } from '../tools/step.mjs'

/** @typedef {{ readonly kind: 'found' } | { readonly kind: 'none' } | { readonly kind: 'private', readonly host: string, readonly close: () => Promise<void> }} StartEngine */

/** @typedef {{ readonly noEngine: boolean, readonly resetEngine: boolean, readonly privateEngine: boolean }} EngineWishes */

const programs = ['dockerd', 'podman', 'docker']

/**
 * What to do on a machine where no engine answers.
 * @param {{ readonly wishes: EngineWishes, readonly made: boolean, readonly root: boolean, readonly debian: boolean, readonly programs: readonly string[], readonly chosen: boolean }} facts
 *   `made`: an earlier start made a private engine; `chosen`: DOCKER_HOST or DOCKER_CONTEXT names one
 * @returns {{ readonly kind: 'start' | 'install' } | { readonly kind: 'leave', readonly why: string }}
 */
export function decide({ wishes, made, root, debian, programs: installed, chosen }) {
  const leave = (/** @type {string} */ why) => ({ kind: /** @type {const} */ ('leave'), why })
  if (wishes.noEngine) return leave('none answers, and --no-engine says to leave it so')
  if (chosen) return leave('the one that DOCKER_HOST or DOCKER_CONTEXT names does not answer')
  const linuxRoot = root && debian
  if (linuxRoot && installed.includes('dockerd') && (made || wishes.privateEngine)) return { kind: 'start' }
  if (installed.length > 0) {
    const offer =
      linuxRoot && installed.includes('dockerd') ? '; npm start -- --private-engine starts a private one' : ''
    return leave(`none answers; ${installed.join(' and ')} is installed but not running, or not for you${offer}`)
  }
  if (linuxRoot) return { kind: 'install' }
  return leave('none answers and none is installed; the app says what to do')
}

/**
 * @param {EngineWishes} wishes
 * @returns {Promise<StartEngine>}
 */
export async function provideEngine(wishes) {
  if (wishes.resetEngine) {
    await step('Private engine', async () => {
      if (!hasPrivateEngine()) return [undefined, 'there is none to remove']
      await removePrivateEngine()
      return [undefined, 'removed with all that it held']
    })
  }
  const plan = await step('Engine', async () => {
    const found = wishes.privateEngine ? undefined : await findEngine()
    if (found) return /** @type {const} */ ([undefined, `${found.host} answers (${found.from})`])
    const decision = decide({
      wishes,
      made: hasPrivateEngine(),
      root: process.getuid?.() === 0,
      debian: isDebian(),
      programs: programs.filter(hasProgram),
      chosen: Boolean(process.env['DOCKER_HOST'] || process.env['DOCKER_CONTEXT'])
    })
    const how = { leave: '', start: 'none answers; Escale has its own', install: 'none answers and none is installed' }
    return /** @type {const} */ ([decision, decision.kind === 'leave' ? decision.why : how[decision.kind]])
  })
  if (plan === undefined) return { kind: 'found' }
  if (plan.kind === 'leave') return { kind: 'none' }
  if (plan.kind === 'install') {
    note(`Escale will install Debian's packages ${enginePackages.join(', ')} without starting their service, and start a private engine
of its own: its own socket, its data in ${privateFolder()}. No other engine is touched. --no-engine leaves it out.`)
    if (await refused(5)) return { kind: 'none' }
    await step('Docker engine', async () => {
      const added = canInstall() ? await install(await missingOf(enginePackages)) : []
      return [undefined, `${added.length} Debian packages installed, service not started`]
    })
  }
  return step('Private engine', async () => {
    const { socketPath, alone, close } = await startPrivateEngine()
    const limits = alone ? '' : '; another engine runs, so its containers reach no other network'
    return [{ kind: 'private', host: `unix://${socketPath}`, close }, `started on ${socketPath}${limits}`]
  })
}
