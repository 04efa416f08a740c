/**
 * A context as a file: the tar that `docker context export` writes, and the zip that `docker context import` reads as well. Source: docker/cli `cli/context/store/store.go`.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileError } from '../../platform/save-file'
import { FailureError } from '../failure-error'
import { readTar } from '../tar-reader'
import { padding, tarEnd, tarHeader } from '../tar-writer'
import { idOfContext, layoutOf } from './layout'
import type { StoredContext } from './write-store'
import { isZip, readZip } from './zip-reader'

/** Bytes: docker itself takes ten million. */
const largest = 10_000_000
const part = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]*$/

const names = (folder: string): Promise<string[]> =>
  readdir(folder).then(
    (found) => found.filter((name) => part.test(name)).sort(),
    () => []
  )

function* entryOf(path: string, body: Buffer): Generator<Buffer> {
  yield tarHeader({ path: Buffer.from(path), kind: 'file', size: body.length, mode: modeOf(path), changed: 0 })
  yield body
  yield padding(body.length)
}
const modeOf = (path: string): number => (path === 'meta.json' ? 0o644 : 0o600)
const folderOf = (path: string): Buffer =>
  tarHeader({ path: Buffer.from(path), kind: 'folder', size: 0, mode: 0o700, changed: 0 })

/** Throws FailureError: not-found, permission-denied (file). */
export async function* exportContext(folder: string, name: string): AsyncGenerator<Buffer, void> {
  const store = layoutOf(folder, join)
  const id = idOfContext(name)
  const read = async (path: string): Promise<Buffer> => {
    try {
      return await readFile(path)
    } catch (error) {
      throw fileError(error, path)
    }
  }
  yield* entryOf('meta.json', await read(store.metaFile(id)))
  yield folderOf('tls')
  for (const endpoint of await names(store.tlsFolder(id))) {
    yield folderOf(`tls/${endpoint}`)
    const place = join(store.tlsFolder(id), endpoint)
    for (const file of await names(place)) yield* entryOf(`tls/${endpoint}/${file}`, await read(join(place, file)))
  }
  yield tarEnd
}

const refuse = (message: string): FailureError => new FailureError({ kind: 'invalid-input', field: 'file', message })

/** A file of an archive, whichever kind that is. */
interface Entry {
  readonly name: string
  readonly kind: string
  /** Bytes of its content. */
  readonly size: number
  content(): Promise<Buffer>
}

/** A tar or a zip; what is in it is looked at: only what belongs to a context is taken. Throws FailureError (invalid-input). */
export async function readArchive(chunks: AsyncIterable<Buffer>): Promise<StoredContext> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > largest) throw refuse(`It is larger than ${largest} bytes`)
    pieces.push(chunk)
  }
  const whole = Buffer.concat(pieces)
  try {
    return await readEntries(isZip(whole) ? entriesOfZip(whole) : entriesOfTar(whole))
  } catch (error) {
    // The reader's own word for what is no tar.
    if (error instanceof FailureError && error.failure.kind === 'engine-error') throw refuse(error.failure.message)
    throw error
  }
}

async function* entriesOfTar(whole: Buffer): AsyncGenerator<Entry> {
  // docker leaves out what fills the last block, and the end.
  const filled = [whole, padding(whole.length)]
  for await (const { path, kind, size, body } of readTar(Readable.from(filled))) {
    yield {
      name: path.toString('utf8'),
      kind,
      size,
      async content() {
        const pieces: Buffer[] = []
        for await (const piece of body()) pieces.push(piece)
        return Buffer.concat(pieces)
      }
    }
  }
}

async function* entriesOfZip(whole: Buffer): AsyncGenerator<Entry> {
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw refuse(error instanceof Error ? error.message : String(error))
    }
  }
  for (const { name, kind, size, content } of told(() => readZip(whole)))
    yield { name, kind, size, content: () => Promise.resolve(told(content)) }
}

async function readEntries(entries: AsyncIterable<Entry>): Promise<StoredContext> {
  const tls = new Map<string, Buffer>()
  let meta: unknown
  let whole = 0
  for await (const { name: path, kind, size, content } of entries) {
    const name = path.replace(/^\.\//, '')
    if (kind === 'folder') continue
    whole += size
    if (kind !== 'file' || whole > largest) throw refuse(name.slice(0, 200))
    const [root, endpoint = '', file = '', ...more] = name.split('/')
    const isMeta = name === 'meta.json'
    const isTls = root === 'tls' && part.test(endpoint) && part.test(file) && more.length === 0
    if (!isMeta && !isTls) throw refuse(`Unexpected in a context: ${name.slice(0, 200)}`)
    const bytes = await content()
    // Text has none: it was cut, and filled above.
    if (bytes.includes(0)) throw refuse('it ends too early')
    if (isMeta) meta = parsed(bytes)
    else tls.set(`${endpoint}/${file}`, bytes)
  }
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) throw refuse('It holds no meta.json')
  return { meta: meta as Record<string, unknown>, tls }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw refuse(`meta.json: ${error instanceof Error ? error.message : String(error)}`)
  }
}
