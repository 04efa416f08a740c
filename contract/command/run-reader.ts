/** Takes one flag of `docker run` after the other into the form's options. */
import type { Healthcheck, Mount, RunNetwork, RunOptions } from '../containers/run'
import { runFields, type RunFieldName } from '../containers/run-fields'
import { csvText, readCsv } from './csv'
import { parseDuration } from './duration'
import { parseVariable } from './environment'
import type { GivenFlag } from './flags'
import { parseMount, parseTmpfs, parseVolume, type MountParsed } from './mount'
import { networkNamed, parseNetwork } from './network'
import { parseInteger } from './number'
import { isAddress, isIpv4, parsePorts } from './port'
import { refuse, type CommandProblem, type ProblemKind, type ValueParsed } from './problem'
import { parseRestart } from './restart'
import { clientFlags, fieldOf, flagName } from './run-flags'
import { fieldNumber, fieldProblem } from './run-values'
import { parseSwitch } from './switch'
import type { Expansion } from './tokenize'

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
type OwnHealthcheck = Writable<Extract<Healthcheck, { kind: 'own' }>>
type Problems = readonly CommandProblem[]

const none: Problems = []
const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/

export class RunReader {
  private readonly draft: Writable<RunOptions>
  private readonly health: OwnHealthcheck = { kind: 'own', command: '' }
  /** Health flags that were given, as written. */
  private readonly healthGiven: string[] = []
  private noHealthcheck: string | undefined
  /** Of the first network, by flags of their own. */
  private readonly first: Writable<RunNetwork> = networkNamed('')

  constructor(
    start: RunOptions,
    private readonly assigned: ReadonlyMap<string, string>
  ) {
    this.draft = { ...start }
  }

  apply(given: GivenFlag): Problems {
    const name = flagName(given.flag.name)
    const field = fieldOf(given.flag)
    if (field !== undefined) return this.field(field, given)
    const { written, value, flag } = given
    const { draft, first } = this
    switch (name) {
      case 'name':
        return this.take(given, parseName, (text) => (draft.name = text))
      case 'entrypoint':
        draft.entrypoint = value
        return questions(given.expansions, written)
      case 'publish':
        return this.ports(given)
      case 'env':
        return this.variable(given)
      case 'volume':
        return this.mount(given, parseVolume)
      case 'mount':
        return this.mount(given, parseMount)
      case 'tmpfs':
        return this.mount(given, parseTmpfs)
      case 'restart':
        return this.take(given, parseRestart, (policy) => (draft.restart = policy))
      case 'network':
        return this.network(given)
      case 'network-alias':
        return this.take(given, notEmpty, (alias) => (first.aliases = [...first.aliases, alias]))
      case 'ip':
        return this.take(given, addressOf(isIpv4), (address) => (first.ip = address))
      case 'ip6':
        return this.take(given, addressOf(isIpv6), (address) => (first.ip6 = address))
      case 'link-local-ip':
        return this.take(given, addressOf(isAddress), (ip) => (first.linkLocalIps = [...first.linkLocalIps, ip]))
      case 'no-healthcheck':
        return this.switch(given, (on) => (this.noHealthcheck = on ? written : undefined))
      case 'health-cmd':
        this.healthGiven.push(written)
        this.health.command = value
        return questions(given.expansions, written)
      case 'health-retries':
        return this.healthValue(given, parseRetries, (count) => (this.health.retries = count))
      case 'health-interval':
        return this.healthValue(given, parseHealthDuration, (time) => (this.health.interval = time))
      case 'health-timeout':
        return this.healthValue(given, parseHealthDuration, (time) => (this.health.timeout = time))
      case 'health-start-period':
        return this.healthValue(given, parseHealthDuration, (time) => (this.health.startPeriod = time))
      case 'health-start-interval':
        return this.healthValue(given, parseHealthDuration, (time) => (this.health.startInterval = time))
      default: {
        const text = flag.takesValue || value !== 'true' ? value : ''
        return [
          { kind: notHeld(name, text), flag: written, ...(text === '' ? {} : { text }) },
          ...questions(given.expansions, written)
        ]
      }
    }
  }

  /** All that was read; what several flags say together is put together. */
  done(): { readonly options: RunOptions; readonly problems: Problems } {
    const problems: CommandProblem[] = []
    const { draft, first, health, healthGiven } = this
    if (this.noHealthcheck !== undefined) {
      draft.healthcheck = { kind: 'none' }
      if (healthGiven.length > 0)
        problems.push({ kind: 'health-conflict', flag: this.noHealthcheck, text: healthGiven.join(' ') })
    } else if (health.command !== '' || Object.keys(health).length > 2) draft.healthcheck = health

    const { aliases, ip, ip6, linkLocalIps } = first
    if (aliases.length + linkLocalIps.length > 0 || ip !== '' || ip6 !== '') {
      const [network = networkNamed('default'), ...others] = draft.networks
      const twice = (network.aliases.length > 0 && aliases[0]) || (network.ip && ip) || (network.ip6 && ip6)
      if (typeof twice === 'string' && twice !== '')
        problems.push({ kind: 'network-both', flag: '--network', text: twice })
      const joined = {
        ...network,
        aliases: [...network.aliases, ...aliases],
        ip: ip || network.ip,
        ip6: ip6 || network.ip6,
        linkLocalIps: [...network.linkLocalIps, ...linkLocalIps]
      }
      draft.networks = [joined, ...others]
    }
    return { options: draft, problems }
  }

  /** A flag of the table. Text is kept even where it is wrong, so that it can be mended in the form. */
  private field(name: RunFieldName, given: GivenFlag): Problems {
    const { written, value, expansions } = given
    const { kind } = runFields[name]
    if (kind === 'switch' || kind === 'choice') return this.switch(given, (on) => this.set(name, on))
    const asked = questions(expansions, written)
    const isText = kind === 'text' || kind === 'texts' || kind === 'pairs'
    if (!isText && asked.length > 0) return asked
    const problem = asked.length > 0 ? undefined : fieldProblem(name, value)
    if (kind === 'text') this.set(name, value)
    else if (!isText) {
      const number = fieldNumber(name, value)
      if (number !== undefined) this.set(name, number)
    } else if (value !== '') this.add(name, name === 'attach' ? value.toLowerCase() : value)
    else if (problem === undefined) return [{ kind: 'value-empty', flag: written, text: value }]
    return problem === undefined ? asked : [{ ...problem, flag: written }]
  }

  private set(name: RunFieldName, value: boolean | string | number): void {
    Object.assign(this.draft, { [name]: value })
  }

  private add(name: RunFieldName, value: string): void {
    const before = this.draft[name]
    Object.assign(this.draft, { [name]: Array.isArray(before) ? [...before, value] : [value] })
  }

  private switch({ written, value }: GivenFlag, set: (on: boolean) => void): Problems {
    const on = parseSwitch(value)
    if (on === undefined) return [{ kind: 'invalid-value', flag: written, text: value }]
    set(on)
    return none
  }

  /** A value that is kept only where it is one. */
  private take<Value>(
    { written, value, expansions }: GivenFlag,
    parse: (text: string) => ValueParsed<Value>,
    keep: (value: Value) => void
  ): Problems {
    const asked = questions(expansions, written)
    if (asked.length > 0) return asked
    const parsed = parse(value)
    if (!parsed.ok) return [{ ...parsed.problem, flag: written }]
    keep(parsed.value)
    return none
  }

  /** Without the field that cannot be held. */
  private network(given: GivenFlag): Problems {
    const problems = this.take(given, parseNetwork, (network) => {
      this.draft.networks = [...this.draft.networks, network]
    })
    const [gateway] = problems.filter(({ kind }) => kind === 'network-gateway')
    if (gateway === undefined) return problems
    const fields = (readCsv(given.value) ?? []).filter((field) => field !== gateway.text)
    return [gateway, ...this.network({ ...given, value: csvText(fields) })]
  }

  private healthValue(
    given: GivenFlag,
    parse: (text: string) => ValueParsed<number>,
    keep: (value: number) => void
  ): Problems {
    this.healthGiven.push(given.written)
    return this.take(given, parse, keep)
  }

  private ports({ written, value, expansions }: GivenFlag): Problems {
    const asked = questions(expansions, written)
    if (asked.length > 0) return asked
    const parsed = parsePorts(value)
    if (!parsed.ok) return [{ kind: `port-${parsed.problem.kind}`, flag: written, text: parsed.problem.text }]
    this.draft.ports = [...this.draft.ports, ...parsed.ports]
    return none
  }

  private variable({ written, value, expansions }: GivenFlag): Problems {
    const { variable, problem } = parseVariable(value)
    if (variable === undefined) return [{ kind: 'variable-no-name', flag: written, text: value }]
    const { name } = variable
    const add = (text: string, secret: boolean) =>
      (this.draft.environment = [...this.draft.environment, { name, value: text, secret }])
    if (problem?.kind === 'no-value') {
      const known = this.assigned.get(name)
      add(known ?? '', false)
      return known === undefined ? [{ kind: 'needs-value', flag: written, text: name }] : none
    }
    // What people keep in a shell variable is what they do not want to be read in the command: a secret.
    if (expansions.length === 1 && expansions[0]?.kind === 'variable' && variable.value === expansions[0].text) {
      add('', true)
      return [{ kind: 'needs-value', flag: written, text: name }]
    }
    add(variable.value, false)
    return questions(expansions, written)
  }

  private mount({ written, value, expansions }: GivenFlag, parse: (text: string) => MountParsed): Problems {
    // "${PWD:-.}" holds a colon that parts nothing: what the shell would fill in is one piece.
    const hasHome = expansions.some(({ kind }) => kind === 'home')
    const pieces = expansions.filter(({ kind }) => kind === 'variable' || kind === 'substitution')
    const masked = pieces.reduce((text, piece, index) => text.replace(piece.text, () => mask(index)), value)
    const unmask = (text: string) =>
      pieces.reduce((whole, piece, index) => whole.replace(mask(index), () => piece.text), text)
    const { mount, problems } = parse(masked)
    if (mount !== undefined) {
      const { source, target, options } = mount
      const kind: Mount['kind'] = /^[\uE000-\uF8FF]/.test(source) && mount.kind === 'volume' ? 'bind' : mount.kind
      const whole = { ...mount, kind, source: unmask(source), target: unmask(target), options: options.map(unmask) }
      this.draft.mounts = [...this.draft.mounts, whole]
    }
    return [
      ...problems
        // A shell fills in "~" at the start of a word alone.
        .filter(({ kind, text }) => kind !== 'relative' || !text.startsWith('~') || !hasHome)
        .map(({ kind, text }) => ({ kind: `mount-${kind}` as const, flag: written, text: unmask(text) })),
      ...questions(expansions, written)
    ]
  }
}

/** A character that no command holds, for each piece. */
const mask = (index: number): string => String.fromCodePoint(0xe000 + (index % 6400))

const notHeld = (name: string, text: string): ProblemKind => {
  if (name === 'env-file') return 'unsupported-env-file'
  if (name === 'label-file') return 'unsupported-label-file'
  if (name === 'cidfile') return 'client-file'
  if (clientFlags.has(name)) return 'client-only'
  return text === '' ? 'unsupported' : 'unsupported-value'
}

/** Inspect puts a slash in front of names, which the engine takes back. */
const parseName = (text: string): ValueParsed<string> => {
  const name = text.replace(/^\//, '')
  return text === '' || containerName.test(name) ? { ok: true, value: name } : refuse('invalid-name', text)
}
const notEmpty = (text: string): ValueParsed<string> =>
  text === '' ? refuse('value-empty', text) : { ok: true, value: text }
const isIpv6 = (text: string): boolean => isAddress(text) && !isIpv4(text)
const addressOf =
  (is: (text: string) => boolean) =>
  (text: string): ValueParsed<string> =>
    text === '' || is(text) ? { ok: true, value: text } : refuse('network-address', text)

function parseHealthDuration(text: string): ValueParsed<number> {
  const parsed = parseDuration(text)
  return parsed.ok && parsed.value > 0 && parsed.value < 1 ? refuse('duration-short', text) : parsed
}
const parseRetries = (text: string): ValueParsed<number> => {
  const parsed = parseInteger(text)
  return parsed.ok && parsed.value < 0 ? refuse('value-negative', text) : parsed
}

/** What the shell would fill in. A pattern that matches no file stays as it is, so it is asked only where files are likely. */
export function questions(expansions: readonly Expansion[], flag: string, patterns = false): CommandProblem[] {
  return expansions
    .filter(({ kind }) => patterns || kind !== 'pattern')
    .map(({ kind, text }) => ({ kind: `needs-${kind}` as const, flag, text }))
}
