/** A pull's words in the order in which docker prints them: what comes before the layers, the layers, what comes after. */
import type { LayerProgress, PullProgress, PullResult } from '../../../contract/images/model'

export interface PullLines {
  /** `latest: Pulling from library/hello-world` */
  readonly head: readonly string[]
  readonly layers: readonly LayerView[]
  /** `Digest: sha256:…`, `Status: Downloaded newer image for hello-world:latest` */
  readonly tail: readonly string[]
}

export interface LayerView extends LayerProgress {
  readonly step: 'waiting' | 'moving' | 'done' | 'halted'
  /** Between 0 and 1; undefined where the engine does not say how far it is. */
  readonly share: number | undefined
}

const finished = /^(Pull complete|Already exists)/
const moving = /^(Downloading|Extracting|Verifying|Retrying)/
const closing = /^(Digest|Status): /

/** `halted`: nothing moves any more (it failed, or was cancelled), so that a bar that stands still is not shown as moving. */
export function pullLines(progress: PullProgress | undefined, result?: PullResult, halted = false): PullLines {
  const messages = progress?.messages ?? []
  const tail = messages.filter((message) => closing.test(message))
  const add = (line: string): void => void (tail.includes(line) || tail.push(line))
  if (result?.digest !== undefined) add(`Digest: ${result.digest}`)
  if (result !== undefined && result.status !== '')
    add(result.status.startsWith('Status: ') ? result.status : `Status: ${result.status}`)
  return {
    head: messages.filter((message) => !closing.test(message)),
    layers: (progress?.layers ?? []).map((layer) => viewOf(layer, halted)),
    tail
  }
}

function viewOf(layer: LayerProgress, halted: boolean): LayerView {
  if (finished.test(layer.status)) return { ...layer, step: 'done', share: 1 }
  const share =
    layer.current === undefined || layer.total === undefined || layer.total === 0
      ? undefined
      : Math.min(1, layer.current / layer.total)
  if (halted) return { ...layer, step: 'halted', share: share ?? 0 }
  if (layer.status.startsWith('Download complete')) return { ...layer, step: 'waiting', share: 1 }
  return moving.test(layer.status) ? { ...layer, step: 'moving', share } : { ...layer, step: 'waiting', share: 0 }
}

export interface PullSummary {
  readonly done: number
  readonly total: number
  /** Bytes of the layers that move now. */
  readonly current: number
  readonly size: number
}

export function pullSummary(layers: readonly LayerView[]): PullSummary {
  const sized = layers.filter(({ step, total }) => step === 'moving' && total !== undefined)
  return {
    done: layers.filter(({ step }) => step === 'done').length,
    total: layers.length,
    current: sized.reduce((sum, { current }) => sum + (current ?? 0), 0),
    size: sized.reduce((sum, { total }) => sum + (total ?? 0), 0)
  }
}
