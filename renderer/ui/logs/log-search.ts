/** Searches a log's lines: those that are there in slices that no frame feels, those that come as they come. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { LogSource } from './log-source'
import { plainText, searchPattern } from './log-text'

export interface LogSearch {
  readonly query: Readonly<Ref<string>>
  /** Looks for these words from now on; for none of them with an empty text. */
  ask(words: string): void
  readonly pattern: Readonly<ShallowRef<RegExp | undefined>>
  /** How many lines hold it. */
  readonly count: Readonly<Ref<number>>
  /** Which of them is looked at, from 1; 0 where none is. */
  readonly current: Readonly<Ref<number>>
  /** The number of the line that is looked at. */
  readonly line: Readonly<Ref<number | undefined>>
  next(): void
  previous(): void
  /** Not all lines have been looked at yet. */
  readonly looking?: Readonly<Ref<boolean>>
  /** Why nothing is found: in words. */
  readonly refused?: Readonly<Ref<string | undefined>>
  /** How it is looked for, where there is a choice. */
  readonly options?: LogSearchOptions
}

export interface LogSearchOptions {
  readonly expression: Ref<boolean>
  /** Capital and small letters are told apart. */
  readonly exact: Ref<boolean>
  /** Only lines that have it are shown. */
  readonly only: Ref<boolean>
}

/** Lines looked at in one go: some 3 ms. */
const slice = 5000

/** `from` is the number of a line in view: the first match at or after it is the one looked at first. */
export function useLogSearch(buffer: () => LogSource, from: () => number): LogSearch {
  const query = ref('')
  const pattern = shallowRef<RegExp>()
  const count = ref(0)
  const current = ref(0)
  const line = ref<number>()
  let matches: number[] = []
  /** Matches before this place in `matches` are of lines that are gone. */
  let gone = 0
  let looked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    const { first } = buffer()
    while (gone < matches.length && (matches[gone] ?? first) < first) gone++
    if (gone > 4096) {
      matches = matches.slice(gone)
      gone = 0
    }
    count.value = matches.length - gone
    if (line.value !== undefined && line.value < first) line.value = undefined
    current.value = line.value === undefined ? 0 : place(line.value) - gone + 1
  }

  /** The place in `matches` of the first that is not before a line. */
  function place(number: number): number {
    let low = gone
    let high = matches.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((matches[middle] ?? 0) < number) low = middle + 1
      else high = middle
    }
    return low
  }

  function look(): void {
    timer = undefined
    const present = pattern.value
    const { first, end, at } = buffer()
    if (present === undefined) return
    looked = Math.max(looked, first)
    const stop = Math.min(end, looked + slice)
    for (; looked < stop; looked++) {
      present.lastIndex = 0
      const text = at(looked)?.text
      if (text !== undefined && present.test(plainText(text))) matches.push(looked)
    }
    tell()
    if (line.value === undefined && count.value > 0 && (looked >= end || (matches.at(-1) ?? 0) >= from()))
      goTo(place(from()))
    if (looked < end) timer = setTimeout(look, 0)
  }

  function goTo(index: number): void {
    if (count.value === 0) return
    const wrapped = index >= matches.length ? gone : index < gone ? matches.length - 1 : index
    line.value = matches[wrapped]
    tell()
  }

  function restart(): void {
    clearTimeout(timer)
    matches = []
    gone = 0
    line.value = undefined
    looked = buffer().first
    pattern.value = query.value === '' ? undefined : searchPattern(query.value)
    tell()
    look()
  }

  watch([query, buffer], restart, { flush: 'sync' })
  watch(
    () => buffer().version.value,
    () => {
      if (pattern.value !== undefined && timer === undefined) look()
    }
  )
  onScopeDispose(() => clearTimeout(timer))

  return {
    query,
    ask: (words) => void (query.value = words),
    pattern,
    count,
    current,
    line,
    next: () => goTo(line.value === undefined ? place(from()) : place(line.value + 1)),
    previous: () => goTo((line.value === undefined ? place(from()) : place(line.value)) - 1)
  }
}
