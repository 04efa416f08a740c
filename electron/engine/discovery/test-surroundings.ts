/** A machine for tests of discovery: its files, its variables, its platform. */
import { createHash } from 'node:crypto'
import type { Surroundings } from './surroundings'

export interface World {
  readonly platform?: NodeJS.Platform
  readonly env?: Record<string, string>
  readonly uid?: number
  /** Paths with what they hold; sockets hold nothing. */
  readonly files?: Record<string, string>
  readonly links?: Record<string, string>
  readonly unreadable?: readonly string[]
}

export function surroundingsOf({
  platform = 'linux',
  env = {},
  uid = 1000,
  files = {},
  links = {},
  unreadable = []
}: World): Surroundings {
  const separator = platform === 'win32' ? '\\' : '/'
  const paths = Object.keys(files)
  return {
    env,
    platform,
    home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
    uid: platform === 'win32' ? undefined : uid,
    exists: (path) => paths.includes(path) || path in links,
    list(folder) {
      const start = folder.endsWith(separator) ? folder : folder + separator
      return [
        ...new Set(
          paths
            .filter((path) => path.startsWith(start))
            .map((path) => path.slice(start.length).split(separator)[0] ?? '')
        )
      ]
    },
    read(path) {
      if (unreadable.includes(path))
        throw Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { code: 'EACCES' })
      return files[path]
    },
    real: (path) => links[path] ?? path
  }
}

export const idOf = (name: string): string => createHash('sha256').update(name).digest('hex')
export const metaPath = (name: string, config = '/home/ada/.docker'): string =>
  `${config}/contexts/meta/${idOf(name)}/meta.json`
export const meta = (name: string, host: string, more = {}): string =>
  JSON.stringify({
    Name: name,
    Metadata: { Description: '' },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false, ...more } }
  })
