/** Whether Windows' hypervisor is started with the computer: `bcdedit` can switch it off, and games' and emulators' guides do. */
import type { Answer } from '../check'
import { cure } from '../speak'
import { factCheck } from './define'
import { enabled, isServer, isVirtual } from './facts'

/** `hypervisorlaunchtype    Auto`: neither the name nor the value is translated. For administrators alone. */
function launchOf(answer: Answer): 'auto' | 'off' | undefined {
  if (answer.kind !== 'answered') return undefined
  const value = /^\s*hypervisorlaunchtype\s+(auto|off)\s*$/im.exec(answer.text)?.[1]?.toLowerCase()
  return value === 'auto' || value === 'off' ? value : undefined
}

export const hypervisor = factCheck({
  name: 'hypervisor',
  group: 'system',
  required: true,
  also: ['windows-boot'],
  judge(facts, speak, answers) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    const launch = launchOf(answers('windows-boot'))
    if (launch === 'off')
      return {
        outcome: 'not-met',
        found: speak('found.off'),
        needed,
        cures: [cure(speak('cure.auto'), ['bcdedit /set hypervisorlaunchtype auto', 'shutdown /r /t 0'])]
      }
    if (facts.hypervisor === true && !isVirtual(facts)) return { outcome: 'met', found: speak('found.running'), needed }
    const wanted = ['VirtualMachinePlatform', 'Microsoft-Hyper-V-Hypervisor'].some(
      (name) => enabled(facts, name) === true
    )
    if (facts.hypervisor === false && wanted)
      return {
        outcome: 'not-met',
        found: speak('found.not-running'),
        needed,
        cures: [
          cure(speak('cure.restart'), ['shutdown /r /t 0']),
          cure(speak('cure.auto'), ['bcdedit /set hypervisorlaunchtype auto'])
        ]
      }
    if (launch === 'auto') return { outcome: 'met', found: speak('found.auto'), needed }
    if (facts.hypervisor === false) return { outcome: 'unknown', found: speak('found.no-feature'), needed }
    return 'untold'
  }
})
