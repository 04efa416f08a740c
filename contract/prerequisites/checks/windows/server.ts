/** Windows Server: no Docker Desktop, but an engine of its own for Windows containers. */
import { cure } from '../speak'
import { factCheck } from './define'
import { enabled, isServer, running } from './facts'

const link = 'https://learn.microsoft.com/virtualization/windowscontainers/quick-start/set-up-environment'
/** Microsoft's own script for Docker CE on a server. */
const script =
  'https://raw.githubusercontent.com/microsoft/Windows-Containers/Main/helpful_tools/Install-DockerCE/install-docker-ce.ps1'

export const server = factCheck({
  name: 'server',
  group: 'installation',
  required: true,
  judge(facts, speak) {
    if (!isServer(facts)) return undefined
    const needed = speak('needed')
    const feature = enabled(facts, 'Containers')
    const runs = running(facts, 'docker')
    if (runs === true) return { outcome: 'met', found: speak('found.running'), needed }
    if (facts.services?.['docker'] !== undefined)
      return {
        outcome: 'not-met',
        found: speak('found.stopped'),
        needed,
        cures: [cure(speak('cure.start'), ['Start-Service docker'])]
      }
    const install = [
      ...(feature === true ? [] : ['Install-WindowsFeature -Name Containers -Restart']),
      `Invoke-WebRequest -UseBasicParsing ${script} -OutFile install-docker-ce.ps1`,
      '.\\install-docker-ce.ps1'
    ]
    const cures = [cure(speak('cure.install'), install, { link })]
    // Of another computer only its version is known, which is enough to say how an engine is brought to it.
    if (facts.services === undefined) return { outcome: 'unknown', found: speak('found.untold'), needed, cures }
    return { outcome: 'not-met', found: speak(feature === true ? 'found.none' : 'found.no-feature'), needed, cures }
  }
})
