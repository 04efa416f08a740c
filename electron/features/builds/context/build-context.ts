/** What a build sends: the folder, which of its files the ignore file leaves out, and where the Dockerfile is. */
import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { BuildOptions } from '../../../../contract/builds/options'
import { FailureError } from '../../../engine/failure-error'
import { IgnoreRules, readIgnoreFile } from './ignore'
import { byteText, type ByteText } from './walk'

/** Bytes of a Dockerfile or an ignore file that is read. */
const textLimit = 2_000_000

export type Located = Pick<BuildOptions, 'context' | 'dockerfile'>

export interface Dockerfile {
  readonly text: string
  /** In the context, with slashes; undefined: it is none of its files. */
  readonly inside: string | undefined
  /** Where it lies; undefined: in an editor. */
  readonly path: string | undefined
}

const notFound = (path: string, message = `${path}: no such file or directory`): FailureError =>
  new FailureError({ kind: 'not-found', subject: 'file', name: path, message })

/** What the system says of a file as a Failure. */
export function aboutPath(error: unknown, path: string): unknown {
  if (error instanceof FailureError || !(error instanceof Error)) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path, message)
  if (code === 'EACCES' || code === 'EPERM')
    return new FailureError({ kind: 'permission-denied', subject: 'file', message })
  if (code === 'EISDIR') return new FailureError({ kind: 'invalid-input', field: 'dockerfile', message })
  if (code === 'ENOSPC') return new FailureError({ kind: 'disk-full', message })
  return error
}

/** The folder, whole. Throws FailureError: not-found, invalid-input where it is none. */
export async function folderOf(path: string): Promise<string> {
  const folder = resolve(path)
  const stats = await stat(folder).catch((error: unknown) => {
    throw aboutPath(error, folder)
  })
  if (!stats.isDirectory())
    throw new FailureError({ kind: 'invalid-input', field: 'context', message: `Not a folder: ${folder}` })
  return folder
}

/** Where a path lies in a folder, with slashes, links followed; undefined: outside. */
export async function insideOf(folder: string, path: string): Promise<string | undefined> {
  const [whole, target] = await Promise.all([realpath(folder), realpath(path).catch(() => resolve(path))])
  const within = relative(whole, target)
  return within === '' || within.startsWith('..') || isAbsolute(within) ? undefined : within.split(sep).join('/')
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > textLimit)
      throw new FailureError({
        kind: 'invalid-input',
        field: 'dockerfile',
        message: `${path}: larger than ${textLimit} bytes`
      })
    return await readFile(path, 'utf8')
  } catch (error) {
    throw aboutPath(error, path)
  }
}

/** The Dockerfile of options that name a folder or nothing. Throws FailureError: not-found where it is not there. */
export async function readDockerfile({ context, dockerfile }: Located): Promise<Dockerfile> {
  if (dockerfile.kind === 'text') return { text: dockerfile.text, inside: undefined, path: undefined }
  if (dockerfile.kind === 'file') {
    const path = resolve(dockerfile.path)
    const inside = context.kind === 'folder' ? await insideOf(await folderOf(context.path), path) : undefined
    return { text: await readText(path), inside, path }
  }
  if (context.kind !== 'folder')
    throw new FailureError({
      kind: 'invalid-input',
      field: 'dockerfile',
      message: 'No Dockerfile, and no folder to look for it in'
    })
  const path = join(await folderOf(context.path), 'Dockerfile')
  return { text: await readText(path), inside: 'Dockerfile', path }
}

export interface IgnoreFile {
  /** In the context. */
  readonly name: string
  readonly text: string
}

/** BuildKit looks for one beside the Dockerfile first: `web.Dockerfile.dockerignore`. */
export async function readIgnore(
  folder: string,
  inside: string | undefined,
  way: 'buildkit' | 'classic'
): Promise<IgnoreFile | undefined> {
  const names = [...(way === 'buildkit' && inside !== undefined ? [`${inside}.dockerignore`] : []), '.dockerignore']
  for (const name of names)
    try {
      return { name, text: await readText(join(folder, ...name.split('/'))) }
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind !== 'not-found') throw error
    }
  return undefined
}

export const rulesOf = (ignore: IgnoreFile | undefined, way: 'buildkit' | 'classic'): IgnoreRules =>
  new IgnoreRules(ignore === undefined ? [] : readIgnoreFile(ignore.text), way)

/** The name under which a Dockerfile that is not in the context is sent: the same one for the same text, which keeps the cache. */
export const sentName = (text: string): ByteText =>
  byteText(`.dockerfile.${createHash('sha256').update(text).digest('hex').slice(0, 20)}`)
