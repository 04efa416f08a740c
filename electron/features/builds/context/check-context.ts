/** What a build would send, read through and added up. */
import type { ContextReport } from '../../../../contract/builds/model'
import { folderOf, readDockerfile, readIgnore, rulesOf, type Located } from './build-context'
import { FailureError } from '../../../engine/failure-error'
import { byteText, readable, walkContext } from './walk'

/** Bytes: from here on it is worth a word. */
const large = 500_000_000
const shown = 10

interface Sum {
  readonly path: string
  readonly kind: 'file' | 'folder'
  bytes: number
  files: number
}

/** Throws FailureError: not-found where the folder is gone. A Dockerfile that is not there yet is none of its business. */
export async function checkContext(
  located: Located,
  way: 'buildkit' | 'classic',
  signal: AbortSignal
): Promise<ContextReport> {
  const report = { files: 0, folders: 0, bytes: 0, ignored: 0, largest: [], largestFiles: [], large: false }
  if (located.context.kind !== 'folder') return report
  const folder = await folderOf(located.context.path)
  const dockerfile = await readDockerfile(located).catch((error: unknown) => {
    if (error instanceof FailureError) return undefined
    throw error
  })
  const ignore = await readIgnore(folder, dockerfile?.inside, way)
  const always = new Set(['.dockerignore', ...(dockerfile?.inside === undefined ? [] : [byteText(dockerfile.inside)])])
  const tops = new Map<string, Sum>()
  let files: Sum[] = []
  let ignored = 0
  const entries = walkContext(folder, {
    rules: rulesOf(ignore, way),
    always: way === 'classic' ? always : new Set(),
    signal,
    onIgnored: () => ignored++
  })
  for await (const { path, kind, size } of entries) {
    const name = readable(path)
    const [top = ''] = name.split('/')
    const sum = tops.get(top) ?? {
      path: top,
      kind: kind === 'folder' || top !== name ? 'folder' : 'file',
      bytes: 0,
      files: 0
    }
    tops.set(top, sum)
    if (kind === 'folder') {
      report.folders++
      continue
    }
    report.files++
    report.bytes += size
    sum.bytes += size
    sum.files++
    files.push({ path: name, kind: 'file', bytes: size, files: 1 })
    // Only the largest are wanted: a folder of a million files is not held.
    if (files.length > 1_000) files = largestOf(files)
  }
  return {
    ...report,
    ignored,
    ...(ignore === undefined ? {} : { ignoreFile: ignore.name }),
    largest: largestOf([...tops.values()]),
    largestFiles: largestOf(files),
    large: report.bytes > large
  }
}

const largestOf = (sums: readonly Sum[]): Sum[] =>
  sums.toSorted((one, other) => other.bytes - one.bytes).slice(0, shown)
