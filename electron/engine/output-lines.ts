/** A container's output as lines of text, fast: logs come by the million. */
import { StringDecoder } from 'node:string_decoder'
import { outputReader, type OutputOptions, type OutputSource } from './demultiplex'

export interface OutputLine {
  readonly source: OutputSource
  /** Without its end (`\n` or `\r\n`). */
  readonly text: string
}

/** What has no line end by this many characters is given as a line of its own: one endless line must not fill memory. */
const lineLimit = 256 * 1024
const newline = 0x0a
const ascii = 0x80

/** One source's text: characters and lines may be split between pieces. */
class LineSplitter {
  readonly #source: OutputSource
  readonly #decoder = new StringDecoder('utf8')
  #carry = ''
  #midCharacter = false

  constructor(source: OutputSource) {
    this.#source = source
  }

  write(data: Buffer, lines: OutputLine[]): void {
    const last = data[data.length - 1] ?? 0
    // A piece that ends in ASCII leaves no character open: the decoder is only asked where one may be.
    const text = !this.#midCharacter && last < ascii ? data.toString('utf8') : this.#decoder.write(data)
    this.#midCharacter = last >= ascii
    if (last === newline && text.indexOf('\n') === text.length - 1) {
      this.#push(text, lines, text.length - 1)
      return
    }
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#push(text.slice(start, end), lines)
      start = end + 1
    }
    if (start < text.length) this.#carry += start === 0 ? text : text.slice(start)
    while (this.#carry.length > lineLimit) {
      const rest = this.#carry.slice(lineLimit)
      this.#carry = this.#carry.slice(0, lineLimit)
      this.#push('', lines)
      this.#carry = rest
    }
  }

  end(lines: OutputLine[]): void {
    this.#carry += this.#decoder.end()
    if (this.#carry !== '') this.#push('', lines)
  }

  #push(text: string, lines: OutputLine[], length = text.length): void {
    let whole = length === text.length ? text : text.slice(0, length)
    if (this.#carry !== '') {
      whole = this.#carry + whole
      this.#carry = ''
    }
    if (whole.charCodeAt(whole.length - 1) === 0x0d) whole = whole.slice(0, -1)
    lines.push({ source: this.#source, text: whole })
  }
}

/**
 * The lines in order, a batch for each chunk that completes one; the last needs no end. The engine splits lines over 16 KiB
 * into frames: they are joined again here (with `timestamps=1` each frame brings its own). Throws as demultiplex does.
 */
export async function* outputLines(
  source: AsyncIterable<Buffer>,
  options: OutputOptions
): AsyncGenerator<OutputLine[], void> {
  const read = outputReader(options)
  const splitters = { stdout: new LineSplitter('stdout'), stderr: new LineSplitter('stderr') }
  let lines: OutputLine[] = []
  const take = (from: OutputSource, data: Buffer): void => splitters[from].write(data, lines)
  for await (const chunk of source) {
    read(chunk, take)
    if (lines.length === 0) continue
    yield lines
    lines = []
  }
  splitters.stdout.end(lines)
  splitters.stderr.end(lines)
  if (lines.length > 0) yield lines
}
