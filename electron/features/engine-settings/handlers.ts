import type { engineSettings } from '../../../contract/engine-settings/api'
import { hasErrors, judge } from '../../../contract/engine-settings/judge'
import { FailureError } from '../../engine/failure-error'
import type { Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import { applySettings } from './apply'
import { switchContainers } from './containers-switch'
import { applyPartsOf, readEngineSettings, type EngineSettingsParts } from './engine-settings'
import { readSettings } from './settings-file'

export interface EngineSettingsHandlersParts extends Omit<EngineSettingsParts, 'seen'> {
  readonly engines: Engines
  /** As DOCKER_HOST has it. */
  readonly endpointOf: (connection: string) => string
  readonly retry: (connection: string) => void
}

export function engineSettingsHandlers(given: EngineSettingsHandlersParts): Handlers<typeof engineSettings> {
  const { engines, endpointOf, retry } = given
  const parts: EngineSettingsParts = { ...given, seen: new Map() }
  /** One file is applied by one at a time: the second would roll back the first. */
  const busy = new Set<string>()
  const on = (connection: string) => ({ engine: engines.get(connection), at: { endpoint: endpointOf(connection) } })

  return {
    async read({ connection }) {
      const { engine, at } = on(connection)
      return readEngineSettings(parts, engine, at)
    },
    async apply({ connection, text, version }, { signal, report }) {
      const { engine, at } = on(connection)
      const settings = await readEngineSettings(parts, engine, at)
      if (hasErrors(judge(text, settings.engine)))
        throw new FailureError({ kind: 'invalid-input', field: 'text', message: '' })
      const work = await applyPartsOf(parts, engine, at, () => retry(connection))
      if (busy.has(work.place.path)) throw new FailureError({ kind: 'conflict', reason: 'already', message: '' })
      busy.add(work.place.path)
      try {
        return await applySettings(work, { text, version, signal, report })
      } finally {
        busy.delete(work.place.path)
      }
    },
    async keep({ connection }) {
      const { engine, at } = on(connection)
      const { place } = await readEngineSettings(parts, engine, at)
      if (place.kind === 'file') await parts.notes.remove((await readSettings(place.path)).path)
    },
    async switchContainers({ connection, to }, { signal }) {
      const { engine, at } = on(connection)
      const { containers } = await readEngineSettings(parts, engine, at)
      if (containers === undefined) throw new FailureError({ kind: 'unsupported', message: '' })
      const programFiles = parts.surroundings.env['ProgramFiles'] ?? 'C:\\Program Files'
      return { os: await switchContainers({ engine, retry: () => retry(connection), to, programFiles, signal }) }
    }
  }
}
