/** One `docker run` line as somebody wrote it, and what it needs. */
import type { ProblemKind } from '../../../../contract/command/problem'

export interface RunLine {
  readonly title: string
  readonly line: string
  /** The same for a POSIX shell, where the line was written for another. */
  readonly posix?: string
  /** What the form says it cannot hold or cannot read, by the problem's kind: the line is then not made. */
  readonly cannot?: string
  /** What the form says of it by the problems' kinds; the rest of the line is made. */
  readonly says?: readonly ProblemKind[]
  /** The first docker CLI (its major version) that takes it, where an older one knows the flag and not this value. */
  readonly since?: number
  /** The last one that takes it on an engine as old as the tests': a newer one asks for a newer engine. */
  readonly until?: number
  /** The API that knows it: an older engine ignores it in silence, and so does the CLI. The app says so. */
  readonly api?: string
}

/** `raw` keeps backslashes as they are written. */
export const raw = String.raw

export const line = (title: string, text: string, more: Omit<RunLine, 'title' | 'line'> = {}): RunLine => ({
  title,
  line: text,
  ...more
})
