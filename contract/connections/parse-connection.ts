/** A pasted line that says where an engine is: `docker context create …`, `docker -H … ps`, `DOCKER_HOST=…`, or an address alone. */
import { cutPair, readCsv } from '../command/csv'
import { readFlags, type GivenFlag } from '../command/flags'
import { tokenizePasted } from '../command/pasted-line'
import { globalFlags, type FlagTable } from '../command/run-flags'
import { parseSwitch } from '../command/switch'
import type { NewContext } from './book/model'

export interface PastedConnection {
  readonly draft: NewContext
  /** What of the line cannot be kept: flags and values as they were written. */
  readonly leftOut: readonly string[]
}

const nothing: NewContext = { name: '', description: '', host: '', ca: '', cert: '', key: '', skipTlsVerify: false }
const address = /^(?:unix|npipe|tcp|ssh|https?):\/\/\S+$/i

const contextFlags: FlagTable = [
  ...['description', 'docker', 'from', 'default-stack-orchestrator', 'kubernetes'].map((name) => ({
    name,
    takesValue: true
  })),
  { name: 'help', takesValue: false }
]

/** Undefined where nothing in it names an engine. */
export function parseConnection(text: string): PastedConnection | undefined {
  const trimmed = text.trim()
  if (address.test(trimmed)) return { draft: { ...nothing, host: trimmed }, leftOut: [] }
  const variables = variablesIn(trimmed)
  const line = fromCommand(trimmed)
  if (line !== undefined) return line.draft.host === '' ? withVariables(line, variables) : line
  return withVariables({ draft: nothing, leftOut: [] }, variables)
}

/** `export A="b"`, `A=b docker …`, `set -gx A "b";`, `$Env:A = "b"`, `SET A=b`: as shells and docker-machine write them. */
function variablesIn(text: string): ReadonlyMap<string, string> {
  const pattern =
    /(?:^|[\s;])(?:\$Env:)?(DOCKER_(?:HOST|TLS_VERIFY|TLS|CERT_PATH|MACHINE_NAME))(?:\s*=\s*|\s+)(?:"([^"]*)"|'([^']*)'|([^\s;&]+))/gi
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of text.matchAll(pattern))
    found.set(name.toUpperCase(), double ?? single ?? bare ?? '')
  return found
}

function withVariables(
  { draft, leftOut }: PastedConnection,
  variables: ReadonlyMap<string, string>
): PastedConnection | undefined {
  const host = variables.get('DOCKER_HOST') ?? ''
  if (host === '') return undefined
  const name = variables.get('DOCKER_MACHINE_NAME') ?? draft.name
  const folder = variables.get('DOCKER_CERT_PATH') ?? ''
  const verify = (variables.get('DOCKER_TLS_VERIFY') ?? '') !== ''
  const usesTls = verify || (variables.get('DOCKER_TLS') ?? '') !== ''
  const files = usesTls && folder !== '' ? filesIn(folder) : {}
  // Without their folder the files are those of the person's own settings, whose place is not known here.
  const lost = usesTls && folder === '' ? ['DOCKER_TLS_VERIFY'] : []
  return {
    draft: { ...draft, ...files, name, host: withScheme(host), skipTlsVerify: usesTls && !verify },
    leftOut: [...leftOut, ...lost]
  }
}

function filesIn(folder: string): Pick<NewContext, 'ca' | 'cert' | 'key'> {
  const separator = folder.includes('\\') ? '\\' : '/'
  const at = (name: string): string => `${folder.replace(/[/\\]+$/, '')}${separator}${name}.pem`
  return { ca: at('ca'), cert: at('cert'), key: at('key') }
}

const withScheme = (host: string): string => (host.includes('://') ? host : `tcp://${host}`)
const written = ({ written: flag, value, flag: { takesValue } }: GivenFlag): string =>
  takesValue ? `${flag} ${value}` : flag

function fromCommand(text: string): PastedConnection | undefined {
  const tokens = tokenizePasted(text)
  if (tokens.kind === 'unclosed') return undefined
  const start = tokens.words.findIndex((word) => /^(?:.*[/\\])?(?:docker|podman)(?:\.exe)?$/i.test(word.text))
  if (start < 0) return undefined
  const general = readFlags(tokens.words.slice(start + 1), globalFlags, { interspersed: false, stopAtUnknown: true })
  const [first, second] = general.rest
  const isContext = first?.text === 'context' && (second?.text === 'create' || second?.text === 'update')
  if (isContext) return fromContext(readFlags(general.rest.slice(2), contextFlags, { interspersed: true }))
  const valueOf = (name: string): string => general.given.findLast(({ flag }) => flag.name === name)?.value ?? ''
  const host = valueOf('host')
  const ca = valueOf('tlscacert')
  const isOn = (name: string): boolean =>
    general.given.some(({ flag, value }) => flag.name === name && value !== 'false')
  const named = `${ca}${valueOf('tlscert')}${valueOf('tlskey')}` !== ''
  return {
    draft: {
      ...nothing,
      host: host === '' ? '' : withScheme(host),
      ca,
      cert: valueOf('tlscert'),
      key: valueOf('tlskey'),
      skipTlsVerify: isOn('tls') && !isOn('tlsverify')
    },
    leftOut: general.given
      .filter(({ flag }) => ['config', 'context'].includes(flag.name) || (flag.name === 'tlsverify' && !named))
      .map(written)
  }
}

function fromContext({ given, rest }: ReturnType<typeof readFlags>): PastedConnection {
  const valueOf = (name: string): string => given.findLast(({ flag }) => flag.name === name)?.value ?? ''
  const pairs = (readCsv(valueOf('docker')) ?? []).map(cutPair)
  const of = (name: string): string => pairs.findLast(([key]) => key === name)?.[1] ?? ''
  return {
    draft: {
      name: rest[0]?.text ?? '',
      description: valueOf('description'),
      host: of('host') === '' ? '' : withScheme(of('host')),
      ca: of('ca'),
      cert: of('cert'),
      key: of('key'),
      skipTlsVerify: parseSwitch(of('skip-tls-verify')) === true
    },
    leftOut: [
      ...given.filter(({ flag }) => !['description', 'docker'].includes(flag.name)).map(written),
      ...pairs
        .filter(([name]) => !['host', 'ca', 'cert', 'key', 'skip-tls-verify'].includes(name))
        .map(([name, value]) => `${name}=${value ?? ''}`)
    ]
  }
}
