/** Hyper-V: Docker Desktop's other backend, and what Windows containers are isolated by. */
import { cure } from '../speak'
import { factCheck } from './define'
import { editionOf, enabled, hasHyperV, isServer, running } from './facts'

export const hyperV = factCheck({
  name: 'hyper-v',
  group: 'system',
  required: false,
  judge(facts, speak) {
    if (isServer(facts) || hasHyperV(editionOf(facts)) === false) return undefined
    const needed = speak('needed')
    const installed = enabled(facts, 'Microsoft-Hyper-V')
    const runs = running(facts, 'vmms')
    if (runs === true) return { outcome: 'met', found: speak('found.running'), needed }
    if (installed === undefined) return 'untold'
    if (installed)
      return {
        outcome: 'not-met',
        found: speak('found.stopped'),
        needed,
        cures: [cure(speak('cure.start'), ['Start-Service vmms'])]
      }
    return {
      outcome: 'not-met',
      found: speak('found.off'),
      needed,
      cures: [cure(speak('cure.enable'), ['Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All'])]
    }
  }
})
