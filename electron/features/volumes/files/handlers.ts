/** A volume's files, as the window asks for them. */
import type { files } from '../../../../contract/volumes/files/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import type { OnVolume } from '../../../../contract/volumes/requests'
import type { VolumeBrowser } from '../helper/volume-browser'
import { overVolume, withVolume } from '../helper/volume-browsers'
import * as byArchive from './by-archive'
import { folderSizes } from './folder-sizes'
import { listFolder } from './list-folder'
import { locate, readFile } from './read-file'
import { searchFiles } from './search-files'
import { copyToVolume, saveFile, unpackFiles, uploadFiles } from './transfer'
import { copyFiles, countFiles, moveFiles, removeFiles, setPermissions } from './trees'
import { make, renameFile, writeFile } from './write-file'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export function filesHandlers({ engines, chosen }: Parts): Handlers<typeof files> {
  const on = <T>({ connection, volume }: OnVolume, work: (browser: VolumeBrowser) => Promise<T>): Promise<T> =>
    withVolume(engines.get(connection), volume, work)
  const over = <T>(
    { connection, volume }: OnVolume,
    work: (browser: VolumeBrowser) => AsyncGenerator<T, void>
  ): AsyncGenerator<T, void> => overVolume(engines.get(connection), volume, work)

  /** The one that is read by the engine's archives, or the other. */
  const either = async <T>(browser: VolumeBrowser, helper: () => Promise<T>, archive: () => Promise<T>): Promise<T> =>
    (await browser.way()) === 'helper' ? helper() : archive()

  return {
    browse: (request, { signal }) => over(request, (browser) => browser.states(signal)),
    listFolder: (request, { signal }) =>
      over(request, async function* (browser) {
        const list = (await browser.way()) === 'helper' ? listFolder : byArchive.listFolder
        yield* list(browser, request.path, signal)
      }),
    locateFile: (request, { signal }) =>
      on(request, (browser) =>
        either(
          browser,
          () => locate(browser, request.path, signal),
          () => byArchive.locate(browser, request.path, signal)
        )
      ),
    readFile: ({ offset = 0, limit, ...request }, { signal }) =>
      on(request, (browser) =>
        either(
          browser,
          () => readFile(browser, request.path, signal, { offset, limit }),
          () => byArchive.readContent(browser, request.path, signal, { offset, limit })
        )
      ),
    writeFile: (request, { signal }) => on(request, (browser) => writeFile(browser, request, signal)),
    makeFolder: (request, { signal }) => on(request, (browser) => make(browser, 'mkdir', request.path, signal)),
    makeFile: (request, { signal }) => on(request, (browser) => make(browser, 'create', request.path, signal)),
    renameFile: (request, { signal }) => on(request, (browser) => renameFile(browser, request, signal)),
    moveFiles: (request, { signal }) => on(request, (browser) => moveFiles(browser, request, signal)),
    copyFiles: (request, context) => on(request, (browser) => copyFiles(browser, request, context)),
    copyToVolume: (request, context) =>
      on(request, (from) => on(request.target, (to) => copyToVolume(from, to, request, context))),
    removeFiles: (request, context) => on(request, (browser) => removeFiles(browser, request, context)),
    setPermissions: (request, context) => on(request, (browser) => setPermissions(browser, request, context)),
    countFiles: (request, { signal }) => over(request, (browser) => countFiles(browser, request, signal)),
    searchFiles: (request, { signal }) => over(request, (browser) => searchFiles(browser, request, signal)),
    folderSizes: (request, { signal }) => over(request, (browser) => folderSizes(browser, request, signal)),
    saveFile(request, context) {
      const target = chosen.check(request.target)
      return on(request, (browser) =>
        either(
          browser,
          () => saveFile(browser, request, target, context),
          () => byArchive.saveFile(browser, request, target, context)
        )
      )
    },
    unpackFiles(request, context) {
      const target = chosen.check(request.target)
      return on(request, (browser) =>
        either(
          browser,
          () => unpackFiles(browser, request, target, context),
          () => byArchive.unpackFiles(browser, request.paths, target, context)
        )
      )
    },
    uploadFiles(request, context) {
      const sources = request.sources.map((source) => chosen.check(source))
      return on(request, (browser) =>
        either(
          browser,
          () => uploadFiles(browser, request, sources, context),
          () => byArchive.upload(browser, request, sources, context)
        )
      )
    }
  }
}
