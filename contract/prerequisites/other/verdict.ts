/** In one sentence whether Docker runs on another computer, and the next step there. */
import { readVersion } from '../checks/macos/define'
import * as mac from '../checks/macos/versions'
import { editionOf, isServer, readFacts } from '../checks/windows/facts'
import * as windows from '../checks/windows/versions'
import { atLeast } from '../checks/read'
import type { CheckResult, Cure, Said } from '../model'
import type { Judged } from './judge'
import { outputsOf } from './outputs'

export type VerdictKind =
  /** Nothing was read. */
  | 'nothing'
  /** Not enough was read. */
  | 'more'
  /** An engine answers already. */
  | 'works'
  /** All that Docker Desktop, or the engine, needs is there, as far as it was told. */
  | 'desktop'
  | 'engine'
  | 'server'
  /** So many things are to be mended first. */
  | 'mend'
  /** An older Docker Desktop alone. */
  | 'older'
  | 'toolbox'
  | 'none'

export interface Verdict {
  readonly kind: VerdictKind
  readonly says: Said
  readonly next: Cure
  /** Whether this app itself runs there: by the systems of its Electron. Undefined: it was not told. */
  readonly app: boolean | undefined
}

const link = {
  windows: 'https://docs.docker.com/desktop/setup/install/windows-install/',
  mac: 'https://docs.docker.com/desktop/setup/install/mac-install/',
  engine: 'https://docs.docker.com/engine/install/',
  server: 'https://learn.microsoft.com/virtualization/windowscontainers/quick-start/set-up-environment',
  notes: 'https://docs.docker.com/desktop/release-notes/',
  toolbox: 'https://github.com/docker-archive/toolbox/releases'
} as const

type Values = Readonly<Record<string, string | number>>
type Opinion = readonly [
  kind: VerdictKind,
  more?: { readonly values?: Values; readonly commands?: readonly string[]; readonly link?: string }
]

/** What is mended by itself when Docker is installed, or says only that it is not. */
const afterwards = ['windows-pipe', 'macos-product', 'macos-socket', 'engine-reachable', 'linux-engine-installed']
/** These too, where no engine is installed yet: one that is there is to be started. A socket that is closed to a person stays so. */
const afterInstalling = ['linux-engine-running', 'linux-socket']

const outcomeOf = (results: readonly CheckResult[], id: string): CheckResult['outcome'] | undefined =>
  results.find((result) => result.id === id)?.outcome

const isClosed = ({ id, found }: CheckResult): boolean =>
  id === 'linux-socket' && /\.(?:closed|refused)$/.test(found.key)

function faults(results: readonly CheckResult[]): readonly CheckResult[] {
  const installed = outcomeOf(results, 'linux-engine-installed') === 'met'
  return results.filter((result) => {
    const { id, required, outcome } = result
    if (outcome !== 'not-met' || afterwards.includes(id)) return false
    if (afterInstalling.includes(id)) return installed || isClosed(result)
    return required || id === 'linux-environment'
  })
}
const toMend = (results: readonly CheckResult[]): number => faults(results).length

function ofWindows({ pasted, results }: Judged): Opinion {
  const facts = readFacts(pasted.answers)
  const build = facts?.build
  if (outcomeOf(results, 'windows-processor') === 'not-met') return ['none']
  if (facts === undefined || build === undefined) return ['more', { commands: ['systeminfo'] }]
  if (isServer(facts)) return build >= windows.serverLeast ? ['server', { link: link.server }] : ['none']
  if (!windows.isCurrent(build)) {
    const last = windows.lastDesktop(build, editionOf(facts) === 'home')
    if (last !== undefined && outcomeOf(results, 'windows-slat') !== 'not-met')
      return ['older', { values: { version: last }, link: link.notes }]
    return build >= 7600 ? ['toolbox', { link: link.toolbox }] : ['none']
  }
  if (outcomeOf(results, 'windows-slat') === 'not-met') return ['toolbox', { link: link.toolbox }]
  const count = toMend(results)
  return count > 0
    ? ['mend', { values: { count } }]
    : ['desktop', { commands: ['winget install --exact --id Docker.DockerDesktop'], link: link.windows }]
}

function ofMac({ pasted, results }: Judged): Opinion {
  const version = readVersion(pasted.answers)
  if (version === undefined) return ['more', { commands: ['sw_vers'] }]
  const virtual = outcomeOf(results, 'macos-virtualization')
  if (!atLeast(version, mac.least)) {
    const last = mac.lastDesktop(version)
    if (last !== undefined && virtual !== 'not-met') return ['older', { values: { version: last }, link: link.notes }]
    return atLeast(version, mac.firstForToolbox) ? ['toolbox', { link: link.toolbox }] : ['none']
  }
  const count = toMend(results)
  return count > 0 ? ['mend', { values: { count } }] : ['desktop', { link: link.mac }]
}

/** Android's kernel is a Linux that no engine runs on. */
function isAndroid({ pasted }: Judged): boolean {
  const uname = pasted.answers('linux-uname')
  return uname.kind === 'answered' && /\sAndroid$/.test(uname.text.trim())
}

function ofLinux(judged: Judged): Opinion {
  const { results } = judged
  if (isAndroid(judged)) return ['none']
  const bits = results.find(({ id }) => id === 'linux-64-bit')
  // Under a kernel of 64 bits a system of 64 bits can be installed.
  if (bits?.outcome === 'not-met' && !bits.found.key.endsWith('.mixed')) return ['none']
  const count = toMend(results)
  const kernel = outcomeOf(results, 'linux-kernel')
  if (count === 0 && kernel !== 'met') return ['more', { commands: ['uname -a'] }]
  return count > 0 ? ['mend', { values: { count } }] : ['engine', { link: link.engine }]
}

function opinionOf(judged: Judged): Opinion {
  const { pasted, results } = judged
  if (outcomeOf(results, 'engine-reachable') === 'met') {
    const refused = outcomeOf(results, 'engine-version') === 'not-met'
    return refused ? ['mend', { values: { count: toMend(results) } }] : ['works']
  }
  switch (pasted.system) {
    case undefined:
      return ['nothing', { commands: outputsOf(undefined).map(({ command }) => command) }]
    case 'win32':
      return ofWindows(judged)
    case 'darwin':
      return ofMac(judged)
    case 'linux':
      return ofLinux(judged)
  }
}

function runsApp({ pasted, results }: Judged): boolean | undefined {
  switch (pasted.system) {
    case 'win32': {
      const build = readFacts(pasted.answers)?.build
      if (outcomeOf(results, 'windows-processor') === 'not-met') return false
      return build === undefined ? undefined : build >= windows.firstTen
    }
    case 'darwin': {
      const version = readVersion(pasted.answers)
      return version === undefined ? undefined : atLeast(version, mac.leastForApp)
    }
    default: {
      const bits = outcomeOf(results, 'linux-64-bit')
      return bits === undefined || bits === 'unknown' ? undefined : bits === 'met'
    }
  }
}

export function verdictOf(judged: Judged): Verdict {
  const [kind, { values, commands = [], link: page } = {}] = opinionOf(judged)
  const say = (part: string): Said => ({
    key: `prerequisites-other.${part}.${kind}`,
    ...(values === undefined ? {} : { values: { ...values } })
  })
  const first = kind === 'mend' ? faults(judged.results)[0]?.cures[0] : undefined
  return {
    kind,
    says: say('verdict'),
    // What is to be mended begins with what mends the first.
    next: first ?? { says: say('next'), commands: [...commands], ...(page === undefined ? {} : { link: page }) },
    app: runsApp(judged)
  }
}
