/** What a volume holds, counted once: asked before it is emptied or replaced. */
import type { Failure } from '../../../../contract/failure'
import type { SizeNode } from '../../../../contract/volumes/files/model'
import { open } from '../../../ipc/client'

export type Weight = Pick<SizeNode, 'files' | 'folders' | 'bytes'>

/** Its own folder is not counted. */
export const weigh = (connection: string, volume: string): Promise<Weight | Failure> =>
  new Promise((resolve) => {
    open(
      'volumes.folderSizes',
      { connection, volume, path: '/', depth: 1, top: 1 },
      {
        items(steps) {
          for (const step of steps)
            if (step.kind === 'weighed') {
              const { files, folders, bytes } = step.root
              resolve({ files, folders: Math.max(0, folders - 1), bytes })
            }
        },
        ended(failure) {
          resolve(failure ?? { kind: 'internal', message: '' })
        }
      }
    )
  })
