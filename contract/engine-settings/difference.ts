/** What changes between two texts: as lines, for a person, and as settings, for the engine. */
import { settingKey } from './keys'
import { parseJsonText, valueOf, type JsonValue } from './json-text'
import type { Effect } from './steps'

export interface DiffLine {
  readonly kind: 'same' | 'out' | 'in'
  readonly text: string
}

/** Longer texts than any settings: their lines are then replaced as a whole. */
const mostLines = 2_000

/** Lines of the old text and the new one, the longest common sequence kept. */
export function lineDifference(old: string, fresh: string): readonly DiffLine[] {
  const cut = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))
  const [a, b] = [cut(old), cut(fresh)]
  if (a.length > mostLines || b.length > mostLines)
    return [...a.map((text): DiffLine => ({ kind: 'out', text })), ...b.map((text): DiffLine => ({ kind: 'in', text }))]
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i]
      if (row === undefined) continue
      row[j] = a[i] === b[j] ? (longest[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(longest[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' })
      i++
      j++
    } else if (j >= b.length || (i < a.length && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0)))
      lines.push({ kind: 'out', text: a[i++] ?? '' })
    else lines.push({ kind: 'in', text: b[j++] ?? '' })
  }
  return lines
}

export interface Change {
  readonly key: string
  readonly old: JsonValue | undefined
  readonly fresh: JsonValue | undefined
  readonly effect: Effect
}

/** A key's values, of a text as far as it can be read. */
function settingsIn(text: string): Readonly<Record<string, JsonValue>> {
  const { root } = parseJsonText(text)
  return root?.kind === 'object' ? (valueOf(root) as Readonly<Record<string, JsonValue>>) : {}
}
const own = (settings: Readonly<Record<string, JsonValue>>, key: string): JsonValue | undefined =>
  Object.hasOwn(settings, key) ? settings[key] : undefined
/** Regardless of the order of an object's keys. */
const plain = (value: JsonValue | undefined): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner
  ) ?? ''
const sameValue = (one: JsonValue | undefined, other: JsonValue | undefined): boolean => plain(one) === plain(other)

export function changesBetween(old: string, fresh: string): readonly Change[] {
  const [before, after] = [settingsIn(old), settingsIn(fresh)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): Change[] => {
    const [was, is] = [own(before, key), own(after, key)]
    return sameValue(was, is) ? [] : [{ key, old: was, fresh: is, effect: effectOf(key, was, is) }]
  })
}

function effectOf(key: string, was: JsonValue | undefined, is: JsonValue | undefined): Effect {
  const reload = settingKey(key)?.reload
  if (reload === undefined || (reload === 'named' && is === undefined)) return 'restart'
  // The image store is chosen at the start; the other features are looked up when they are needed.
  const store = (value: JsonValue | undefined): JsonValue | undefined =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? own(value as Readonly<Record<string, JsonValue>>, 'containerd-snapshotter')
      : undefined
  return key === 'features' && store(was) !== store(is) ? 'restart' : 'reload'
}

/** One that needs a restart makes all wait for it. */
export const effectOfAll = (changes: readonly Change[]): Effect =>
  changes.some(({ effect }) => effect === 'restart') ? 'restart' : 'reload'
