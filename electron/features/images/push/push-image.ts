/** A push as `docker push` does it (`POST /images/{name}/push`), each layer with its step. */
import type { PushResult } from '../../../../contract/images/push/api'
import { familiarName, familiarText } from '../../../../contract/images/reference'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { progressLines } from '../../../engine/json-lines'
import { PullLog, readReference, type PullOptions } from '../../../engine/pull-image'

/** What the engine takes for "nobody in particular": the header must be there. */
const anonymous = Buffer.from('{}').toString('base64url')

/**
 * Resolves when the registry has all of it. Throws FailureError: not-found (no such image here), auth-required,
 * permission-denied, network, and what else the registry said, also inside the stream.
 */
export async function pushImage(engine: Engine, text: string, { signal, report }: PullOptions): Promise<PushResult> {
  const reference = readReference(text)
  if (reference.digest !== undefined)
    throw new FailureError({ kind: 'invalid-input', field: 'reference', message: 'cannot push a digest reference' })
  const familiar = familiarText({ ...reference, tag: reference.tag ?? 'latest' })
  const log = new PullLog(familiar)
  const body = await engine.open({
    method: 'POST',
    path: `/images/${familiarName(reference)}/push`,
    query: { tag: reference.tag ?? 'latest' },
    headers: { 'X-Registry-Auth': (await engine.registryAuth(reference.registry)) ?? anonymous },
    signal
  })
  let pushed: { readonly digest?: string; readonly size?: number } = {}
  for await (const line of progressLines(body)) {
    log.add(line)
    pushed = auxOf(line) ?? pushed
    report(log.progress)
  }
  signal.throwIfAborted()
  return { reference: familiar, ...pushed }
}

/** `{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:…","Size":527}}` */
function auxOf(line: unknown): { readonly digest?: string; readonly size?: number } | undefined {
  const { aux } = (line ?? {}) as { aux?: { Digest?: unknown; Size?: unknown } | null }
  if (typeof aux !== 'object' || aux === null) return undefined
  return {
    ...(typeof aux.Digest === 'string' ? { digest: aux.Digest } : {}),
    ...(typeof aux.Size === 'number' ? { size: aux.Size } : {})
  }
}
