/** A step's output as lines: characters cut between two pieces survive, and what a carriage return wrote over is gone. */
import { StringDecoder } from 'node:string_decoder'

/** Characters of a line that is shown whole; a longer one is parted. */
const lengthLimit = 8_000

export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  push(bytes: Buffer): string[] {
    return this.pushText(this.#decoder.write(bytes))
  }

  pushText(text: string): string[] {
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop() ?? ''
    const lines = parts.flatMap(shown)
    while (this.#rest.length > lengthLimit) {
      lines.push(this.#rest.slice(0, lengthLimit))
      this.#rest = this.#rest.slice(lengthLimit)
    }
    return lines
  }

  /** What was left without a line's end. */
  end(): string[] {
    const rest = this.#rest + this.#decoder.end()
    this.#rest = ''
    return rest === '' ? [] : shown(rest)
  }
}

function shown(line: string): string[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  const seen = text.slice(text.lastIndexOf('\r') + 1)
  return seen.length <= lengthLimit ? [seen] : (seen.match(new RegExp(`[^]{1,${lengthLimit}}`, 'g')) ?? [])
}
