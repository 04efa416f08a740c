/** The engine's archive of a container's files: what is at a path, and a tar of it. Source: moby `api/swagger.yaml`, /containers/{id}/archive. */
import type { Readable } from 'node:stream'
import * as v from 'valibot'
import type { FileKind, FoundFile } from '../../contract/containers/files/model'
import { escapeText, resolvePath } from '../../contract/containers/files/path'
import type { BulkTarget } from '../engine/bulk/open-bulk'
import type { Engine } from '../engine/engine'
import { FailureError } from '../engine/failure-error'
import { number, text } from '../engine/schema'

export interface Place {
  readonly engine: Engine
  readonly id: string
  readonly path: string
  readonly signal: AbortSignal
}

/** The path is escaped already, byte for byte: what encodes text would lose what is none. */
export const archivePath = (id: string, path: string): string =>
  `/containers/${id}/archive?path=${path.replaceAll('/', '%2F')}`

/** Go's own bits of a mode; source: `io/fs`, FileMode. */
const goModes: ReadonlyArray<readonly [bit: number, kind: FileKind]> = [
  [31, 'folder'],
  [27, 'link'],
  [26, 'device'],
  [25, 'pipe'],
  [24, 'socket'],
  [21, 'device'],
  [19, 'other']
]
const has = (mode: number, bit: number): boolean => Math.floor(mode / 2 ** bit) % 2 === 1

const kindOf = (mode: number): FileKind => goModes.find(([bit]) => has(mode, bit))?.[1] ?? 'file'
const permissionsOf = (mode: number): number =>
  (mode % 0o1000) | (has(mode, 23) ? 0o4000 : 0) | (has(mode, 22) ? 0o2000 : 0) | (has(mode, 20) ? 0o1000 : 0)

const Stat = v.object({ size: number(), mode: v.number(), mtime: text(), linkTarget: text() })

/** A link is itself. Throws FailureError: not-found (file or container), and what else the engine says. */
export async function statOf(place: Place): Promise<FoundFile & { readonly target: string }> {
  const { engine, id, path, signal } = place
  const headers = await engine
    .headers({ method: 'HEAD', path: archivePath(id, path), signal })
    .catch((error: unknown) => explain(place, error))
  const raw = headers['x-docker-container-path-stat']
  const stat = v.safeParse(Stat, parse(typeof raw === 'string' ? raw : ''))
  if (!stat.success) throw new FailureError({ kind: 'engine-error', message: 'No word of what is at the path' })
  const { size, mode, mtime, linkTarget } = stat.output
  return {
    path,
    kind: kindOf(mode),
    size,
    mode: permissionsOf(mode),
    changed: Date.parse(mtime) || 0,
    target: escapeText(linkTarget)
  }
}

function parse(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'))
  } catch {
    // What cannot be read fits no schema, and is refused there.
    return undefined
  }
}

/** Links that lead to links are followed so often, as systems do. */
const mostLinks = 40

/** Links followed, all within the container. Throws FailureError as statOf, and for links that lead in a circle. */
export async function followed(place: Place): Promise<FoundFile> {
  let { path } = place
  for (let turn = 0; turn < mostLinks; turn++) {
    const { target, ...found } = await statOf({ ...place, path })
    if (found.kind !== 'link') return found
    const next = resolvePath('/', target)
    // Where it leads nowhere, the engine gives the link itself.
    if (next === path || target === '') break
    path = next
  }
  throw new FailureError({ kind: 'not-found', subject: 'file', name: place.path, message: '' })
}

/** A tar of what is at the path. `onto`: see EngineRequest. */
export async function openArchive(place: Place, onto?: BulkTarget): Promise<Readable> {
  const { engine, id, path, signal } = place
  try {
    return await engine.open({
      path: archivePath(id, path),
      bulk: true,
      signal,
      ...(onto === undefined ? {} : { onto })
    })
  } catch (error) {
    throw aboutFile(error, path)
  }
}

/** A refusal of HEAD has no words: the same asked with GET has. */
async function explain(place: Place, error: unknown): Promise<never> {
  if (!(error instanceof FailureError) || ['engine-unreachable', 'cancelled'].includes(error.failure.kind)) throw error
  const body = await openArchive(place)
  body.destroy()
  throw error
}

/** A path that is missing is "no such container:path" to Docker 20.10 and older. */
export function aboutFile(error: unknown, path: string): unknown {
  if (!(error instanceof FailureError)) return error
  const { failure } = error
  const isFile =
    failure.kind === 'not-found' &&
    (/container:path|could not find the file|no such file or directory|lstat /i.test(failure.message) ||
      failure.subject === 'other')
  if (!isFile) return error
  return new FailureError(
    { kind: 'not-found', subject: 'file', name: path, message: failure.message },
    { cause: error }
  )
}
