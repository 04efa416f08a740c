/** From what was typed to what the engine is asked for; what is wrong with it is said at its field. */
import { isAddress, parsePortNumber } from '../../../contract/command/port'
import { isHostPath } from '../../../contract/command/mount'
import { tokenize } from '../../../contract/command/tokenize'
import { emptyRunOptions, type PublishedPort, type RunOptions } from '../../../contract/containers/run'
import { parseReference } from '../../../contract/images/reference'
import type { Draft, EnvironmentRow, MountRow, PortRow } from './draft'

/** Locale key under `run.problem`, and what it names. */
export interface Problem {
  readonly key: string
  readonly values?: Readonly<Record<string, string>>
  /** It is only that something is still to be typed: not said before one tries to run. */
  readonly missing?: boolean
}

export interface Validated {
  /** What can be understood of the draft: what the command line shows. Rows that cannot be are left out. */
  readonly options: RunOptions
  /** By field: `image`, `name`, `command`, `port:KEY`, `variable:KEY`, `mount:KEY`. */
  readonly problems: ReadonlyMap<string, Problem>
  /** A port for each row of the form, undefined where the row is none yet. */
  readonly ports: ReadonlyArray<PublishedPort | undefined>
}

const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/
const volumeName = namePattern

type Read<Value> = { readonly value?: Value; readonly problem?: Problem }

export function validate(draft: Draft): Validated {
  const problems = new Map<string, Problem>()
  const note = <Value>(field: string, { value, problem }: Read<Value>): Value | undefined => {
    if (problem !== undefined) problems.set(field, problem)
    return value
  }
  const present = <Value>(value: Value | undefined): value is Value => value !== undefined

  const ports = draft.ports.map((row) => note(`port:${row.key}`, readPort(row)))
  return {
    options: {
      ...emptyRunOptions,
      image: note('image', readImage(draft.image)) ?? '',
      name: note('name', readName(draft.name)) ?? '',
      command: note('command', readCommand(draft.command)) ?? [],
      detach: draft.detach,
      ports: ports.filter(present),
      publishAll: draft.publishAll,
      environment: draft.environment.map((row) => note(`variable:${row.key}`, readVariable(row))).filter(present),
      mounts: draft.mounts.map((row) => note(`mount:${row.key}`, readMount(row))).filter(present),
      interactive: draft.interactive,
      tty: draft.tty,
      autoRemove: draft.autoRemove
    },
    problems,
    ports
  }
}

function readImage(text: string): Read<string> {
  const image = text.trim()
  if (image === '') return { problem: { key: 'image-missing', missing: true } }
  // An id, or its beginning, names an image that is there.
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return { value: image }
  const parsed = parseReference(image)
  if (parsed.ok) return { value: image }
  const keys = {
    'invalid reference format': 'image-format',
    'repository name must be lowercase': 'image-lowercase',
    'repository name must not be longer than 255 characters': 'image-long',
    'cannot specify 64-byte hexadecimal strings': 'image-format'
  } as const
  return { value: image, problem: { key: keys[parsed.problem] } }
}

function readName(text: string): Read<string> {
  const name = text.trim()
  return name === '' || namePattern.test(name) ? { value: name } : { problem: { key: 'name' } }
}

function readCommand(text: string): Read<string[]> {
  const tokens = tokenize(text)
  if (tokens.kind === 'unclosed') return { problem: { key: 'command-unclosed', values: { quote: tokens.quote } } }
  const value = tokens.words.map((word) => word.text)
  return tokens.rest === '' ? { value } : { value, problem: { key: 'command-shell', values: { rest: tokens.rest } } }
}

function readPort({ host, container, protocol }: PortRow): Read<PublishedPort> {
  if (host.trim() === '' && container.trim() === '') return {}
  const { address, port } = splitHost(host.trim())
  if (address !== '' && !isAddress(address)) return { problem: { key: 'port-address', values: { text: address } } }
  const published = port === '' ? undefined : parsePortNumber(port, { zero: true })
  if (port !== '' && published === undefined) return { problem: { key: 'port-number', values: { text: port } } }
  if (container.trim() === '') return { problem: { key: 'port-container-missing', missing: true } }
  const inside = parsePortNumber(container)
  if (inside === undefined) return { problem: { key: 'port-number', values: { text: container.trim() } } }
  return { value: { ...(address === '' ? {} : { ip: address }), host: published, container: inside, protocol } }
}

/** `127.0.0.1:8080`, `[::1]:8080`, `127.0.0.1:` (any port of it), `8080`. */
function splitHost(text: string): { readonly address: string; readonly port: string } {
  const colon = text.lastIndexOf(':')
  if (colon < 0) return isAddress(text) ? { address: text, port: '' } : { address: '', port: text }
  return { address: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: text.slice(colon + 1) }
}

function readVariable({ name, value, secret, asks }: EnvironmentRow): Read<RunOptions['environment'][number]> {
  if (name.trim() === '') return value === '' ? {} : { problem: { key: 'variable-name-missing', missing: true } }
  if (/[=\0\s]/.test(name.trim())) return { problem: { key: 'variable-name' } }
  const variable = { name: name.trim(), value, secret }
  if (value === '' && asks !== undefined)
    return { value: variable, problem: { key: 'variable-asked', values: { name: asks } } }
  return { value: variable }
}

/** Which kind of mount a source makes: docker tells them apart by how the source begins. */
export const mountKind = (source: string): 'anonymous' | 'bind' | 'volume' =>
  source.trim() === '' ? 'anonymous' : isHostPath(source.trim()) ? 'bind' : 'volume'

function readMount({
  source: typedSource,
  target: typedTarget,
  readOnly
}: MountRow): Read<RunOptions['mounts'][number]> {
  const source = typedSource.trim()
  const target = typedTarget.trim()
  if (source === '' && target === '') return {}
  if (/^[.~]/.test(source)) return { problem: { key: 'mount-relative', values: { text: source } } }
  const kind = mountKind(source) === 'bind' ? 'bind' : 'volume'
  if (kind === 'volume' && source !== '' && !volumeName.test(source)) return { problem: { key: 'mount-volume' } }
  if (target === '') return { problem: { key: 'mount-target-missing', missing: true } }
  if (!target.startsWith('/')) return { problem: { key: 'mount-target', values: { text: target } } }
  return { value: { kind, source, target, readOnly, flag: 'volume', options: [] } }
}
