/** A log that the main process keeps: the window holds only the lines around what it shows, and has searches done there. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LogViewItem, LogViewState, ViewedLine } from '../../../../contract/containers/logs/model'
import type { Failure } from '../../../../contract/failure'
import type { ContainerRef } from '../../../../contract/scope'
import { call } from '../../../ipc/client'
import { useStream } from '../../../ipc/use-stream'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import type { LogSearch } from '../../../ui/logs/log-search'
import type { LogSource } from '../../../ui/logs/log-source'
import { useToasts } from '../../../ui/toasts/use-toasts'

/** Times as docker takes them. */
export interface LogSpan {
  readonly since?: string
  readonly until?: string
  /** The last N lines of each; absent: all. */
  readonly tail?: number
}

export interface LogWishes {
  readonly containers: readonly ContainerRef[]
  readonly span: LogSpan
  /** Lines of this source only. */
  readonly source: 'all' | 'stdout' | 'stderr'
}

export interface KeptLog {
  readonly source: LogSource
  readonly search: LogSearch
  /** By the container's place among the wishes. */
  readonly states: Readonly<Ref<ReadonlyMap<number, LogViewState>>>
  readonly failure: Readonly<Ref<Failure | undefined>>
  /** Lines kept, and older ones that are still being read. */
  readonly kept: Readonly<Ref<number>>
  readonly reading: Readonly<Ref<number | undefined>>
  retry(): void
}

/** Lines around those in view that are asked for with them: a scroll within them asks for nothing. */
const around = 300
/** Milliseconds that typing may pause before it is looked for. */
const typing = 120

export function useKeptLog(wishes: () => LogWishes): KeptLog {
  const { t } = useI18n()
  const connections = useConnections()
  const toasts = useToasts()

  const version = shallowRef(0)
  const generation = ref(0)
  const kept = ref(0)
  const reading = ref<number>()
  const states = shallowRef<ReadonlyMap<number, LogViewState>>(new Map())
  const failure = ref<Failure>()
  const wanted = ref(true)
  let lines = new Map<number, ViewedLine>()
  let view = ''
  let first = 0
  let end = 0
  let dropped = 0
  let asked = ''

  const query = ref('')
  const count = ref(0)
  const current = ref(0)
  const line = ref<number>()
  const looking = ref(false)
  const refusedBy = ref<'expression' | 'slow'>()
  const expression = ref(false)
  const exact = ref(false)
  const only = ref(false)
  let top = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(item: LogViewItem): void {
    switch (item.kind) {
      case 'opened':
        view = item.view
        return
      case 'view':
        if (item.generation !== generation.value) {
          lines = new Map()
          asked = ''
          line.value = undefined
          current.value = 0
          generation.value = item.generation
        }
        first = item.first
        end = item.end
        dropped = item.dropped
        kept.value = item.kept
        reading.value = item.reading
        count.value = item.found ?? 0
        looking.value = item.looking
        refusedBy.value = item.refused
        version.value++
        return
      case 'lines':
        if (item.generation !== generation.value) return
        lines = new Map(item.lines.map((one, index) => [item.from + index, one]))
        version.value++
        return
      case 'at':
        if (item.generation !== generation.value) return
        current.value = item.match
        line.value = item.place
        return
      case 'state':
        states.value = new Map([...states.value, [item.origin, item]])
        return
    }
  }
  const stream = useStream(
    'containers.viewLogs',
    () => {
      const { containers, span } = wishes()
      return wanted.value && connections.currentId !== undefined && containers.length > 0
        ? { connection: connections.currentId, containers: [...containers], follow: true, ...span }
        : undefined
    },
    {
      opened: () => {
        lines = new Map()
        first = end = dropped = 0
        asked = ''
        states.value = new Map()
        failure.value = undefined
        version.value++
        // A view that was just opened looks for nothing, in all sources.
        if (query.value !== '' || wishes().source !== 'all') queueMicrotask(look)
      },
      items: (items) => items.forEach(take),
      ended: (reason) => (failure.value = reason)
    }
  )

  function look(): void {
    // What was typed goes with it: looked for again, it would be found again.
    clearTimeout(timer)
    const { source } = wishes()
    stream.write({
      kind: 'look',
      words: query.value,
      expression: expression.value,
      exact: exact.value,
      only: only.value && query.value !== '',
      ...(source === 'all' ? {} : { source })
    })
    if (query.value !== '') stream.write({ kind: 'go', to: 'first', from: Math.max(first, top) })
  }
  watch(query, () => {
    clearTimeout(timer)
    timer = setTimeout(look, typing)
  })
  watch([expression, exact, only, () => wishes().source], look)
  onScopeDispose(() => clearTimeout(timer))

  const source: LogSource = {
    version,
    generation,
    get first() {
      return first
    },
    get end() {
      return end
    },
    get dropped() {
      return dropped
    },
    at: (number) => lines.get(number),
    clear: () => stream.write({ kind: 'clear' }),
    show(from, to, newest) {
      top = from
      if (newest) {
        const wish = `newest ${generation.value}`
        if (asked === wish) return
        asked = wish
        return stream.write({ kind: 'newest', count: Math.max(100, to - from + around) })
      }
      const covered = lines.has(from) && lines.has(Math.max(from, to - 1)) && asked.startsWith('window')
      const wish = `window ${generation.value} ${Math.floor(from / around)}`
      if (covered || asked === wish) return
      asked = wish
      stream.write({ kind: 'window', from: from - around, to: to + around })
    },
    async copy(from, to, timestamps) {
      const outcome = await call('containers.copyLogs', { view, from, to, timestamps })
      if (outcome.ok) return outcome.value.text
      toasts.failure(failureText(outcome.failure))
      return undefined
    }
  }
  const go = (to: 'next' | 'previous'): void => stream.write({ kind: 'go', to, from: line.value ?? top })
  const search: LogSearch = {
    query,
    ask: (words) => void (query.value = words),
    pattern: shallowRef(undefined),
    count,
    current,
    line,
    next: () => go('next'),
    previous: () => go('previous'),
    looking,
    refused: computed(() =>
      refusedBy.value === undefined ? undefined : t(`containers-logs.refused.${refusedBy.value}`)
    ),
    options: { expression, exact, only }
  }
  return {
    source,
    search,
    states,
    failure,
    kept,
    reading,
    retry() {
      wanted.value = false
      wanted.value = true
    }
  }
}
