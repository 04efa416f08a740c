/** Runs a short program in a container, as root, and gives what it wrote. */
import * as v from 'valibot'
import { outputReader } from '../../../engine/demultiplex'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { maybe } from '../../../engine/schema'

const Created = v.object({ Id: v.string() })
const Ended = v.object({ ExitCode: maybe(v.number()) })

/** Bytes: more is no answer to what is asked here. */
const limit = 4 * 1024 * 1024

export interface RanInside {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Undefined where the container has no such program. Throws FailureError. */
export async function runInside(
  engine: Engine,
  id: string,
  words: readonly string[],
  signal: AbortSignal
): Promise<RanInside | undefined> {
  const { Id: exec } = await engine.get(
    {
      method: 'POST',
      path: `/containers/${id}/exec`,
      body: { AttachStdout: true, AttachStderr: true, User: '0', Cmd: words },
      signal
    },
    Created
  )
  const parts: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
  let length = 0
  try {
    const body = await engine.open({
      method: 'POST',
      path: `/exec/${exec}/start`,
      body: { Detach: false, Tty: false },
      signal
    })
    const read = outputReader({ tty: false })
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limit)
        throw new FailureError({ kind: 'engine-error', message: `More than ${limit} bytes of output` })
      read(chunk, (source, data) => void parts[source].push(Buffer.from(data)))
    }
  } catch (error) {
    if (error instanceof FailureError && isMissing(error.failure.message)) return undefined
    throw error
  }
  const { ExitCode: exitCode } = await engine.get({ path: `/exec/${exec}/json`, signal }, Ended)
  const [stdout, stderr] = [text(parts.stdout), text(parts.stderr)]
  // Engines say it in a frame of the output, with the code of a program that cannot be found.
  if ((exitCode === 126 || exitCode === 127) && isMissing(stdout + stderr)) return undefined
  return { exitCode, stdout, stderr }
}

const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8')
const isMissing = (words: string): boolean => /executable file not found|no such file or directory/i.test(words)
