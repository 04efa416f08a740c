/** A container's files, as the window asks for them. */
import type { files } from '../../../../contract/containers/files/api'
import type { FilesBatch } from '../../../../contract/containers/files/model'
import { exactText } from '../../../../contract/containers/files/path'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { saveFile } from '../../../platform/save-file'
import { followed, openArchive, type Place } from '../../../files/archive'
import { listArchive } from '../../../files/list-archive'
import { listExec } from './list-exec'
import { openOne, readFile } from '../../../files/read-archive'
import { unpackFiles } from './unpack-files'
import { uploadFiles } from '../../../files/upload-files'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

const batchSize = 500

/** A running container tells itself, where it can; else its archive does. */
async function* list(place: Place, running: boolean): AsyncGenerator<FilesBatch, void> {
  const told = running ? await listExec(place) : undefined
  if (told === undefined) return yield* listArchive(place)
  for (let at = 0; at < told.length; at += batchSize) yield { kind: 'entries', entries: told.slice(at, at + batchSize) }
  yield { kind: 'listed', way: 'exec', complete: true }
}

export function filesHandlers({ engines, chosen }: Parts): Handlers<typeof files> {
  const placeOf = (
    request: { readonly connection: string; readonly container: { readonly id: string }; readonly path: string },
    signal: AbortSignal
  ): Place => ({ engine: engines.get(request.connection), id: request.container.id, path: request.path, signal })

  return {
    files: (request, { signal }) => list(placeOf(request, signal), request.running),
    findFile: (request, { signal }) => followed(placeOf(request, signal)),
    readFile: (request, { signal }) => readFile(placeOf(request, signal), request.limit),

    async saveFile(request, { signal, report }) {
      const target = chosen.check(request.target)
      const place = placeOf(request, signal)
      if (request.as === 'tar') {
        if (exactText(request.path) === undefined && (await followed(place)).kind !== 'folder')
          throw new FailureError({ kind: 'unsupported', message: 'The engine makes no tar of a name that is no UTF-8' })
        const onBytes = (bytes: number): void => report({ bytes })
        return {
          path: target,
          bytes: await saveFile(
            target,
            await openArchive(exactText(place.path) === undefined ? { ...place, path: `${place.path}/` } : place),
            { signal, onBytes }
          )
        }
      }
      for await (const { found, entry } of openOne(place)) {
        const onBytes = (bytes: number): void => report({ bytes, total: found.size })
        return { path: target, bytes: await saveFile(target, entry.body(), { signal, onBytes }) }
      }
      throw new FailureError({ kind: 'engine-error', message: 'The engine gave an empty tar' })
    },

    unpackFiles: (request, { signal, report }) =>
      unpackFiles(
        request.paths.map((path) => placeOf({ ...request, path }, signal)),
        chosen.check(request.target),
        (bytes) => report({ bytes })
      ),

    uploadFiles: ({ sources, overwrite, ...request }, { signal, report }) =>
      uploadFiles(
        placeOf({ ...request, path: request.folder }, signal),
        sources.map((source) => chosen.check(source)),
        { overwrite, report }
      )
  }
}
