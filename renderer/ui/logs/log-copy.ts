/** A log's lines as text for the clipboard: without colours, with their times where these are shown. */
import type { LogSource } from './log-source'
import { plainText } from './log-text'

/** `from` is the number of the first line, `to` that after the last. */
export function copiedText(buffer: LogSource, from: number, to: number, times: boolean): string {
  const lines: string[] = []
  for (let number = from; number < to; number++) {
    const line = buffer.at(number)
    if (line !== undefined) lines.push(times ? `${line.at} ${plainText(line.text)}` : plainText(line.text))
  }
  return lines.join('\n')
}
