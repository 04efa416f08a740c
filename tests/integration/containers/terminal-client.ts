/** A terminal as the window uses one: opened by a call, followed, written to, and known by how it ended. */
import type { TerminalInput, TerminalOutput, TerminalState } from '../../../contract/containers/terminal/model'
import type { terminalHandlers } from '../../../electron/features/containers/terminal/handlers'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { callContext, collect, type Collected } from '../../support/on-engine'

type Handlers = Pick<
  ReturnType<typeof terminalHandlers>,
  'exec' | 'attach' | 'terminal' | 'watchTerminals' | 'closeTerminal' | 'shells'
>

export interface OpenedTerminal {
  readonly id: string
  readonly stream: Collected<TerminalOutput>
  readonly input: InputQueue<TerminalInput>
  readonly type: (text: string) => void
  /** All that it has written, of one kind or of each. */
  readonly text: (source?: TerminalOutput['source']) => string
  /** Resolves once its words have these. */
  readonly says: (words: string | RegExp, limit?: number) => Promise<void>
  /** How its program ended, once it has. */
  readonly ended: () => Promise<TerminalState>
}

/** Characters of what is waited for, at most. */
const longestWords = 10_000

const textOf = (items: readonly TerminalOutput[], source?: TerminalOutput['source']): string =>
  items
    .filter((item) => source === undefined || item.source === source)
    .map(({ text }) => text)
    .join('')

/** Looks at a terminal that is open already. */
export function followTerminal(handlers: Handlers, id: string, { shows = true } = {}): OpenedTerminal {
  const input = new InputQueue<TerminalInput>()
  const stream = collect<TerminalOutput, TerminalInput>(async function* (context) {
    for await (const item of handlers.terminal({ terminal: id }, context)) {
      yield item
      if (shows) input.push({ kind: 'shown', characters: item.text.length })
    }
  }, input)
  const text = (source?: TerminalOutput['source']): string => textOf(stream.items, source)
  return {
    id,
    stream,
    input,
    type: (typed) => void input.push({ kind: 'text', text: typed }),
    text,
    async says(words, limit) {
      let seen = 0
      let rest = ''
      await stream.until((items) => {
        // Not all of it each time: some write many megabytes.
        const fresh = rest + textOf(items.slice(seen))
        seen = items.length
        rest = fresh.slice(-longestWords)
        return typeof words === 'string' ? fresh.includes(words) : words.test(fresh)
      }, limit)
    },
    async ended() {
      const states: TerminalState[] = []
      const list = collect((context) => handlers.watchTerminals({}, context))
      await list.until((changes) => {
        for (const change of changes) {
          const found =
            change.kind === 'snapshot'
              ? change.terminals.find((terminal) => terminal.id === id)
              : change.kind === 'upsert' && change.terminal.id === id
                ? change.terminal
                : undefined
          if (found !== undefined && found.state.kind !== 'running') states.push(found.state)
        }
        return states.length > 0
      })
      await list.close()
      return states[0] as TerminalState
    }
  }
}

export async function openTerminal(
  handlers: Handlers,
  open: (handlers: Handlers, context: ReturnType<typeof callContext>) => Promise<{ readonly terminal: string }>
): Promise<OpenedTerminal> {
  const { terminal } = await open(handlers, callContext())
  return followTerminal(handlers, terminal)
}
