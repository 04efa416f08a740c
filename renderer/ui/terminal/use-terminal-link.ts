/** A terminal of the main process and xterm, joined: what was written before, what is written, and what is typed. */
import type { Terminal } from '@xterm/xterm'
import { onScopeDispose } from 'vue'
import { useStream } from '../../ipc/use-stream'

/** Characters: xterm lets the page breathe between writes, never within one. */
const sliceLength = 8 * 1024
/** Milliseconds: a window that is being sized changes a terminal's size many times. */
const resizePause = 80

/**
 * Output is asked for as xterm has shown it: a window that cannot follow slows the program, and memory stays bounded.
 * What stood there before is written without an answer: what it asked of a terminal then has been answered.
 */
export function useTerminalLink(id: () => string, terminal: Terminal): { resized(): void } {
  let replaying = 0
  const stream = useStream('containers.terminal', () => ({ terminal: id() }), {
    opened: () => terminal.reset(),
    // Nobody types any more: no cursor.
    ended: () => terminal.write('\u001b[?25l'),
    items(items) {
      for (const earlier of [true, false]) {
        const text = items
          .filter((item) => (item.earlier ?? false) === earlier)
          .map((item) => item.text)
          .join('')
        if (text === '') continue
        if (earlier) replaying++
        writeSliced(terminal, text, () => {
          if (earlier) replaying--
          stream.write({ kind: 'shown', characters: text.length })
        })
      }
    }
  })
  const type = (kind: 'text' | 'bytes', text: string): void => {
    if (replaying === 0 && terminal.options.disableStdin !== true) stream.write({ kind, text })
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const resized = (): void => {
    clearTimeout(timer)
    timer = undefined
    stream.write({ kind: 'resize', columns: terminal.cols, rows: terminal.rows })
  }
  terminal.onData((text) => type('text', text))
  terminal.onBinary((text) => type('bytes', text))
  terminal.onResize(() => {
    clearTimeout(timer)
    timer = setTimeout(resized, resizePause)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { resized }
}

function writeSliced(terminal: Terminal, text: string, shown: () => void): void {
  for (let at = 0; at < text.length; at += sliceLength) {
    const isLast = at + sliceLength >= text.length
    terminal.write(text.slice(at, at + sliceLength), isLast ? shown : undefined)
  }
}
