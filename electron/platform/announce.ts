/** For a machine without a display: says on the terminal what the app is connected to. */
import type { Connection } from '../../contract/connections/model'
import type { EngineList } from '../engine/engines'

/** Each new thing once: an engine that stays away is not told of at every try. Returns what ends it. */
export function announceConnection(engines: EngineList): () => void {
  let said = ''
  const say = (): void => {
    const { connections, current } = engines.snapshot()
    const connection = connections.find(({ id }) => id === current)
    const text = connection === undefined ? 'No engine was found' : describe(connection)
    if (text === undefined || text === said) return
    said = text
    process.stdout.write(`${text}\n`)
  }
  const end = engines.onChange(say)
  say()
  return end
}

/** undefined while it is being tried: what comes of it will be said. */
function describe({ name, endpoint, state }: Connection): string | undefined {
  switch (state.kind) {
    case 'connected':
    case 'degraded':
      return `Connected to ${name} (${endpoint}): ${state.capabilities.product} ${state.capabilities.version}, API ${state.capabilities.apiVersion}`
    case 'unreachable':
      return `${name} (${endpoint}) cannot be reached: ${state.failure.message || state.failure.kind}`
    case 'connecting':
    case 'idle':
      return undefined
  }
}
