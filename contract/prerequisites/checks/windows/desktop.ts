/** Docker Desktop itself, or what came before it. */
import { cure } from '../speak'
import { factCheck } from './define'
import { isServer } from './facts'

export const desktop = factCheck({
  name: 'desktop',
  group: 'installation',
  required: false,
  judge(facts, speak) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    if (typeof facts.desktop === 'string')
      return { outcome: 'met', found: speak('found.version', { version: facts.desktop }), needed }
    if (facts.desktop === undefined) return 'untold'
    return {
      outcome: 'not-met',
      found: speak(facts.toolbox === true ? 'found.toolbox' : 'found.none'),
      needed,
      cures: [
        cure(speak('cure.install'), ['winget install --exact --id Docker.DockerDesktop'], {
          action: 'install',
          link: 'https://docs.docker.com/desktop/setup/install/windows-install/'
        })
      ]
    }
  }
})
