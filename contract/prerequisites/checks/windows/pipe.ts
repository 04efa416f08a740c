/** The named pipe by which clients reach an engine on Windows. */
import { cure } from '../speak'
import { factCheck } from './define'
import { isServer } from './facts'

/** The usual one, and those that Docker Desktop's contexts name. */
const known = ['docker_engine', 'dockerDesktopLinuxEngine', 'dockerDesktopWindowsEngine', 'podman-machine-default']

export const pipe = factCheck({
  name: 'pipe',
  group: 'access',
  required: true,
  judge(facts, speak) {
    if (facts.pipes === undefined) return 'untold'
    const needed = speak('needed')
    const name = known.find((one) => facts.pipes?.includes(one))
    if (name !== undefined) return { outcome: 'met', found: speak('found.there', { name }), needed }
    const cures = isServer(facts)
      ? [cure(speak('cure.service'), ['Start-Service docker'])]
      : typeof facts.desktop === 'string'
        ? [
            cure(speak('cure.desktop'), ['& "$env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe"'], {
              action: 'start-machine'
            })
          ]
        : [cure(speak('cure.install'), [], { action: 'install' })]
    return { outcome: 'not-met', found: speak('found.none'), needed, cures }
  }
})
