/** What a build has told so far, kept in bounds, and followed by whoever wants, each at their own pace. */
import type { BuildLine, BuildStep, BuildWarning } from '../../../../contract/builds/model'

/** Lines that are kept: the newest. */
const lineLimit = 100_000
/** Lines of one batch. */
const batchLimit = 2_000

interface Kept {
  step: BuildStep
  version: number
}

export interface LogBatch {
  readonly steps: readonly BuildStep[]
  readonly lines: readonly BuildLine[]
  readonly dropped: number
  readonly warnings: readonly BuildWarning[]
}

/** Where a follower stands. */
export interface LogPosition {
  version: number
  line: number
  warning: number
}

export class BuildLog {
  readonly #steps = new Map<string, Kept>()
  #lines: BuildLine[] = []
  /** Lines that were dropped before the first that is kept. */
  #before = 0
  readonly #warnings: BuildWarning[] = []
  #version = 0
  readonly #listeners = new Set<() => void>()

  step(id: string): BuildStep | undefined {
    return this.#steps.get(id)?.step
  }
  get steps(): readonly BuildStep[] {
    return [...this.#steps.values()].map(({ step }) => step)
  }
  get warnings(): readonly BuildWarning[] {
    return this.#warnings
  }

  /** By its id: a new one, or in the place of the one that was. */
  put(step: BuildStep): void {
    const kept = this.#steps.get(step.id)
    const version = ++this.#version
    if (kept === undefined) this.#steps.set(step.id, { step, version })
    else Object.assign(kept, { step, version })
    this.changed()
  }

  add(step: string, error: boolean, texts: readonly string[]): void {
    if (texts.length === 0) return
    for (const text of texts) this.#lines.push({ step, text, error })
    // A tenth at a time: moving the rest costs as much for one as for many.
    if (this.#lines.length > lineLimit * 1.1) {
      const over = this.#lines.length - lineLimit
      this.#lines = this.#lines.slice(over)
      this.#before += over
    }
    this.changed()
  }

  warn(warning: BuildWarning): void {
    this.#warnings.push(warning)
    this.changed()
  }

  /** Tells those who follow that there is something new, here or about the build as a whole. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A follower that was given all steps and warnings as they stand, and no line. */
  begin(): LogPosition {
    return { version: this.#version, line: 0, warning: this.#warnings.length }
  }

  /** What is new since, moving the position; undefined: nothing. */
  take(position: LogPosition): LogBatch | undefined {
    const steps = [...this.#steps.values()].filter(({ version }) => version > position.version).map(({ step }) => step)
    const dropped = Math.max(this.#before - position.line, 0)
    const from = position.line + dropped - this.#before
    const lines = this.#lines.slice(from, from + batchLimit)
    const warnings = this.#warnings.slice(position.warning)
    position.version = this.#version
    position.line += dropped + lines.length
    position.warning = this.#warnings.length
    return steps.length + lines.length + dropped + warnings.length === 0
      ? undefined
      : { steps, lines, dropped, warnings }
  }
}
