/** A folder's entries as `find` and `stat` tell them, run in the container without a shell: mounts and /proc as it sees them. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { FileEntry } from '../../../../contract/containers/files/model'
import { exactText } from '../../../../contract/containers/files/path'
import { demultiplex } from '../../../engine/demultiplex'
import { FailureError } from '../../../engine/failure-error'
import { maybe } from '../../../engine/schema'
import type { Place } from '../../../files/archive'
import { parseStat, statFormat } from './parse-stat'

const Created = v.object({ Id: v.string() })
const Ended = v.object({ ExitCode: maybe(v.number()) })

/** Milliseconds for a program that tells names; where it takes longer, the archive is asked. */
const patience = 20_000
/** Bytes of what it may tell: a hundred thousand files. */
const outputLimit = 64 * 1024 * 1024

/**
 * Undefined where it cannot tell: the container has no such programs, or they refuse. Throws FailureError where the engine is
 * gone, or the request was cancelled.
 */
export async function listExec({ engine, id, path, signal }: Place): Promise<readonly FileEntry[] | undefined> {
  const text = exactText(path)
  // The engine takes a program's arguments as JSON, which holds text alone.
  if (text === undefined) return undefined
  const folder = text === '/' ? '/' : `${text}/`
  const token = `|${randomBytes(16).toString('hex')}|`
  const find = ['find', folder, '-mindepth', '1', '-maxdepth', '1', '-exec', 'stat', '-c', statFormat(token), '{}', '+']
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  try {
    const { Id } = await engine.get(
      {
        method: 'POST',
        path: `/containers/${id}/exec`,
        body: {
          AttachStdout: true,
          AttachStderr: true,
          User: '0',
          Cmd: find,
          Env: ['QUOTING_STYLE=literal', 'LC_ALL=C']
        },
        signal: limited
      },
      Created
    )
    const body = await engine.open({
      method: 'POST',
      path: `/exec/${Id}/start`,
      body: { Detach: false, Tty: false },
      signal: limited
    })
    const pieces: Buffer[] = []
    let length = 0
    for await (const batch of demultiplex(body as AsyncIterable<Buffer>, { tty: false }))
      for (const { source, data } of batch) {
        if (source !== 'stdout') continue
        pieces.push(Buffer.from(data))
        length += data.length
        if (length > outputLimit) return undefined
      }
    const { ExitCode } = await engine.get({ path: `/exec/${Id}/json`, signal: limited }, Ended)
    const entries = parseStat(Buffer.concat(pieces).toString('latin1'), token, Buffer.from(folder).toString('latin1'))
    // A file that went while it was told of is a failure to find, and none to a person.
    return ExitCode === 0 || (entries.length > 0 && (ExitCode ?? 0) < 126) ? entries : undefined
  } catch (error) {
    if (signal.aborted || !(error instanceof FailureError) || error.failure.kind === 'engine-unreachable') throw error
    return undefined
  }
}
