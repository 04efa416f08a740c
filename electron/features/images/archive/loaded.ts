/** What an engine says of the images that it has loaded. */
import { progressLines } from '../../../engine/json-lines'

/** References or ids: `Loaded image: busybox:latest`, `Loaded image ID: sha256:…`. Throws FailureError: what it said it could not. */
export async function loadedNames(answer: AsyncIterable<Buffer>): Promise<string[]> {
  const loaded: string[] = []
  for await (const line of progressLines(answer)) {
    const { stream } = (line ?? {}) as { stream?: unknown }
    const name = typeof stream === 'string' ? /^Loaded image(?: ID)?: (\S+)/.exec(stream)?.[1] : undefined
    if (name !== undefined) loaded.push(name)
  }
  return loaded
}
