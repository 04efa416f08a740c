/** A pull as `docker pull` does it (`POST /images/create`), with what it says put in order as it goes. */
import type { PullProgress, PullResult } from '../../contract/images/model'
import {
  familiarName,
  familiarText,
  hasTag,
  parseReference,
  type ImageReference
} from '../../contract/images/reference'
import type { Engine } from './engine'
import { FailureError } from './failure-error'
import { progressLines } from './json-lines'

interface PullLine {
  readonly id?: unknown
  readonly status?: unknown
  readonly progressDetail?: { readonly current?: unknown; readonly total?: unknown } | null
}

export interface PullOptions {
  readonly signal: AbortSignal
  readonly report: (progress: PullProgress) => void
  /** `linux/arm64`; absent: the engine's own. */
  readonly platform?: string | undefined
  /** Every tag of the repository, where the name has none. */
  readonly allTags?: boolean | undefined
}

type Layer = PullProgress['layers'][number]

/** Collects a pull's lines: layers in the order in which they were named, everything else as messages. */
export class PullLog {
  readonly #layers = new Map<string, Layer>()
  readonly #messages: string[] = []
  digest: string | undefined
  status = ''

  constructor(readonly reference: string) {}

  /** Takes `{"status":"Downloading","progressDetail":{"current":1,"total":2},"id":"e6590344b1a5"}`. */
  add(raw: unknown): void {
    if (typeof raw !== 'object' || raw === null) return
    const { id, status, progressDetail } = raw as PullLine
    if (typeof status !== 'string' || status === '') return
    if (typeof id !== 'string' || id === '') return this.#message(status)
    // The first line's id is the tag: `latest: Pulling from library/hello-world`.
    if (status.startsWith('Pulling from ')) return this.#message(`${id}: ${status}`)
    const { current, total } = progressDetail ?? {}
    this.#layers.set(id, { id, status, current: positive(current), total: positive(total) })
  }

  #message(text: string): void {
    const digest = /^Digest: (\S+)$/.exec(text)
    if (digest !== null) this.digest = digest[1]
    if (text.startsWith('Status: ')) this.status = text
    this.#messages.push(text)
  }

  get progress(): PullProgress {
    return { reference: this.reference, layers: [...this.#layers.values()], messages: [...this.#messages] }
  }
}

const positive = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined)

/** A name as `docker pull` reads it. Throws FailureError (invalid-input) in docker's words. */
export function readReference(text: string): ImageReference {
  const parsed = parseReference(text)
  if (parsed.ok) return parsed.reference
  throw new FailureError({ kind: 'invalid-input', field: 'reference', message: parsed.problem })
}

/**
 * Resolves when the image is there. Aborting the signal ends the pull on the engine too, which keeps no half of an
 * image. Throws FailureError: what the engine or the registry said, also inside the stream.
 */
export async function pullImage(
  engine: Engine,
  text: string,
  { signal, report, platform, allTags = false }: PullOptions
): Promise<PullResult> {
  const reference = readReference(text)
  if (allTags && (reference.digest !== undefined || hasTag(text)))
    throw new FailureError({
      kind: 'invalid-input',
      field: 'reference',
      message: "tag can't be used with --all-tags/-a"
    })
  const familiar = allTags ? familiarName(reference) : familiarText(reference)
  const log = new PullLog(familiar)
  const auth = await engine.registryAuth(reference.registry)
  const body = await engine.open({
    method: 'POST',
    path: '/images/create',
    query: {
      fromImage: familiarName(reference),
      // Without any tag the engine takes them all.
      tag: allTags ? undefined : (reference.digest ?? reference.tag),
      platform
    },
    ...(auth === undefined ? {} : { headers: { 'X-Registry-Auth': auth } }),
    signal
  })
  for await (const line of progressLines(body)) {
    log.add(line)
    report(log.progress)
  }
  signal.throwIfAborted()
  return { reference: familiar, digest: log.digest, status: log.status }
}
