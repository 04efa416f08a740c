/** From a name and a value to a handler and back: finds the operation, parses, runs, wraps failures. Knows no Electron. */
import type { Call, Operation, Stream } from '../../contract/define'
import { failed, succeeded, type Failure, type Outcome } from '../../contract/failure'
import { operationNamed } from '../../contract/index'
import type { TaskStarted } from '../../contract/bridge'
import { FailureError } from '../engine/failure-error'
import type { History } from '../history/history'
import type { Tasks } from '../tasks/tasks'
import type { HandlerOf, Made } from './handlers'
import { parseRequest } from './parse'
import { toFailure, type LogUnexpected } from './to-failure'

type CallHandler = HandlerOf<Call<unknown, unknown>>
type StreamHandler = HandlerOf<Stream<unknown, unknown, unknown>>

export interface RouterParts {
  /** `containers` → `stop` → handler; typed where they are joined. */
  readonly handlers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly tasks: Tasks
  readonly history: History
  readonly log: LogUnexpected
  /** Parses replies too and fails where one breaks its own contract: for tests, it costs time. */
  readonly checkReplies?: boolean
}

export interface OpenStream {
  readonly items: AsyncIterable<unknown>
  /** Reads an input by its schema. Throws FailureError. */
  readonly parseInput: (raw: unknown) => unknown
}

export interface Router {
  /** A call's reply, or the id of the task that was started. Never rejects. */
  call(name: unknown, request: unknown, signal: AbortSignal): Promise<Outcome<unknown>>
  /** A stream's items. Throws FailureError. */
  open(name: unknown, request: unknown, signal: AbortSignal, input: AsyncIterable<unknown>): OpenStream
  failureOf(error: unknown, name: unknown): Failure
}

const forever = new AbortController().signal

/** A name that came from outside may be anything, also what cannot be made a string. */
const shown = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 80) : typeof name)

const unknownOperation = (name: unknown): FailureError =>
  new FailureError({ kind: 'invalid-input', field: 'name', message: `No such operation: ${shown(name)}` })

export function createRouter({ handlers, tasks, history, log, checkReplies = false }: RouterParts): Router {
  const find = (name: unknown, ...kinds: Operation['kind'][]): [string, Operation, unknown] => {
    const operation = typeof name === 'string' ? operationNamed(name) : undefined
    if (typeof name !== 'string' || operation === undefined || !kinds.includes(operation.kind))
      throw unknownOperation(name)
    const [feature = '', verb = ''] = name.split('.')
    return [name, operation, handlers[feature]?.[verb]]
  }
  const failureOf = (error: unknown, name: unknown): Failure => toFailure(error, shown(name), log)
  const check = (schema: Operation['request'], value: unknown): unknown =>
    checkReplies ? parseRequest(schema, value) : value

  return {
    failureOf,

    async call(rawName, rawRequest, signal) {
      try {
        const [name, operation, handler] = find(rawName, 'call', 'task')
        const request = parseRequest(operation.request, rawRequest)
        if (operation.kind === 'task') {
          const task = tasks.start(name, operation, request, handler as never)
          return succeeded<TaskStarted>({ task })
        }
        if (operation.kind !== 'call') throw unknownOperation(rawName)
        // What changes something goes on when its page goes: a reload must not leave a stop half-done.
        const lifetime = operation.effect === 'reads' ? signal : forever
        const reply = await history.record(name, operation, request, (made: (made: Made) => void) =>
          (handler as CallHandler)(request, { signal: lifetime, made })
        )
        return succeeded(check(operation.reply, reply))
      } catch (error) {
        return failed(failureOf(error, rawName))
      }
    },

    open(rawName, rawRequest, signal, input) {
      const [, operation, handler] = find(rawName, 'stream')
      if (operation.kind !== 'stream') throw unknownOperation(rawName)
      const request = parseRequest(operation.request, rawRequest)
      const items = (handler as StreamHandler)(request, { signal, input, made: () => undefined })
      return {
        items: checkReplies ? checked(items, (item) => check(operation.item, item)) : items,
        parseInput: (raw) => {
          if (operation.input === undefined)
            throw new FailureError({ kind: 'invalid-input', message: 'This stream takes no input' })
          return parseRequest(operation.input, raw)
        }
      }
    }
  }
}

async function* checked(items: AsyncIterable<unknown>, check: (item: unknown) => unknown): AsyncGenerator<unknown> {
  for await (const item of items) yield check(item)
}
