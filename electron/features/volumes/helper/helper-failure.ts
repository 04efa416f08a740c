/** What the helper was refused by the file system, as a failure. */
import type { Failure } from '../../../../contract/failure'
import { shownText } from '../../../../contract/containers/files/path'

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBADMSG: 'not a tar',
  EBUSY: 'device or resource busy',
  EEXIST: 'file exists',
  EINVAL: 'invalid argument',
  EIO: 'input/output error',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  EDQUOT: 'disk quota exceeded',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  ESTALE: 'changed or removed meanwhile',
  EXDEV: 'leads out of the volume'
}

/** `error` is the name of an errno; `path` travels escaped. */
export function helperFailure(error: string, path?: string): Failure {
  const said = words[error] ?? error
  const message = path === undefined || path === '' ? said : `${shownText(path)}: ${said}`
  const name = path === undefined || path === '' ? {} : { name: path }
  switch (error) {
    case 'ECANCELED':
      return { kind: 'cancelled', message: '' }
    case 'ENOENT':
    case 'EXDEV':
      return { kind: 'not-found', subject: 'file', ...name, message }
    case 'EEXIST':
    case 'ENOTEMPTY':
      return { kind: 'conflict', reason: 'already', ...name, message }
    case 'ESTALE':
      return { kind: 'conflict', reason: 'other', ...name, message }
    case 'EBUSY':
    case 'ETXTBSY':
      return { kind: 'conflict', reason: 'in-use', ...name, message }
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { kind: 'disk-full', message }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { kind: 'permission-denied', subject: 'file', message }
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'EINVAL':
    case 'ENAMETOOLONG':
    case 'EBADMSG':
      return { kind: 'invalid-input', field: 'path', message }
    default:
      return { kind: 'engine-error', message }
  }
}
