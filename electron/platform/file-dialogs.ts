/** The system's own dialogs for files: what is chosen there, and only that, may be read or written. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { app as contract } from '../../contract/app/api'
import type { RequestOf } from '../../contract/define'
import type { ChosenFiles } from './chosen-files'

export interface FileDialogs {
  /** Undefined when the person thought better of it. */
  save(request: RequestOf<typeof contract.chooseSave>): Promise<string | undefined>
  /** Empty then. */
  open(request: RequestOf<typeof contract.chooseOpen>): Promise<string[]>
}

const properties = {
  file: ['openFile'],
  files: ['openFile', 'multiSelections'],
  folder: ['openDirectory', 'createDirectory']
} as const

export const createFileDialogs = (chosen: ChosenFiles): FileDialogs => ({
  async save({ suggestion, filters }) {
    // A suggestion may come from an engine: only its last part is a name.
    const name = suggestion.replace(/[/\\\0]/g, '_')
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: join(app.getPath('downloads'), name),
      filters: filters?.map((filter) => ({ ...filter, extensions: [...filter.extensions] }))
    })
    if (canceled || filePath === '') return undefined
    chosen.add(filePath)
    return filePath
  },
  async open({ kind, filters }) {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: [...properties[kind]],
      filters: filters?.map((filter) => ({ ...filter, extensions: [...filter.extensions] }))
    })
    if (canceled) return []
    filePaths.forEach((path) => chosen.add(path))
    return filePaths
  }
})
