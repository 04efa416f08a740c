/** Images as files of this computer, as the window asks for them. */
import type { archive } from '../../../../contract/images/archive/api'
import { familiarName } from '../../../../contract/images/reference'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { progressLines } from '../../../engine/json-lines'
import { readReference } from '../../../engine/pull-image'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { openFile } from '../../../platform/open-file'
import { saveAnswer } from '../../../platform/save-file'
import { pathNameOf } from '../remove'
import { loadedNames } from './loaded'
import { readable } from './unreadable'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export const archiveHandlers = ({ engines, chosen }: Parts): Handlers<typeof archive> => ({
  async save({ connection, images, path }, { signal, report }) {
    const target = chosen.check(path)
    const names = images.map(({ reference }) => pathNameOf(reference))
    const engine = engines.get(connection)
    const bytes = await saveAnswer(
      target,
      (onto) => engine.open({ path: '/images/get', query: { names }, bulk: true, onto, signal }),
      { signal, onBytes: (count) => report({ bytes: count }) }
    )
    return { path: target, bytes }
  },

  async load({ connection, path }, { signal, report }) {
    const file = await openFile(chosen.check(path), { signal, onBytes: report })
    const answer = await readable(
      engines.get(connection).open({ method: 'POST', path: '/images/load', query: { quiet: 1 }, body: file, signal })
    )
    const loaded = await readable(loadedNames(answer))
    signal.throwIfAborted()
    if (loaded.length === 0)
      throw new FailureError({ kind: 'invalid-input', field: 'path', message: 'The file holds no image' })
    return { loaded }
  },

  async import({ connection, path, reference, message, changes }, { signal, report }) {
    const read = reference === '' ? undefined : readReference(reference)
    const file = await openFile(chosen.check(path), { signal, onBytes: report })
    const query = {
      fromSrc: '-',
      repo: read === undefined ? undefined : familiarName(read),
      tag: read?.tag,
      message: message || undefined,
      changes
    }
    const answer = await readable(
      engines.get(connection).open({ method: 'POST', path: '/images/create', query, body: file, signal })
    )
    let id = ''
    for await (const line of progressLines(answer)) {
      const { status } = (line ?? {}) as { status?: unknown }
      if (typeof status === 'string' && status.startsWith('sha256:')) id = status
    }
    signal.throwIfAborted()
    return { id }
  }
})
