/** A volume's files, as the window asks for them. */
import type { files } from '../../../../contract/volumes/files/api'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

const refused = (): never => {
  throw new FailureError({ kind: 'unsupported', message: 'Not in this version' })
}

export const filesHandlers = (_parts: Parts): Handlers<typeof files> => ({
  browse: refused,
  listFolder: refused,
  locateFile: refused,
  readFile: refused,
  writeFile: refused,
  makeFolder: refused,
  makeFile: refused,
  renameFile: refused,
  moveFiles: refused,
  copyFiles: refused,
  copyToVolume: refused,
  removeFiles: refused,
  setPermissions: refused,
  countFiles: refused,
  searchFiles: refused,
  folderSizes: refused,
  saveFile: refused,
  unpackFiles: refused,
  uploadFiles: refused
})
