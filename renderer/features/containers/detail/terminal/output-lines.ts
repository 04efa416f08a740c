/** From what a container writes, in pieces as they come, to lines of a log. */
import type { LogLine } from '../../../../../contract/containers/model'

/** Characters: what is longer without a line end is shown as it is. */
const longest = 64 * 1024

export interface LineSplitter {
  /** The lines that the piece completes. */
  take(source: LogLine['source'], text: string): LogLine[]
  /** What has no line end yet. */
  rest(): LogLine[]
}

export function lineSplitter(now: () => Date = () => new Date()): LineSplitter {
  const open: Record<LogLine['source'], string> = { stdout: '', stderr: '' }
  const line = (source: LogLine['source'], text: string): LogLine => ({
    at: now().toISOString(),
    source,
    text: text.replace(/\r$/, '')
  })
  return {
    take(source, text) {
      const parts = (open[source] + text).split('\n')
      const last = parts.pop() ?? ''
      const lines = parts.map((part) => line(source, part))
      if (last.length > longest) {
        open[source] = ''
        return [...lines, line(source, last)]
      }
      open[source] = last
      return lines
    },
    rest() {
      const lines = (['stdout', 'stderr'] as const).flatMap((source) =>
        open[source] === '' ? [] : [line(source, open[source])]
      )
      open.stdout = ''
      open.stderr = ''
      return lines
    }
  }
}
