/** What is to be said of a daemon.json before an engine reads it: where it is, what is wrong, and how it is mended. */
import { engineVersion, innerKeys, isAtLeast, meantKey, newestKnown, settingKey, settingKeys } from './keys'
import type { SettingKey } from './keys'
import { parseJsonText, valueOf, type JsonMember, type JsonNode } from './json-text'
import { valueProblem } from './values'

export interface Remark {
  /** An error would keep the engine from starting, or from reading the file. */
  readonly kind: 'error' | 'warning'
  readonly from: number
  readonly to: number
  /** `engine-settings.remark.KEY` of the locales. */
  readonly key: string
  readonly values?: Readonly<Record<string, string>>
  readonly mend?: { readonly to: string; readonly from: number; readonly until: number }
}

/** What decides whether a text fits the engine. */
export interface Judged {
  /** The engine's version; empty: not known. */
  readonly version: string
  readonly os: string
  /** The words that its dockerd was started with: `-H`, `fd://`. */
  readonly words: readonly string[]
  readonly rootless: boolean
  readonly swarm: boolean
  /** Where its data is now; absent: not known. */
  readonly dataRoot?: string | undefined
}

/** The settings that dockerd's own words set: `--log-level=debug`, `-H fd://`, `-D`. */
export function settingsOfWords(words: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  words.forEach((word, index) => {
    const [, dashes, name = '', value] = /^(--?)([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? []
    if (dashes === undefined) return
    const short = dashes === '-'
    const entry = settingKeys.find((one) =>
      short ? one.short !== undefined && name.startsWith(one.short) : (one.flag ?? one.key) === name
    )
    if (entry === undefined) return
    const attached = short && name.length > 1 ? name.slice(1) : value
    const next = words[index + 1] ?? ''
    found.set(entry.key, attached ?? (entry.type === 'boolean' || next.startsWith('-') ? '' : next))
  })
  return found
}

export function judge(text: string, engine: Judged): readonly Remark[] {
  const { root, problems } = parseJsonText(text)
  const syntax = problems.map(({ kind, from, to }): Remark => ({
    kind: 'error',
    from,
    to,
    key: `json-${kind}`,
    ...(kind === 'trailing-comma' ? { mend: { from, until: to, to: '' } } : {}),
    ...(kind === 'missing-comma' ? { mend: { from: to, until: to, to: ',' } } : {})
  }))
  if (root === undefined) return syntax
  if (root.kind !== 'object') return [...syntax, { kind: 'error', from: root.from, to: root.to, key: 'no-object' }]
  const flags = settingsOfWords(engine.words)
  return [
    ...syntax,
    ...twice(root.members),
    ...root.members.flatMap((member) => ofMember(member, engine, flags)),
    ...together(root, engine)
  ].sort((one, other) => one.from - other.from)
}

const at = ({ keyFrom, keyTo }: JsonMember) => ({ from: keyFrom, to: keyTo })

function twice(members: readonly JsonMember[]): readonly Remark[] {
  const seen = new Set<string>()
  return members.flatMap((member): Remark[] => {
    const again = seen.has(member.key)
    seen.add(member.key)
    return again ? [{ kind: 'warning', ...at(member), key: 'twice', values: { key: member.key } }] : []
  })
}

function ofMember(member: JsonMember, engine: Judged, flags: ReadonlyMap<string, string>): readonly Remark[] {
  const { key } = member
  const entry = settingKey(key)
  if (entry === undefined) return [unknown(member, engine)]
  const remark = (kind: Remark['kind'], name: string, values: Record<string, string> = {}): Remark => ({
    kind,
    ...at(member),
    key: name,
    values: { key, ...values }
  })
  const { version, os } = engine
  if (entry.until !== undefined && isAtLeast(version, entry.until))
    return [remark('error', 'gone', { since: entry.until, version })]
  if (entry.since !== undefined && !isAtLeast(version, entry.since))
    return [remark('error', 'newer', { since: entry.since, version })]
  if (entry.only !== undefined && os !== '' && entry.only !== os) return [remark('error', `only-${entry.only}`)]
  const flag = flags.get(key)
  const conflict =
    flag === undefined || key === 'runtimes'
      ? []
      : [remark('error', key === 'hosts' ? 'hosts-flag' : 'flag', { value: flag === '' ? 'true' : flag })]
  const replaced = key === 'allow-nondistributable-artifacts' && isAtLeast(version, '28.0') && version !== ''
  return [
    ...conflict,
    ...(replaced ? [remark('warning', 'ignored', { version })] : []),
    ...(entry.until !== undefined ? [remark('warning', 'going', { since: entry.until })] : []),
    ...ofValue(entry, member.value),
    ...inner(member)
  ]
}

function unknown(member: JsonMember, { version }: Judged): Remark {
  const { key, keyFrom, keyTo } = member
  const meant = meantKey(key)
  const newer = (engineVersion(version)?.[0] ?? 0) > newestKnown
  return {
    kind: newer ? 'warning' : 'error',
    from: keyFrom,
    to: keyTo,
    key: newer ? 'unknown-newer' : meant === undefined ? 'unknown' : 'unknown-meant',
    values: { key: key.slice(0, 100), version, ...(meant === undefined ? {} : { meant }) },
    ...(meant === undefined ? {} : { mend: { from: keyFrom, until: keyTo, to: JSON.stringify(meant) } })
  }
}

function ofValue(entry: SettingKey, node: JsonNode): readonly Remark[] {
  return valueProblem(entry, node).map(({ node: { from, to }, kind, ...rest }): Remark => ({ kind, from, to, ...rest }))
}

/** A slip of the pen inside `log-opts` and its like: the engine takes any there, and uses none that it does not know. */
function inner({ key, value }: JsonMember): readonly Remark[] {
  const known = key === 'log-opts' || key === 'proxies' ? innerKeys[key] : undefined
  if (known === undefined || value.kind !== 'object') return []
  return value.members.flatMap((one): Remark[] => {
    if (known.includes(one.key)) return []
    const meant = meantKey(one.key, known)
    if (meant === undefined) return []
    const mend = { from: one.keyFrom, until: one.keyTo, to: JSON.stringify(meant) }
    return [{ kind: 'warning', ...at(one), key: 'inner-meant', values: { key: one.key, meant }, mend }]
  })
}

/** What does not go together, within the file and with the engine. */
function together(root: Extract<JsonNode, { kind: 'object' }>, engine: Judged): readonly Remark[] {
  const member = (key: string): JsonMember | undefined => root.members.findLast((one) => one.key === key)
  const value = (key: string): unknown => {
    const node = member(key)?.value
    return node === undefined ? undefined : valueOf(node)
  }
  const on = (key: string, name: string, kind: Remark['kind'], values: Record<string, string> = {}): Remark[] => {
    const found = member(key)
    return found === undefined ? [] : [{ kind, ...at(found), key: name, values: { key, ...values } }]
  }
  const hosts = value('hosts')
  const open =
    Array.isArray(hosts) &&
    hosts.some((host) => /^tcp:\/\/(?!127\.|localhost|\[::1\])/.test(String(host))) &&
    value('tlsverify') !== true
  const driver = String(value('storage-driver'))
  const until = goneDrivers.get(driver)
  return [
    ...(until !== undefined && engine.version !== '' && isAtLeast(engine.version, until)
      ? on('storage-driver', 'driver-gone', 'error', { driver, since: until, version: engine.version })
      : []),
    ...(value('bridge') !== undefined && value('bridge') !== '' && value('bip') !== undefined && value('bip') !== ''
      ? on('bip', 'bridge-and-bip', 'error')
      : []),
    ...(value('host-gateway-ip') !== undefined ? on('host-gateway-ips', 'both-gateways', 'error') : []),
    ...(value('live-restore') === true && engine.swarm ? on('live-restore', 'swarm', 'error') : []),
    ...(value('userns-remap') !== undefined && engine.rootless ? on('userns-remap', 'rootless', 'error') : []),
    ...(open ? on('hosts', 'open-host', 'warning') : []),
    ...(value('log-driver') !== undefined &&
    value('log-driver') !== 'json-file' &&
    value('log-driver') !== 'local' &&
    isRotated(value('log-opts'))
      ? on('log-opts', 'rotation', 'error', { driver: String(value('log-driver')).slice(0, 60) })
      : []),
    ...(isMoved(value('data-root'), engine.dataRoot) ? on('data-root', 'data-root-moved', 'warning') : [])
  ]
}

/** By the version that no longer has them. Source: docs.docker.com/engine/deprecated. */
const goneDrivers: ReadonlyMap<string, string> = new Map([
  ['aufs', '24.0'],
  ['overlay', '24.0'],
  ['devicemapper', '25.0']
])

/** With user namespaces the engine's is a folder within. */
const isMoved = (wanted: unknown, now: string | undefined): boolean =>
  typeof wanted === 'string' && wanted !== '' && now !== undefined && now !== wanted && !now.startsWith(`${wanted}/`)

const isRotated = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && ('max-size' in options || 'max-file' in options)

export const hasErrors = (remarks: readonly Remark[]): boolean => remarks.some(({ kind }) => kind === 'error')
