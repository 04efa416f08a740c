/** Rows as text, whole lines at a time, wherever a block was cut. */
export class WholeLines {
  #rest = ''

  add(data: Buffer): string {
    const text = this.#rest + data.toString('latin1')
    const end = text.lastIndexOf('\n') + 1
    this.#rest = text.slice(end)
    return text.slice(0, end)
  }
}
