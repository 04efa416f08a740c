/**
 * Numbers of lines in order, to be walked by their places: lines from 0 on have places from 0 on; older ones, below 0, have places
 * below 0, so that no place changes when more of the past is looked at.
 */
class Numbers {
  #numbers = new Int32Array(1024)
  count = 0

  push(number: number): void {
    if (this.count === this.#numbers.length) {
      const grown = new Int32Array(this.count * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.count++] = number
  }

  at(index: number): number | undefined {
    return index < 0 || index >= this.count ? undefined : this.#numbers[index]
  }

  /** How many stand before the first that `isPast`. */
  bound(isPast: (number: number) => boolean): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (isPast(this.#numbers[middle] ?? 0)) high = middle
      else low = middle + 1
    }
    return low
  }
}

export class HitIndex {
  readonly #recent = new Numbers()
  /** The newest first. */
  readonly #old = new Numbers()

  /** From the oldest to the newest. */
  pushRecent(line: number): void {
    this.#recent.push(line)
  }

  /** From the newest to the oldest. */
  pushOld(line: number): void {
    this.#old.push(line)
  }

  get end(): number {
    return this.#recent.count
  }

  /** The first place whose line is not before one. */
  placeOf(line: number): number {
    return line < 0 ? -this.#old.bound((number) => number < line) : this.#recent.bound((number) => number >= line)
  }

  at(place: number): number | undefined {
    return place < 0 ? this.#old.at(-place - 1) : this.#recent.at(place)
  }
}
