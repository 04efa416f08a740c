/** WSL 2, in which Docker Desktop keeps its machine; where Hyper-V runs, it can do without. */
import { atLeast, unknown } from '../read'
import { cure } from '../speak'
import { factCheck } from './define'
import { enabled, hasHyperV, editionOf, isServer, running, type WindowsFacts } from './facts'
import { distributionsOf, wslOf } from './wsl-output'

/** docs.docker.com, windows-install (2026). */
const leastWsl = [2, 1, 5] as const
/** Windows 10 1903: the first whose WSL has a version 2 (install-windows-home.md of 2020). */
const firstWithWsl2 = 18_362
const page = 'https://learn.microsoft.com/windows/wsl/install'

/** Docker Desktop's other backend. */
export const hyperVServes = (facts: WindowsFacts): boolean =>
  hasHyperV(editionOf(facts)) === true &&
  enabled(facts, 'Microsoft-Hyper-V') === true &&
  running(facts, 'vmms') === true

export const wsl = factCheck({
  name: 'wsl',
  group: 'system',
  required: true,
  also: ['windows-wsl-version'],
  judge(facts, speak, answers) {
    if (isServer(facts)) return undefined
    const needed = speak('needed', { version: leastWsl.join('.') })
    const answer = answers('windows-wsl-version')
    const found = wslOf(answer)
    if (found.kind === 'version' && atLeast(found.parts, leastWsl))
      return { outcome: 'met', found: speak('found.version', { version: found.text }), needed }
    if (hyperVServes(facts)) return { outcome: 'met', found: speak('found.hyper-v'), needed }
    if (facts.build !== undefined && facts.build < firstWithWsl2)
      return { outcome: 'not-met', found: speak('found.windows-too-old'), needed, cures: [cure(speak('cure.windows'))] }
    switch (found.kind) {
      case 'version':
        return {
          outcome: 'not-met',
          found: speak('found.version', { version: found.text }),
          needed,
          cures: [cure(speak('cure.update'), ['wsl --update'])]
        }
      case 'inbox':
        return {
          outcome: 'not-met',
          found: speak('found.inbox'),
          needed,
          cures: [cure(speak('cure.update'), ['wsl --update'])]
        }
      case 'none':
        return {
          outcome: 'not-met',
          found: speak('found.none'),
          needed,
          cures: [cure(speak('cure.install'), ['wsl --install --no-distribution'], { link: page })]
        }
      case 'untold':
        return unknown(answer, needed)
    }
  }
})

/** A person's own distribution: only in version 2 can Docker Desktop reach into it. */
export const wslDistribution = factCheck({
  name: 'wsl-distribution',
  group: 'system',
  required: false,
  also: ['windows-wsl-list'],
  judge(facts, speak, answers) {
    if (isServer(facts)) return undefined
    const needed = speak('needed')
    const answer = answers('windows-wsl-list')
    const usual = distributionsOf(answer)?.find(({ isDefault }) => isDefault)
    // No distribution at all is no fault: Docker Desktop brings its own.
    if (usual === undefined) return answer.kind === 'not-asked' ? unknown(answer, needed) : undefined
    const found = speak('found.version', { name: usual.name, version: String(usual.version) })
    if (usual.version === 2) return { outcome: 'met', found, needed }
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [cure(speak('cure.convert'), [`wsl --set-version ${quoted(usual.name)} 2`, 'wsl --set-default-version 2'])]
    }
  }
})

/** As PowerShell and cmd both read it; a distribution's name holds no quote (WSL takes letters, digits, dots, dashes, underscores). */
const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `"${name.replaceAll(/["`$%]/g, '')}"`)
