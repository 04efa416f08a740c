/** Reads the times that the engine writes before lines, fast: nearly all are of the same second as the one before. */

/** `2026-11-21T04:29:22.123456789Z`: what every engine of Docker's writes; Podman's is shorter, or has an offset. */
export const stampLength = 30
const secondLength = 19
const stampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/
const zero = 0x30
const space = 0x20
const point = 0x2e
const zulu = 0x5a

export class StampReader {
  readonly #second = Buffer.alloc(secondLength)
  #seconds = 0
  /** What was read last. */
  seconds = 0
  nanoseconds = 0

  /** Reads the stamp at `start`. Returns where its line's text begins, -1 where there is none; `end` is where the line ends. */
  read(bytes: Buffer, start: number, end: number): number {
    const after = start + stampLength
    if (
      after <= end &&
      bytes[after - 1] === zulu &&
      bytes[start + secondLength] === point &&
      this.#readFixed(bytes, start)
    ) {
      if (after === end) return end
      if (bytes[after] === space) return after + 1
    }
    return this.#readOther(bytes, start, end)
  }

  #readFixed(bytes: Buffer, start: number): boolean {
    let nanoseconds = 0
    for (let at = start + secondLength + 1; at < start + stampLength - 1; at++) {
      const digit = (bytes[at] ?? 0) - zero
      if (digit < 0 || digit > 9) return false
      nanoseconds = nanoseconds * 10 + digit
    }
    let same = 0
    // From its end on: that is where two seconds differ.
    for (same = secondLength - 1; same >= 0 && bytes[start + same] === this.#second[same]; same--);
    if (same >= 0) {
      const text = bytes.toString('latin1', start, start + stampLength)
      if (!stampPattern.test(text)) return false
      this.#seconds = Math.floor(Date.parse(`${text.slice(0, secondLength)}Z`) / 1000)
      bytes.copy(this.#second, 0, start, start + secondLength)
    }
    this.seconds = this.#seconds
    this.nanoseconds = nanoseconds
    return true
  }

  #readOther(bytes: Buffer, start: number, end: number): number {
    // No stamp is longer than one with nanoseconds and an offset.
    const limit = Math.min(end, start + 40)
    let stop = start
    while (stop < limit && bytes[stop] !== space) stop++
    const text = bytes.toString('latin1', start, stop)
    const fraction = stampPattern.exec(text)
    if (fraction === null) return -1
    this.seconds = Math.floor(Date.parse(text.replace(/\.\d+/, '')) / 1000)
    this.nanoseconds = Number((fraction[1] ?? '').padEnd(9, '0').slice(0, 9))
    return Math.min(end, stop + 1)
  }
}

/** Whether a whole stamp of Docker's and a space stand there. */
export const isStamp = (bytes: Buffer, at: number): boolean =>
  bytes[at + stampLength] === space && stampPattern.test(bytes.toString('latin1', at, at + stampLength))
