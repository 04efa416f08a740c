/** Changes one setting in a JSON text and leaves everything else, to the letter, as it was written. */
import { nodeAt, parseJsonText, valueOf, type JsonMember, type JsonNode, type JsonValue } from './json-text'

const replace = (text: string, from: number, to: number, by: string): string =>
  text.slice(0, from) + by + text.slice(to)
const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** What one level is indented by: as the text's first indented line; two spaces where there is none. */
const unitOf = (text: string): string => /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
/** White space at the beginning of the line that a place is on. */
const indentAt = (text: string, place: number): string => {
  const start = text.lastIndexOf('\n', place - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, place))?.[0] ?? ''
}

const isPlain = (value: JsonValue): boolean => typeof value !== 'object' || value === null

/** A list of plain values stays on one line; everything else is indented as the text is. */
function render(value: JsonValue, indent: string, unit: string, line: string): string {
  if (isPlain(value)) return JSON.stringify(value)
  if (Array.isArray(value) && value.every(isPlain)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
  return JSON.stringify(value, null, unit).split('\n').join(`${line}${indent}`)
}

type Container = Extract<JsonNode, { kind: 'object' | 'array' }>
const entriesOf = (node: Container): ReadonlyArray<JsonNode | JsonMember> =>
  node.kind === 'object' ? node.members : node.items

function insertAtEnd(text: string, node: Container, write: (indent: string) => string): string {
  const entries = entriesOf(node)
  const last = entries.at(-1)
  const line = breakOf(text)
  if (last === undefined) {
    if (node.kind === 'array') return replace(text, node.from, node.to, `[${write('')}]`)
    const outer = indentAt(text, node.from)
    const inner = outer + unitOf(text)
    return replace(text, node.from, node.to, `{${line}${inner}${write(inner)}${line}${outer}}`)
  }
  const several = text.slice(node.from, entries[0]?.from).includes('\n')
  const indent = indentAt(text, entries[0]?.from ?? node.from)
  return replace(text, last.to, last.to, several ? `,${line}${indent}${write(indent)}` : `, ${write(indent)}`)
}

function removeEntry(text: string, node: Container, index: number): string {
  const entries = entriesOf(node)
  const [entry, before, after] = [entries[index], entries[index - 1], entries[index + 1]]
  if (entry === undefined) return text
  if (before !== undefined) return replace(text, before.to, entry.to, '')
  if (after !== undefined) return replace(text, entry.from, after.from, '')
  return replace(text, node.from + 1, node.to - 1, '')
}

const same = (one: JsonValue, other: JsonValue): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Items that stay are not touched: what is before the first difference and after the last one. */
function setItems(text: string, path: readonly string[], values: readonly JsonValue[]): string {
  const read = (now: string): Extract<JsonNode, { kind: 'array' }> | undefined => {
    const node = nodeAt(parseJsonText(now).root, path)
    return node?.kind === 'array' ? node : undefined
  }
  const old = read(text)?.items.map(valueOf) ?? []
  let first = 0
  while (first < Math.min(old.length, values.length) && same(old[first] ?? null, values[first] ?? null)) first++
  let tail = 0
  while (
    tail < Math.min(old.length, values.length) - first &&
    same(old[old.length - 1 - tail] ?? null, values[values.length - 1 - tail] ?? null)
  )
    tail++
  let now = text
  // From the end, so that the places of those before it hold.
  for (let index = old.length - tail - 1; index >= first; index--) {
    const node = read(now)
    const item = node?.items[index]
    if (node === undefined || item === undefined) break
    const value = index < values.length - tail ? values[index] : undefined
    now =
      value === undefined
        ? removeEntry(now, node, index)
        : replace(now, item.from, item.to, render(value, indentAt(now, item.from), unitOf(now), breakOf(now)))
  }
  for (let index = Math.max(first, old.length - tail); index < values.length - tail; index++) {
    const node = read(now)
    const value = values[index]
    if (node === undefined || value === undefined) break
    const next = node.items[index]
    const write = (indent: string): string => render(value, indent, unitOf(now), breakOf(now))
    if (next === undefined) now = insertAtEnd(now, node, write)
    else {
      const gap = now.slice(node.from, node.items[0]?.from).includes('\n')
        ? `,${breakOf(now)}${indentAt(now, next.from)}`
        : ', '
      now = replace(now, next.from, next.from, write(indentAt(now, next.from)) + gap)
    }
  }
  return now
}

/**
 * The text with the value at `path` (`['log-opts', 'max-size']`) set, objects on the way made where there are none;
 * undefined takes it away. A text that is no object, or has something else in the way, stays as it is.
 */
export function setIn(text: string, path: readonly string[], value: JsonValue | undefined): string {
  const { root } = parseJsonText(text)
  if (path.length === 0) return text
  if (root === undefined) {
    if (value === undefined) return text
    const made = path.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value)
    const line = breakOf(text)
    const members = Object.entries(made as { readonly [key: string]: JsonValue }).map(
      ([name, inner]) => `  ${JSON.stringify(name)}: ${render(inner, '  ', '  ', line)}`
    )
    return `{${line}${members.join(`,${line}`)}${line}}${line}`
  }
  const existing = nodeAt(root, path)
  if (existing !== undefined) {
    if (value === undefined) return removeAt(text, root, path)
    if (same(valueOf(existing), value)) return text
    if (existing.kind === 'array' && Array.isArray(value)) return setItems(text, path, value)
    const indent = indentAt(text, existing.from)
    return replace(text, existing.from, existing.to, render(value, indent, unitOf(text), breakOf(text)))
  }
  if (value === undefined) return text
  // The innermost object that is there takes the rest of the path.
  let depth = 0
  while (nodeAt(root, path.slice(0, depth + 1)) !== undefined) depth++
  const parent = nodeAt(root, path.slice(0, depth))
  if (parent?.kind !== 'object') return text
  const name = path[depth] ?? ''
  const made = path.slice(depth + 1).reduceRight<JsonValue>((inner, one) => ({ [one]: inner }), value)
  return insertAtEnd(
    text,
    parent,
    (indent) => `${JSON.stringify(name)}: ${render(made, indent, unitOf(text), breakOf(text))}`
  )
}

function removeAt(text: string, root: JsonNode, path: readonly string[]): string {
  const parent = nodeAt(root, path.slice(0, -1))
  if (parent?.kind !== 'object') return text
  const index = parent.members.findLastIndex(({ key }) => key === path.at(-1))
  return index < 0 ? text : removeEntry(text, parent, index)
}
