/**
 * The classic builder's words as the steps of a build:
 *   Step 2/3 : RUN make
 *    ---> Using cache
 *    ---> Running in 2d0aa3875f98
 *   hello
 *    ---> f371094408a8
 */
import type { Instruction } from '../../../../contract/builds/instructions'
import { stagesOf } from '../../../../contract/builds/instructions'
import type { BuildStep } from '../../../../contract/builds/model'
import type { BuildLog } from './build-log'
import { LineSplitter } from './line-splitter'

const notes = /^ ---> |^Removing intermediate container |^Successfully (built|tagged) /
const red = '\u001b[91m'

export class ClassicProgress {
  #current: BuildStep | undefined
  readonly #plain = new LineSplitter()
  readonly #errors = new LineSplitter()
  readonly #stages: readonly string[]

  constructor(
    private readonly log: BuildLog,
    private readonly instructions: readonly Instruction[],
    private readonly now: () => number = Date.now
  ) {
    this.#stages = stagesOf(instructions).map(({ name }) => name)
  }

  /** Takes what stands in `stream`. */
  take(text: string): void {
    // What a program says on its standard error comes in red.
    if (text.startsWith(red)) this.lines(this.#errors.pushText(text.slice(red.length).replace(/\u001b\[0m$/, '')), true)
    else {
      // The builder's own words come whole: a program's line that had no end ends before them.
      if (notes.test(text) || /^Step \d+\/\d+ : /.test(text)) this.lines(this.#plain.end(), false)
      this.lines(this.#plain.pushText(text), false)
    }
  }

  /** A base image comes: `{"status":"Downloading","progressDetail":{"current":1,"total":2},"id":"e6590344b1a5"}`. */
  status({ id, status, current, total }: { id: string; status: string; current?: number; total?: number }): void {
    const step = this.#current
    if (step === undefined) return
    const one = {
      id,
      name: `${id} ${status}`,
      ...(current === undefined ? {} : { current }),
      ...(total === undefined ? {} : { total }),
      done: /complete|exists/i.test(status)
    }
    const known = step.progress.some((other) => other.id === id)
    this.put({
      ...step,
      progress: known ? step.progress.map((other) => (other.id === id ? one : other)) : [...step.progress, one]
    })
  }

  /** The last step has ended, or failed with these words. */
  end(error?: string): void {
    this.lines(this.#plain.end(), false)
    this.lines(this.#errors.end(), true)
    this.finish(error)
  }

  private lines(texts: readonly string[], error: boolean): void {
    for (const text of texts) this.line(text, error)
  }

  private line(text: string, error: boolean): void {
    const [, number, name = ''] = (error ? null : /^Step (\d+)\/\d+ : (.*)$/.exec(text)) ?? []
    if (number !== undefined) return this.begin(Number(number), text, name)
    const step = this.#current
    if (step === undefined) return
    if (!error && text === ' ---> Using cache') return this.put({ ...step, state: 'cached' })
    if (!error && (notes.test(text) || text === '')) return
    this.log.add(step.id, error, [text])
  }

  private begin(number: number, name: string, written: string): void {
    this.finish()
    const instruction = this.instructions[number - 1]
    const isIt = instruction !== undefined && written.toUpperCase().startsWith(instruction.keyword)
    const stage = isIt ? this.#stages[instruction.stage] : undefined
    this.put({
      id: String(number),
      name,
      internal: false,
      ...(stage === undefined ? {} : { stage }),
      ...(isIt ? { lines: { first: instruction.first, last: instruction.last } } : {}),
      state: 'running',
      startedAt: this.now(),
      progress: []
    })
  }

  private finish(error?: string): void {
    const step = this.#current
    if (step === undefined) return
    this.#current = undefined
    const endedAt = this.now()
    const state = error !== undefined ? 'failed' : step.state === 'cached' ? 'cached' : 'done'
    this.log.put({
      ...step,
      state,
      endedAt,
      duration: endedAt - (step.startedAt ?? endedAt),
      ...(error === undefined ? {} : { error })
    })
  }

  private put(step: BuildStep): void {
    this.#current = step
    this.log.put(step)
  }
}
