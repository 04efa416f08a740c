/** A restart that Windows waits for: features that were switched on work after it. */
import { cure } from '../speak'
import { factCheck } from './define'

export const reboot = factCheck({
  name: 'reboot',
  group: 'system',
  required: false,
  judge({ reboot: waits }, speak) {
    if (waits === undefined) return 'untold'
    const needed = speak('needed')
    if (!waits) return { outcome: 'met', found: speak('found.none'), needed }
    return {
      outcome: 'not-met',
      found: speak('found.waits'),
      needed,
      cures: [cure(speak('cure.restart'), ['shutdown /r /t 0'])]
    }
  }
})
