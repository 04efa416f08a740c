/**
 * What `docker save` streams: layers as tars in a tar, the manifest that orders them last. Formats: Docker image spec 1.2
 * (`HASH/layer.tar`), and since Docker 25 an OCI layout beside it (`blobs/sha256/HASH`, also compressed).
 */
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import * as v from 'valibot'
import { FailureError } from '../../../engine/failure-error'
import { listOf } from '../../../engine/schema'
import { readTar, type TarEntry } from '../../../engine/tar-reader'
import { readLayer, type Layer } from './layer-files'

/** Bytes of a JSON that is worth reading. */
const jsonLimit = 16 * 1024 * 1024
const headerSize = 512

const Manifest = v.pipe(listOf(v.object({ Layers: v.array(v.string()) })), v.minLength(1))

type Body = AsyncGenerator<Buffer, void>
interface Peeked {
  readonly head: Buffer
  /** All of it, which begins with the head; to be taken once. */
  whole(): Body
}

async function peek(body: Body): Promise<Peeked> {
  const first: Buffer[] = []
  let length = 0
  while (length < headerSize) {
    const next = await body.next()
    if (next.done === true) break
    first.push(next.value)
    length += next.value.length
  }
  const head = Buffer.concat(first)
  return {
    head,
    async *whole() {
      if (head.length > 0) yield head
      yield* body
    }
  }
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b
const isZstd = (head: Buffer): boolean => head.length > 3 && head.readUInt32LE(0) === 0xfd2fb528
/** ustar and GNU say so at 257; an empty layer is two empty blocks. */
const isTar = (head: Buffer): boolean =>
  head.length >= headerSize && (head.toString('latin1', 257, 262) === 'ustar' || head.every((byte) => byte === 0))

/** To its very end, whoever stops reading before: what comes after it in the archive must not be read by two. */
async function* unzipped(body: Body): Body {
  const pieces = pipeline(Readable.from(body), createGunzip(), () => undefined)
  const iterator = pieces[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let finished = false
  const take = async (): Promise<IteratorResult<Buffer>> => {
    try {
      return await iterator.next()
    } catch (error) {
      finished = true
      if (error instanceof FailureError) throw error
      throw new FailureError({ kind: 'engine-error', message: `A layer is broken: ${(error as Error).message}` })
    }
  }
  try {
    for (;;) {
      const next = await take()
      finished = next.done === true
      if (next.done === true) return
      yield next.value
    }
  } finally {
    while (!finished) finished = (await take()).done === true
  }
}

/** A body as the tar that it is, or undefined where it is none. Throws FailureError (unsupported) for zstd. */
function tarOf({ head, whole }: Peeked): AsyncIterable<Buffer> | undefined {
  if (isTar(head)) return whole()
  if (isGzip(head)) return unzipped(whole())
  if (isZstd(head))
    throw new FailureError({ kind: 'unsupported', message: 'The layers of this image are compressed with zstd' })
  return undefined
}

/** All layers of the archive, the lowest first. Throws FailureError. */
export async function readArchive(stream: AsyncIterable<Buffer>): Promise<Layer[]> {
  const read = new Map<string, Layer>()
  /** A layer that is there twice is a link to the other. */
  const links = new Map<string, string>()
  let order: readonly string[] | undefined
  for await (const entry of readTar(stream)) {
    const name = entry.path.toString('utf8')
    if (entry.kind === 'link' || entry.kind === 'hard-link') {
      links.set(name, resolve(name, entry.target.toString('utf8'), entry.kind))
      continue
    }
    if (entry.kind !== 'file' || entry.size === 0) continue
    if (name === 'manifest.json') {
      order = await readManifest(entry)
      continue
    }
    const tar = tarOf(await peek(entry.body()))
    if (tar !== undefined) read.set(name, await readLayer(name, tar))
  }
  if (order === undefined) throw new FailureError({ kind: 'engine-error', message: 'The archive has no manifest' })
  return order.map((name) => {
    const layer = read.get(name) ?? read.get(links.get(name) ?? '')
    if (layer !== undefined) return { ...layer, name }
    // A layer without any file is an empty one.
    return { name, files: [], removed: [], opaque: [] }
  })
}

/** `abc/layer.tar` → `../def/layer.tar` is `def/layer.tar`. */
function resolve(from: string, target: string, kind: 'link' | 'hard-link'): string {
  if (kind === 'hard-link') return target
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function readManifest(entry: TarEntry): Promise<readonly string[]> {
  const pieces: Buffer[] = []
  if (entry.size > jsonLimit) throw new FailureError({ kind: 'engine-error', message: 'The manifest is too large' })
  for await (const piece of entry.body()) pieces.push(piece)
  const parsed = v.safeParse(Manifest, jsonOf(Buffer.concat(pieces)))
  if (!parsed.success) throw new FailureError({ kind: 'engine-error', message: 'The manifest names no layers' })
  return parsed.output[0]?.Layers ?? []
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new FailureError({ kind: 'engine-error', message: `The manifest is no JSON: ${String(error)}` })
  }
}

/** The bytes of one file of one layer; undefined where it is not in it. */
export async function* fileOf(stream: AsyncIterable<Buffer>, layer: string, matches: (path: string) => boolean): Body {
  for await (const entry of readTar(stream)) {
    if (entry.kind !== 'file' || entry.path.toString('utf8') !== layer) continue
    const tar = tarOf(await peek(entry.body()))
    if (tar === undefined) break
    for await (const file of readTar(tar))
      if (file.kind === 'file' && matches(file.path.toString('utf8'))) return yield* file.body()
  }
  throw new FailureError({ kind: 'not-found', subject: 'file', message: 'The layer has no such file' })
}
