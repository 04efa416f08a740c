/** The image of the volume helper: made from the program that Escale carries, so that nothing is pulled. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { ownLabel } from '../../../../contract/own'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { progressLines } from '../../../engine/json-lines'
import { listOf } from '../../../engine/schema'
import { send } from '../../../engine/send'
import { padding, tarEnd, tarHeader } from '../../../engine/tar-writer'

const helperRepository = 'escale/volume-helper'
/** Where the volume is mounted, and where the program stands. */
export const volumeMount = '/volume'
const program = '/volume-helper'

export type HelperArchitecture = 'amd64' | 'arm64'

/** What the engine calls its processor: `x86_64` is Podman's word. */
export function architectureOf(arch: string): HelperArchitecture | undefined {
  if (arch === 'amd64' || arch === 'x86_64') return 'amd64'
  return arch === 'arm64' || arch === 'aarch64' ? 'arm64' : undefined
}

/** Read at the first use: a part of its own in the built app. */
async function readProgram(architecture: HelperArchitecture): Promise<Buffer> {
  const { default: url } = await (architecture === 'amd64'
    ? import('../../../../assets/volume-helper/bin/amd64/volume-helper?url&inline')
    : import('../../../../assets/volume-helper/bin/arm64/volume-helper?url&inline'))
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

const file = (path: string, body: Buffer | undefined, mode: number): readonly Buffer[] => [
  tarHeader({
    path: Buffer.from(path.slice(1)),
    kind: body === undefined ? 'folder' : 'file',
    size: body?.length ?? 0,
    mode,
    changed: 0
  }),
  ...(body === undefined ? [] : [body, padding(body.length)])
]

export interface HelperImage {
  readonly reference: string
  readonly tag: string
  readonly tar: Buffer
}

const images = new Map<HelperArchitecture, Promise<HelperImage>>()

async function make(architecture: HelperArchitecture): Promise<HelperImage> {
  const body = await readProgram(architecture)
  const tag = createHash('sha256').update(body).digest('hex').slice(0, 16)
  const tar = Buffer.concat([...file(program, body, 0o755), ...file(volumeMount, undefined, 0o755), tarEnd])
  return { reference: `${helperRepository}:${tag}`, tag, tar }
}

export function helperImage(architecture: HelperArchitecture): Promise<HelperImage> {
  const made = images.get(architecture) ?? make(architecture)
  images.set(architecture, made)
  return made
}

const Image = v.object({ Id: v.string() })
const Listed = listOf(v.object({ RepoTags: listOf(v.string()) }))

/** Whether it stands there already. */
async function stands(engine: Engine, reference: string): Promise<boolean> {
  try {
    await engine.get({ path: `/images/${reference}/json` }, Image)
    return true
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found') return false
    throw error
  }
}

/** Brings the image where the engine has it not. Throws FailureError. */
export async function provideImage(engine: Engine, architecture: HelperArchitecture): Promise<string> {
  const { reference, tag, tar } = await helperImage(architecture)
  if (await stands(engine, reference)) return reference
  const changes = [`ENTRYPOINT ["${program}"]`, `CMD ["${volumeMount}"]`, `LABEL ${ownLabel}=volume`]
  const query = { fromSrc: '-', repo: helperRepository, tag, changes, platform: `linux/${architecture}` }
  const body = await engine.open({ method: 'POST', path: '/images/create', query, body: tar })
  for await (const _ of progressLines(body as AsyncIterable<Buffer>)) continue
  await removeOlder(engine, reference)
  return reference
}

/** Those of other versions, as far as nothing uses them: they come back where they are needed. */
async function removeOlder(engine: Engine, reference: string): Promise<void> {
  const query = { filters: JSON.stringify({ label: [ownLabel] }) }
  const listed = await engine.get({ path: '/images/json', query }, Listed).catch(() => [])
  const older = listed
    .flatMap(({ RepoTags }) => RepoTags)
    .filter((tag) => tag.startsWith(`${helperRepository}:`) && tag !== reference)
  for (const tag of older)
    // In use by another Escale, or gone: its affair.
    await send(engine, { method: 'DELETE', path: `/images/${tag}` }).catch(() => undefined)
}
