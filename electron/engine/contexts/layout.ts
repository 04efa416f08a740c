/** Where docker's context store keeps what. Source: docker/cli `cli/context/store`. */
import { createHash } from 'node:crypto'
import type { posix } from 'node:path'

type Join = typeof posix.join

/** A context's folders are named after its name's SHA-256. */
export const idOfContext = (name: string): string => createHash('sha256').update(name).digest('hex')

export const tlsNames = { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' } as const

export interface StoreLayout {
  readonly config: string
  readonly contexts: string
  readonly metaRoot: string
  readonly tlsRoot: string
  metaFolder(id: string): string
  metaFile(id: string): string
  tlsFolder(id: string): string
  /** The endpoint `docker` alone; others have theirs beside it. */
  dockerTls(id: string): string
}

export function layoutOf(folder: string, join: Join): StoreLayout {
  const contexts = join(folder, 'contexts')
  const metaRoot = join(contexts, 'meta')
  const tlsRoot = join(contexts, 'tls')
  return {
    config: join(folder, 'config.json'),
    contexts,
    metaRoot,
    tlsRoot,
    metaFolder: (id) => join(metaRoot, id),
    metaFile: (id) => join(metaRoot, id, 'meta.json'),
    tlsFolder: (id) => join(tlsRoot, id),
    dockerTls: (id) => join(tlsRoot, id, 'docker')
  }
}
