/** The Windows feature that WSL 2 runs on. */
import { cure } from '../speak'
import { factCheck } from './define'
import { enabled, isServer } from './facts'
import { hyperVServes } from './wsl'
import { distributionsOf } from './wsl-output'

const dism = (feature: string): string => `dism.exe /online /enable-feature /featurename:${feature} /all /norestart`

export const virtualMachinePlatform = factCheck({
  name: 'virtual-machine-platform',
  group: 'system',
  required: true,
  also: ['windows-wsl-list'],
  judge(facts, speak, answers) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    const on = enabled(facts, 'VirtualMachinePlatform')
    if (on === true) return { outcome: 'met', found: speak('found.on'), needed }
    if (distributionsOf(answers('windows-wsl-list'))?.some(({ version }) => version === 2) === true)
      return { outcome: 'met', found: speak('found.by-wsl'), needed }
    if (hyperVServes(facts)) return { outcome: 'met', found: speak('found.hyper-v'), needed }
    if (on === undefined) return 'untold'
    return {
      outcome: 'not-met',
      found: speak('found.off'),
      needed,
      cures: [
        cure(speak('cure.enable'), [
          dism('VirtualMachinePlatform'),
          dism('Microsoft-Windows-Subsystem-Linux'),
          'shutdown /r /t 0'
        ])
      ]
    }
  }
})
