/** Why a backup could not be written, in one sentence: what is about files is about the folder of the plan. */
import type { Failure } from '../../../../contract/failure'
import { failureText } from '../../../modules/failure-text'

type Translate = (key: `volumes-keep.backups.${'folder-gone' | 'folder-closed' | 'folder-full'}`) => string

export function backupFailure(failure: Failure, t: Translate, endpoint?: string): string {
  if (failure.kind === 'not-found' && failure.subject === 'file') return t('volumes-keep.backups.folder-gone')
  if (failure.kind === 'permission-denied' && failure.subject === 'file') return t('volumes-keep.backups.folder-closed')
  if (failure.kind === 'disk-full' && failure.here === true) return t('volumes-keep.backups.folder-full')
  return failureText(failure, endpoint).sentence
}
