/** For a machine without a display: says on the terminal what the app is connected to. */
import type { EngineList } from '../engine/engines'

export function announceConnection(engines: EngineList): void {
  let said = ''
  const say = (): void => {
    const { connections, current } = engines.snapshot()
    const connection = connections.find(({ id }) => id === current)
    const text = connection === undefined ? 'No engine was found' : describe(connection)
    if (text === said) return
    said = text
    process.stdout.write(`${text}\n`)
  }
  engines.onChange(say)
  say()
}

function describe({ name, endpoint, state }: ReturnType<EngineList['snapshot']>['connections'][number]): string {
  switch (state.kind) {
    case 'connected':
    case 'degraded':
      return `Connected to ${name} (${endpoint}): ${state.capabilities.product} ${state.capabilities.version}, API ${state.capabilities.apiVersion}`
    case 'unreachable':
      return `${name} (${endpoint}) cannot be reached: ${state.failure.message || state.failure.kind}`
    case 'connecting':
    case 'idle':
      return `Connecting to ${name} (${endpoint})`
  }
}
