/** What goes with `POST /build`: the context as a tar, and where the Dockerfile is in it. */
import type { BuildOptions } from '../../../../contract/builds/options'
import { FailureError } from '../../../engine/failure-error'
import { IgnoreRules, readIgnoreFile } from './ignore'
import { folderOf, readIgnore, sentName, type Dockerfile } from './build-context'
import { tarOfContext, type ExtraFile } from './tar-context'
import { byteText, walkContext } from './walk'

interface Parts {
  readonly options: BuildOptions
  readonly way: 'buildkit' | 'classic'
  readonly dockerfile: Dockerfile | undefined
  readonly signal: AbortSignal
}

export interface SentContext {
  /** Undefined: the engine fetches it itself. */
  readonly source?: AsyncIterable<Buffer>
  readonly query: Readonly<Record<string, string | undefined>>
}

/** Nothing of a folder. */
async function* noEntries(): AsyncGenerator<never, void> {
  return
}

export async function contextTar(
  { options, way, dockerfile, signal }: Parts,
  onBytes: (bytes: number) => void
): Promise<SentContext> {
  const { context } = options
  if (context.kind === 'address' || dockerfile === undefined) {
    if (options.dockerfile.kind === 'text' || context.kind !== 'address')
      throw new FailureError({
        kind: 'unsupported',
        message: 'The Dockerfile of an address is one of its own files'
      })
    const path = options.dockerfile.kind === 'file' ? options.dockerfile.path : undefined
    return { query: { remote: context.address, dockerfile: path } }
  }
  const content = Buffer.from(dockerfile.text)
  if (context.kind === 'none') {
    const only: ExtraFile = { path: 'Dockerfile', content }
    return { source: tarOfContext('', noEntries(), [only], onBytes), query: {} }
  }
  const folder = await folderOf(context.path)
  const ignore = await readIgnore(folder, dockerfile.inside, way)
  const rules = new IgnoreRules(ignore === undefined ? [] : readIgnoreFile(ignore.text), way)
  // The engine's builder reads both, and leaves them out of what COPY takes where the rules say so.
  const always = new Set([
    ...(way === 'classic' ? ['.dockerignore'] : []),
    ...(dockerfile.inside === undefined ? [] : [byteText(dockerfile.inside)])
  ])
  const entries = walkContext(folder, { rules, always, signal })
  if (dockerfile.inside !== undefined)
    return { source: tarOfContext(folder, entries, [], onBytes), query: { dockerfile: dockerfile.inside } }
  const name = sentName(dockerfile.text)
  const own: ExtraFile = { path: name, content }
  // The classic builder leaves out of COPY what the file in the tar names, as docker has it.
  const hiding: ExtraFile = {
    path: '.dockerignore',
    content: Buffer.from(`${ignore?.text ?? '.dockerignore'}\n${name}\n`)
  }
  const added = way === 'classic' ? [own, hiding] : [own]
  return { source: tarOfContext(folder, entries, added, onBytes), query: { dockerfile: name } }
}
