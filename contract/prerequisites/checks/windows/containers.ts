/** Windows containers: their edition, their feature, and the policy that keeps them from starting. */
import { cure } from '../speak'
import { factCheck } from './define'
import { editionOf, enabled, isServer } from './facts'

const policy =
  'Set-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE -Name FDVDenyWriteAccess -Value 0'
const features = 'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V,Containers -All'

export const containers = factCheck({
  name: 'containers',
  group: 'desktop',
  required: false,
  judge(facts, speak) {
    // A server's containers are its own check.
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    const edition = editionOf(facts)
    if (edition === 'home' || edition === 'education')
      return { outcome: 'not-met', found: speak(`found.${edition}`), needed, cures: [cure(speak('cure.edition'))] }
    if (facts.writeDenied === 1)
      return {
        outcome: 'not-met',
        found: speak('found.policy'),
        needed,
        cures: [cure(speak('cure.policy'), [policy])]
      }
    const on = enabled(facts, 'Containers')
    if (on === false)
      return {
        outcome: 'not-met',
        found: speak('found.feature'),
        needed,
        cures: [cure(speak('cure.feature'), [features])]
      }
    if (edition === undefined || on === undefined || facts.writeDenied === undefined) return 'untold'
    return { outcome: 'met', found: speak('found.ready'), needed }
  }
})
