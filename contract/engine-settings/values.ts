/** Whether a value is what its setting takes: its type first, then how it is written. */
import type { SettingFormat, SettingKey } from './keys'
import type { JsonNode } from './json-text'

export interface ValueProblem {
  readonly node: JsonNode
  readonly kind: 'error' | 'warning'
  readonly key: string
  readonly values?: Readonly<Record<string, string>>
}

const isText = (node: JsonNode): boolean => node.kind === 'scalar' && typeof node.value === 'string'
const textOf = (node: JsonNode): string => (node.kind === 'scalar' ? String(node.value) : '')
const shown = (node: JsonNode): string => textOf(node).slice(0, 100)

export function valueProblem(entry: SettingKey, node: JsonNode): readonly ValueProblem[] {
  const wrong: ValueProblem[] = [{ node, kind: 'error', key: `type-${entry.type}`, values: { key: entry.key } }]
  switch (entry.type) {
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean' ? [] : wrong
    case 'integer':
      return node.kind !== 'scalar' || !Number.isSafeInteger(node.value)
        ? wrong
        : Number(node.value) < 0 && entry.key !== 'oom-score-adjust'
          ? [{ node, kind: 'error', key: 'negative', values: { key: entry.key } }]
          : []
    case 'text':
      return isText(node) ? [...oneOf(entry, node), ...written(entry.format, node)] : wrong
    case 'texts':
      if (node.kind !== 'array') return wrong
      return node.items.flatMap((item) =>
        isText(item)
          ? written(entry.format, item)
          : [{ node: item, kind: 'error', key: 'item-text', values: { key: entry.key } }]
      )
    case 'text-map':
      return ofMap(entry, node, wrong, isText, 'member-text')
    case 'switches':
      return ofMap(
        entry,
        node,
        wrong,
        (one) => one.kind === 'scalar' && typeof one.value === 'boolean',
        'member-switch'
      )
    case 'size': {
      const isSize = node.kind === 'scalar' && /^\d+(\.\d+)?\s*([bkmgtp]i?b?)?$/i.test(String(node.value))
      return isSize ? [] : wrong
    }
    case 'object':
      return node.kind === 'object' ? (entry.key === 'default-ulimits' ? ulimits(node) : []) : wrong
    case 'objects':
      return node.kind === 'array' ? node.items.flatMap(pool) : wrong
  }
}

function ofMap(
  { key }: SettingKey,
  node: JsonNode,
  wrong: readonly ValueProblem[],
  fits: (node: JsonNode) => boolean,
  name: string
): readonly ValueProblem[] {
  if (node.kind !== 'object') return wrong
  return node.members.flatMap((member) =>
    fits(member.value)
      ? []
      : [{ node: member.value, kind: 'error' as const, key: name, values: { key, name: member.key.slice(0, 60) } }]
  )
}

const oneOf = ({ values, key }: SettingKey, node: JsonNode): readonly ValueProblem[] =>
  values === undefined || textOf(node) === '' || values.includes(textOf(node).toLowerCase())
    ? []
    : [{ node, kind: 'error', key: 'one-of', values: { key, values: values.join(', '), value: shown(node) } }]

const isAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
    ? text.split('.').every((part) => Number(part) <= 255)
    : /^[0-9a-f:]+(%\w+)?$/i.test(text) && text.includes(':') && text.split('::').length <= 2
function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  return (
    rest.length === 0 &&
    /^\d{1,3}$/.test(bits) &&
    isAddress(address) &&
    Number(bits) <= (address.includes(':') ? 128 : 32)
  )
}
/** `https://mirror.example`, without anything after the host but a path; no question, no name and password. */
function isMirror(text: string): boolean {
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text)) return false
  return URL.canParse(text)
}
/** `registry.example:5000`, `10.0.0.0/8`: no scheme, no path. */
const isRegistry = (text: string): boolean =>
  isNetwork(text) || /^(\[[0-9a-f:]+\]|[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?)(:\d{1,5})?$/i.test(text)

const formats: Readonly<Record<SettingFormat, (text: string) => boolean>> = {
  address: isAddress,
  network: isNetwork,
  mirror: isMirror,
  registry: isRegistry,
  listen: (text) => /^(unix|tcp|fd|npipe|vsock):\/\/.*/.test(text),
  label: (text) => /^[^=\s][^=]*=/.test(text),
  option: (text) => /^[^=\s][^=]*=/.test(text),
  path: (text) => text === '' || /^(\/|[a-z]:[\\/]|\\\\|~)/i.test(text)
}

function written(format: SettingFormat | undefined, node: JsonNode): readonly ValueProblem[] {
  if (format === undefined || formats[format](textOf(node)) || (textOf(node) === '' && format !== 'mirror')) return []
  const kind = format === 'path' ? 'warning' : 'error'
  return [{ node, kind, key: `format-${format}`, values: { value: shown(node) } }]
}

/** `{ "base": "172.30.0.0/16", "size": 24 }` */
function pool(node: JsonNode): readonly ValueProblem[] {
  const member = (key: string) =>
    node.kind === 'object' ? node.members.find((one) => one.key === key)?.value : undefined
  const [base, size] = [member('base'), member('size')]
  if (base === undefined || size === undefined) return [{ node, kind: 'error', key: 'pool' }]
  if (!isText(base) || !isNetwork(textOf(base)))
    return [{ node: base, kind: 'error', key: 'format-network', values: { value: shown(base) } }]
  const [prefix, bits] = [Number(textOf(base).split('/')[1]), size.kind === 'scalar' ? size.value : undefined]
  const most = textOf(base).includes(':') ? 128 : 32
  if (!Number.isSafeInteger(bits) || Number(bits) > most || Number(bits) < prefix)
    return [{ node: size, kind: 'error', key: 'pool-size', values: { base: shown(base) } }]
  return []
}

/** `{ "nofile": { "Name": "nofile", "Hard": 64000, "Soft": 64000 } }` */
function ulimits(node: Extract<JsonNode, { kind: 'object' }>): readonly ValueProblem[] {
  return node.members.flatMap(({ key, value }): ValueProblem[] => {
    const read = (name: string): unknown => {
      const found = value.kind === 'object' ? value.members.find((one) => one.key === name)?.value : undefined
      return found?.kind === 'scalar' ? found.value : undefined
    }
    const [name, hard, soft] = [read('Name'), read('Hard'), read('Soft')]
    if (name !== key || !Number.isSafeInteger(hard) || !Number.isSafeInteger(soft))
      return [{ node: value, kind: 'error', key: 'ulimit', values: { name: key.slice(0, 60) } }]
    return Number(soft) > Number(hard) && Number(hard) !== -1
      ? [{ node: value, kind: 'error', key: 'ulimit-soft', values: { name: key.slice(0, 60) } }]
      : []
  })
}
