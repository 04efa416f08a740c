/** Builds under way and the newest hundred that were: kept on disk, without their lines and without any secret. */
import { mkdirSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { Build, type BuildChange, type BuildsChange } from '../../../contract/builds/model'
import { emptyBuildOptions, type BuildOptions } from '../../../contract/builds/options'
import { FailureError } from '../../engine/failure-error'
import { createFeed } from '../../platform/change-feed'
import { type BuildLog } from './progress/build-log'

/** Builds that the history keeps, and of how many the lines are kept too. */
const kept = 100
const keptWithLines = 10
/** Milliseconds: changes within it are written, and told, together. */
const writeDelay = 300
const tellDelay = 50

type Warn = (what: string, error: unknown) => void

interface Live {
  readonly log: BuildLog
  readonly dockerfile: string
  cancel(): void
}

export interface Builds {
  get(id: string): Build | undefined
  /** A new one: throws FailureError (conflict) where there is one of this id. */
  begin(build: Build, live: Live): void
  change(id: string, changes: Partial<Build>): Build
  cancel(id: string): void
  forget(ids: readonly string[]): void
  watch(signal: AbortSignal): AsyncGenerator<BuildsChange, void>
  /** Throws FailureError: not-found. */
  follow(id: string, signal: AbortSignal): AsyncGenerator<BuildChange, void>
  /** Resolves when everything is on the disk. */
  flush(): Promise<void>
}

const hasEnded = ({ outcome }: Build): boolean => outcome.kind !== 'sending' && outcome.kind !== 'running'

/** What may be kept: the values of secret arguments are gone. */
export const withoutSecrets = (options: BuildOptions): BuildOptions => ({
  ...options,
  buildArguments: options.buildArguments.map((argument) => (argument.secret ? { ...argument, value: '' } : argument))
})

/** What an older Escale wrote lacks the options that it did not know. */
function withNewer(raw: unknown): unknown {
  const { options } = (raw ?? {}) as { readonly options?: unknown }
  return typeof options === 'object' && options !== null
    ? { ...(raw as object), options: { ...emptyBuildOptions, ...options } }
    : raw
}

function load(file: string, warn: Warn): readonly Build[] {
  try {
    const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const builds = Array.isArray(raw) ? raw : []
    return builds
      .flatMap((one) => {
        const parsed = v.safeParse(Build, withNewer(one))
        return parsed.success ? [parsed.output] : []
      })
      .map((build) => (hasEnded(build) ? build : { ...build, outcome: { kind: 'cancelled' as const } }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') warn('The history of builds could not be read', error)
    return []
  }
}

/** `folder`: where the history lies; undefined: nowhere. */
export function createBuilds(folder: string | undefined, warn: Warn): Builds {
  const file = folder === undefined ? undefined : join(folder, 'builds.json')
  const feed = createFeed<string, Build>()
  const lives = new Map<string, Live>()
  feed.reset((file === undefined ? [] : load(file, warn)).toReversed().map((build) => [build.id, build]))

  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const newestFirst = (): Build[] => [...feed.values()].toReversed()
  const write = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(newestFirst())
    writing = writing.then(async () => {
      if (file === undefined) return
      try {
        mkdirSync(dirname(file), { recursive: true })
        await writeFile(`${file}.new`, text, { mode: 0o600 })
        await rename(`${file}.new`, file)
      } catch (error) {
        warn('The history of builds could not be written', error)
      }
    })
    return writing
  }
  const changed = (): void => {
    timer ??= setTimeout(() => void write(), writeDelay)
    timer.unref()
  }
  const dropOldest = (): void => {
    const ended = [...feed.values()].filter(hasEnded).map(({ id }) => id)
    const over = ended.slice(0, Math.max(feed.size - kept, 0))
    feed.remove(over)
    for (const id of [...over, ...ended.filter((one) => lives.has(one)).slice(0, -keptWithLines)]) lives.delete(id)
  }

  return {
    get: (id) => feed.get(id),
    begin(build, live) {
      if (feed.get(build.id) !== undefined)
        throw new FailureError({ kind: 'conflict', reason: 'already', message: 'There is a build of this id' })
      lives.set(build.id, live)
      feed.upsert(build.id, build)
      dropOldest()
      changed()
    },
    change(id, changes) {
      const before = feed.get(id)
      if (before === undefined) throw unknown(id)
      const build = { ...before, ...changes }
      feed.upsert(id, build)
      lives.get(id)?.log.changed()
      if (hasEnded(build)) changed()
      return build
    },
    cancel: (id) => lives.get(id)?.cancel(),
    forget(ids) {
      const gone = ids.filter((id) => {
        const build = feed.get(id)
        return build !== undefined && hasEnded(build)
      })
      feed.remove(gone)
      for (const id of gone) lives.delete(id)
      changed()
    },
    async *watch(signal) {
      for await (const change of feed.watch(signal)) {
        if (change.kind === 'snapshot') yield { kind: 'snapshot', builds: change.values.toReversed() }
        else {
          if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
          for (const build of change.upserted) yield { kind: 'upsert', build }
        }
      }
    },
    follow(id, signal) {
      const build = feed.get(id)
      if (build === undefined) throw unknown(id)
      return follow(() => feed.get(id) ?? build, lives.get(id), signal)
    },
    flush: () => (timer === undefined ? writing : write())
  }
}

const unknown = (id: string): FailureError =>
  new FailureError({ kind: 'not-found', subject: 'other', name: id, message: 'There is no build of this id' })

async function* follow(
  current: () => Build,
  live: Live | undefined,
  signal: AbortSignal
): AsyncGenerator<BuildChange, void> {
  let told = current()
  if (live === undefined) {
    yield { kind: 'begin', build: told, dockerfile: '', steps: [], warnings: [] }
    return
  }
  const { log, dockerfile } = live
  let wake: (() => void) | undefined
  const unlisten = log.onChange(() => wake?.())
  const stop = (): void => wake?.()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const position = log.begin()
    yield { kind: 'begin', build: told, dockerfile, steps: [...log.steps], warnings: [...log.warnings] }
    while (!signal.aborted) {
      const build = current()
      const batch = log.take(position)
      if (batch !== undefined || build !== told) {
        const { steps = [], lines = [], dropped = 0, warnings = [] } = batch ?? {}
        yield {
          kind: 'change',
          ...(build === told ? {} : { build }),
          steps: [...steps],
          lines: [...lines],
          dropped,
          warnings: [...warnings]
        }
        told = build
        continue
      }
      if (hasEnded(build)) return
      await new Promise<void>((resolve) => (wake = resolve))
      wake = undefined
      // What comes within a moment travels together.
      await new Promise<void>((resolve) => {
        const soon = setTimeout(resolve, tellDelay)
        wake = () => {
          if (!signal.aborted && !hasEnded(current())) return
          clearTimeout(soon)
          resolve()
        }
      })
      wake = undefined
    }
  } finally {
    unlisten()
    signal.removeEventListener('abort', stop)
  }
}
