/** Puts an image into a registry over HTTP, with no engine: its layers, configuration and manifest are made here. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { tar, type TarEntry } from './tar'

export interface ImageSource {
  /** `library/busybox` for what `docker pull busybox` means. */
  readonly name: string
  readonly tags: readonly string[]
  /** Bottom first; each is what it adds. */
  readonly layers: ReadonlyArray<{ readonly createdBy: string; readonly entries: readonly TarEntry[] }>
  /** The engine's own image configuration: Cmd, Entrypoint, Env, ExposedPorts, Labels, Healthcheck, … */
  readonly config: Readonly<Record<string, unknown>>
  /** This machine's where nothing is said. */
  readonly architecture?: string
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const created = '2024-01-02T03:04:05Z'

async function upload(url: string, name: string, blob: Buffer): Promise<string> {
  const digest = digestOf(blob)
  const begun = await fetch(`${url}/v2/${name}/blobs/uploads/`, { method: 'POST' })
  const place = new URL(begun.headers.get('location') ?? '', url)
  place.searchParams.set('digest', digest)
  const done = await fetch(place, {
    method: 'PUT',
    body: new Uint8Array(blob),
    headers: { 'Content-Type': 'application/octet-stream' }
  })
  if (done.status !== 201)
    throw new Error(`the registry refused a layer of ${name}: ${done.status} ${await done.text()}`)
  return digest
}

export interface IndexSource {
  readonly name: string
  readonly tag: string
  /** Manifests that are there already; an attestation has no platform of its own. */
  readonly manifests: ReadonlyArray<{
    readonly digest: string
    readonly size: number
    readonly platform: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }>
}

/** One tag for several platforms' images. Gives the list's digest. */
export async function publishIndex(url: string, { name, tag, manifests }: IndexSource): Promise<string> {
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json'
  const listType = 'application/vnd.docker.distribution.manifest.list.v2+json'
  const entries = manifests.map((one) => ({ mediaType, ...one }))
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: listType, manifests: entries }))
  await put(url, name, tag, index, listType)
  return digestOf(index)
}

async function put(url: string, name: string, tag: string, manifest: Buffer, type: string): Promise<void> {
  const answer = await fetch(`${url}/v2/${name}/manifests/${tag}`, {
    method: 'PUT',
    body: new Uint8Array(manifest),
    headers: { 'Content-Type': type }
  })
  if (answer.status !== 201)
    throw new Error(`the registry refused ${name}:${tag}: ${answer.status} ${await answer.text()}`)
}

/** https://distribution.github.io/distribution/spec/manifest-v2-2/. Gives the manifest's digest, the same at every run. */
export async function publish(url: string, image: ImageSource): Promise<string> {
  const layers = await Promise.all(
    image.layers.map(async ({ createdBy, entries }) => {
      const plain = tar(entries)
      const packed = gzipSync(plain, { level: 1 })
      return { createdBy, plain: digestOf(plain), packed: await upload(url, image.name, packed), size: packed.length }
    })
  )
  const config = Buffer.from(
    JSON.stringify({
      architecture: image.architecture ?? (process.arch === 'arm64' ? 'arm64' : 'amd64'),
      os: 'linux',
      created,
      config: image.config,
      rootfs: { type: 'layers', diff_ids: layers.map(({ plain }) => plain) },
      history: layers.map(({ createdBy }) => ({ created, created_by: createdBy }))
    })
  )
  const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: await upload(url, image.name, config)
      },
      layers: layers.map(({ packed, size }) => ({
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size,
        digest: packed
      }))
    })
  )
  for (const tag of image.tags) await put(url, image.name, tag, manifest, manifestType)
  return digestOf(manifest)
}
