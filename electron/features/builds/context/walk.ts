/** The files of a build's context, in docker's own order, without those that its ignore file names. */
import { readdir, readlink, type Stats } from 'node:fs'
import { sep } from 'node:path'
import { diskOf, type Disk } from './disk'
import type { IgnoreRules, Matched } from './ignore'

/** Names are bytes, kept as such in strings of one character each: what is no UTF-8 is sent as it is. */
export type ByteText = string
export const bytesOf = (text: ByteText): Buffer => Buffer.from(text, 'latin1')
export const byteText = (text: string): ByteText => Buffer.from(text).toString('latin1')
/** As a person reads it. */
export const readable = (text: ByteText): string =>
  /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8')

export interface ContextEntry {
  /** In the context, with slashes. */
  readonly path: ByteText
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'pipe'
  /** Bytes that are sent of it. */
  readonly size: number
  /** Bytes as the system says: of a link those of its target's name, of a hard link those of the file. */
  readonly length: number
  readonly mode: number
  /** Milliseconds since 1970. */
  readonly changed: number
  /** Of a link, or the path of what a hard link is one of. */
  readonly target?: ByteText
}

export interface WalkOptions {
  readonly rules: IgnoreRules
  /** Sent even where the rules say otherwise: `Dockerfile`. */
  readonly always?: ReadonlySet<ByteText>
  /** Only what these match, and what is in it. */
  readonly wanted?: IgnoreRules
  /** A folder that is left out is given all the same where something in it is not: BuildKit's way. */
  readonly withParents?: boolean
  readonly signal: AbortSignal
  /** The folder's, where it is known already. */
  readonly disk?: Disk
  /** Called for each file that is left out. */
  readonly onIgnored?: () => void
}

/** What was said of the folder above, and folders that are given only if something in them is. */
interface Above {
  readonly wanted: Matched | undefined
  readonly ignored: Matched | undefined
  readonly waiting: ContextEntry[]
}
interface Judged extends Omit<Above, 'waiting'> {
  readonly left: boolean
  readonly enter: boolean
}

/** Files that are looked at side by side, and entries that are handed on together. */
const atOnce = 32

/** The native name of a path in the context. */
export const hostPath = (folder: string, path: ByteText): Buffer =>
  Buffer.concat([Buffer.from(folder + sep), bytesOf(sep === '/' ? path : path.replaceAll('/', sep))])

const namesIn = (path: Buffer): Promise<ByteText[]> =>
  new Promise((resolve, reject) =>
    readdir(path, { encoding: 'latin1' }, (error, names) => (error ? reject(error) : resolve(names)))
  )
const targetOf = (path: Buffer): Promise<ByteText> =>
  new Promise((resolve, reject) =>
    readlink(path, { encoding: 'latin1' }, (error, target) => (error ? reject(error) : resolve(target)))
  )

/** Windows knows no permissions: docker makes all of them executable there, and so does this. */
const modeOf = (mode: number): number => (process.platform === 'win32' ? 0o755 : mode & 0o7777)

function kindOf(stats: Stats): ContextEntry['kind'] | undefined {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  if (stats.isSymbolicLink()) return 'link'
  // Sockets and devices are left out.
  return stats.isFIFO() ? 'pipe' : undefined
}

/** Rejects with what the system says. */
export async function* walkContext(folder: string, options: WalkOptions): AsyncGenerator<ContextEntry, void> {
  for await (const entries of walkTogether(folder, options)) yield* entries
}

/** The same, some at a time: to wait for each of tens of thousands costs more than to find it. */
export async function* walkTogether(
  folder: string,
  options: WalkOptions
): AsyncGenerator<readonly ContextEntry[], void> {
  const { rules, always, wanted, withParents = false, signal, onIgnored } = options
  const disk = options.disk ?? (await diskOf(folder))
  const links = new Map<string, ByteText>()
  let gathered: ContextEntry[] = []
  const gatheredSoFar = (): readonly ContextEntry[] => {
    const entries = gathered
    gathered = []
    return entries
  }

  /** Undefined for what is left out. `target`: of a link. */
  function entryOf(path: ByteText, stats: Stats, target: ByteText | undefined): ContextEntry | undefined {
    const kind = kindOf(stats)
    if (kind === undefined) return undefined
    const length = kind === 'folder' ? 0 : stats.size
    const common = { path, length, mode: modeOf(stats.mode), changed: stats.mtimeMs }
    if (kind === 'link') return { ...common, kind, size: 0, ...(target === undefined ? {} : { target }) }
    if (kind !== 'file') return { ...common, kind, size: 0 }
    if (stats.nlink > 1 && process.platform !== 'win32') {
      const key = `${stats.dev}:${stats.ino}`
      const first = links.get(key)
      if (first !== undefined) return { ...common, kind: 'hard-link', size: 0, target: first }
      links.set(key, path)
    }
    return { ...common, kind, size: stats.size }
  }

  async function* within(prefix: ByteText, above: Above): AsyncGenerator<readonly ContextEntry[], void> {
    signal.throwIfAborted()
    const names = await namesIn(prefix === '' ? Buffer.from(folder) : hostPath(folder, prefix))
    names.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    for (let from = 0; from < names.length; from += atOnce) {
      const some = names.slice(from, from + atOnce).map((name) => (prefix === '' ? name : `${prefix}/${name}`))
      const stats = await disk.stats(some.map((path) => hostPath(folder, path)))
      for (const [index, path] of some.entries()) {
        const found = stats[index]
        if (found === undefined) continue
        const isFolder = found.isDirectory()
        const { left, enter, ...matched } = judge(path, isFolder, above)
        if (left && !isFolder) onIgnored?.()
        if (left && !enter) continue
        const target = found.isSymbolicLink() ? await targetOf(hostPath(folder, path)) : undefined
        const entry = entryOf(path, found, target)
        if (!left) {
          gathered.push(...above.waiting.splice(0))
          if (entry !== undefined) gathered.push(entry)
          if (gathered.length >= atOnce) yield gatheredSoFar()
        }
        if (!isFolder) continue
        const waiting = left && withParents && entry !== undefined ? [...above.waiting, entry] : above.waiting
        yield* within(path, { ...matched, waiting })
        // What was waited for in there has come with it.
        if (waiting.length === 0) above.waiting.splice(0)
      }
    }
  }

  function judge(path: ByteText, isFolder: boolean, above: Above): Judged {
    const name = rules.none && wanted === undefined ? '' : readable(path)
    const want = wanted?.of(name, isFolder, above.wanted)
    if (want?.ignored === false && !(isFolder && wanted?.reaches(name) === true))
      return { left: true, enter: false, wanted: want.matched, ignored: undefined }
    const said = rules.none ? undefined : rules.of(name, isFolder, above.ignored)
    const ignored = said?.ignored === true && always?.has(path) !== true
    return {
      left: ignored || want?.ignored === false,
      enter: isFolder && (!ignored || said?.enter === true || holdsOneOf(path, always)),
      wanted: want?.matched,
      ignored: said?.matched
    }
  }
  yield* within('', { wanted: undefined, ignored: undefined, waiting: [] })
  yield gatheredSoFar()
}

const holdsOneOf = (folder: ByteText, always: ReadonlySet<ByteText> | undefined): boolean =>
  always !== undefined && [...always].some((path) => path.startsWith(`${folder}/`))
