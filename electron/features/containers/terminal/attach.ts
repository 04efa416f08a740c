/** The main process's own terminal: its output from now on, and its input, over one hijacked connection. */
import type { Duplex } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import * as v from 'valibot'
import type { containers } from '../../../../contract/containers/api'
import type { InputOf, ItemOf, RequestOf } from '../../../../contract/define'
import type { Engine } from '../../../engine/engine'
import { outputReader, type OutputSource } from '../../../engine/demultiplex'
import { FailureError } from '../../../engine/failure-error'
import { flag } from '../../../engine/schema'
import { send } from '../actions'

type Request = RequestOf<typeof containers.attach>
type Item = ItemOf<typeof containers.attach>
type Input = InputOf<typeof containers.attach>

const Inspected = v.object({
  Config: v.object({ Tty: flag(), OpenStdin: flag() }),
  State: v.object({ Running: flag(), Paused: flag(), Restarting: flag() })
})

export interface AttachOptions {
  readonly input: AsyncIterable<Input>
  readonly signal: AbortSignal
}

/**
 * Ends with the container's process, or with the signal: closing it leaves the container as it is, save one that takes
 * input without a terminal (`-i` without `-t`), which reads the end of its input, as it does when `docker run -i` is left.
 * Throws FailureError: `conflict` (not-running, paused) in docker's own words, `engine-unreachable`.
 */
export async function* attachTo(
  engine: Engine,
  { container: { id } }: Request,
  { input, signal }: AttachOptions
): AsyncGenerator<Item, void> {
  const { Config, State } = await engine.get({ path: `/containers/${id}/json`, signal }, Inspected)
  if (!State.Running) throw refused('not-running', 'cannot attach to a stopped container, start it first')
  if (State.Paused) throw refused('paused', 'cannot attach to a paused container, unpause it first')
  if (State.Restarting)
    throw refused('not-running', 'cannot attach to a restarting container, wait until it is running')
  const { session } = engine
  const connection = await engine.use(async (docker) => {
    const options = { stream: true, hijack: true, stdin: Config.OpenStdin, stdout: true, stderr: true }
    return (await docker.getContainer(id).attach(options)) as unknown as Duplex
  })
  const stop = (): void => void connection.destroy()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  // What fails here fails the reading too: it is told there.
  connection.on('error', () => undefined)
  void writeInput(engine, id, connection, input, { takesInput: Config.OpenStdin, tty: Config.Tty, signal })
  try {
    yield* readOutput(connection, Config.Tty)
    // A killed engine closes a hijacked connection in good order, as the end of the process does: only asking tells.
    if (!signal.aborted) await send(engine, { path: '/_ping', signal })
  } catch (error) {
    if (!signal.aborted) throw session.aborted ? session.reason : error
  } finally {
    signal.removeEventListener('abort', stop)
    connection.destroy()
  }
}

const refused = (reason: 'not-running' | 'paused', message: string): FailureError =>
  new FailureError({ kind: 'conflict', reason, message })

/** Characters may be split between frames and chunks. */
async function* readOutput(connection: Duplex, tty: boolean): AsyncGenerator<Item, void> {
  const read = outputReader({ tty })
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') }
  for await (const chunk of connection as AsyncIterable<Buffer>) {
    const items: Item[] = []
    read(chunk, (source: OutputSource, data) => {
      const text = decoders[source].write(data)
      const last = items.at(-1)
      if (last?.source === source) items[items.length - 1] = { source, text: last.text + text }
      else if (text !== '') items.push({ source, text })
    })
    yield* items
  }
  for (const source of ['stdout', 'stderr'] as const) {
    const text = decoders[source].end()
    if (text !== '') yield { source, text }
  }
}

interface Terminal {
  readonly takesInput: boolean
  readonly tty: boolean
  readonly signal: AbortSignal
}

async function writeInput(
  engine: Engine,
  id: string,
  connection: Duplex,
  input: AsyncIterable<Input>,
  { takesInput, tty, signal }: Terminal
): Promise<void> {
  for await (const item of input) {
    if (connection.destroyed) return
    if (item.kind === 'text') {
      if (takesInput && !connection.write(item.text)) await drained(connection)
    } else if (tty) {
      const query = { h: item.rows, w: item.columns }
      // A container that ended meanwhile has no size: its output says so.
      await send(engine, { method: 'POST', path: `/containers/${id}/resize`, query, signal }).catch(() => undefined)
    }
  }
}

const drained = (connection: Duplex): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      connection.off('drain', done).off('close', done)
      resolve()
    }
    connection.once('drain', done).once('close', done)
  })
