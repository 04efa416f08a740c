/** What is pasted into a terminal, before it is sent. */

/** Its lines, without the end of the last; a shell without bracketed paste runs each at once. */
export function pastedLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines
}
