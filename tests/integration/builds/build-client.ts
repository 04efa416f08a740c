/** Builds on a real engine, as the window would start them. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Build, BuildChange, BuildLine, BuildStep } from '../../../contract/builds/model'
import { emptyBuildOptions, type BuildOptions } from '../../../contract/builds/options'
import { formatEndpoint, type Endpoint } from '../../../electron/engine/endpoint'
import type { RegistryAuth } from '../../../electron/engine/engine'
import { createBuilds } from '../../../electron/features/builds/builds'
import { buildsHandlers } from '../../../electron/features/builds/handlers'
import { callContext, collect, connection, connectTo, taskContext } from '../../support/on-engine'

export interface Built {
  readonly build: Build
  readonly steps: readonly BuildStep[]
  readonly lines: readonly BuildLine[]
}

/** The image that it made. */
export function idOf({ build: { outcome } }: Built): string {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.imageId ?? ''
}

/** Whoever opens it closes it. */
export function openBuilds(where: string | Endpoint, registryAuth?: RegistryAuth) {
  const { engine, engines, chosen } = connectTo(where, registryAuth)
  const history = mkdtempSync(join(tmpdir(), 'escale-builds-'))
  const builds = createBuilds(history, (what, error) => {
    throw new Error(what, { cause: error })
  })
  const handlers = buildsHandlers({
    engines,
    chosen,
    builds,
    cliOf: () => ['-H', typeof where === 'string' ? `unix://${where}` : formatEndpoint(where)]
  })
  const folders = [history]

  return {
    engine,
    handlers,
    chosen,
    builds,
    history,
    /** A chosen folder with these files. */
    folder(files: Readonly<Record<string, string | Buffer>>): string {
      const folder = mkdtempSync(join(tmpdir(), 'escale-context-'))
      folders.push(folder)
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), content)
      }
      chosen.add(folder)
      return folder
    },
    /** Starts it, and gives what can be done with it meanwhile. */
    start(options: Partial<BuildOptions>) {
      const id = randomUUID()
      const context = taskContext<Build>()
      const ended = handlers.start({ connection, id, options: { ...emptyBuildOptions, ...options } }, context)
      ended.catch(() => undefined)
      return { id, context, ended }
    },
    async told(id: string): Promise<Built> {
      const followed = collect<BuildChange>((given) => handlers.follow({ id }, given))
      await followed.ended
      const [begin] = followed.items
      if (begin?.kind !== 'begin') throw new Error('no beginning')
      const steps = new Map(begin.steps.map((step) => [step.id, step]))
      const lines: BuildLine[] = []
      let { build } = begin
      for (const change of followed.items) {
        if (change.kind === 'begin') continue
        for (const step of change.steps) steps.set(step.id, step)
        lines.push(...change.lines)
        build = change.build ?? build
      }
      return { build, steps: [...steps.values()], lines }
    },
    /** To its end, whatever that is. */
    async build(options: Partial<BuildOptions>): Promise<Built> {
      const { id, ended } = this.start(options)
      await ended.catch((error: unknown) => {
        // What failed before it began has nobody to ask.
        if (builds.get(id) === undefined) throw error
      })
      return this.told(id)
    },
    rebuild: (id: string) => handlers.rebuild({ id }, callContext()),
    async close() {
      await builds.flush()
      engine.dispose()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    }
  }
}
