/** Builds, as the window asks for them. */
import { resolve } from 'node:path'
import type { builds as contract } from '../../../contract/builds/api'
import type { Build } from '../../../contract/builds/model'
import type { Engines } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import { withoutSecrets, type Builds } from './builds'
import { namedPaths, secretPaths } from './buildx/paths'
import { buildxState } from './buildx/program'
import { folderOf, insideOf, readDockerfile, type Located } from './context/build-context'
import { checkContext } from './context/check-context'
import { findDockerfiles, saveDockerfile } from './dockerfiles'
import { BuildLog } from './progress/build-log'
import { runBuild } from './run-build'
import { readSecrets } from './session/secrets'
import { hasBuildKit, wayOf } from './way'

export interface BuildsParts {
  readonly engines: Engines
  /** Files of this computer that may be read or written. */
  readonly chosen: ChosenFiles
  readonly builds: Builds
  /** What `docker` needs before its subcommand to act on a connection's engine. */
  readonly cliOf: (connection: string) => readonly string[]
}

export function buildsHandlers({ engines, chosen, builds, cliOf }: BuildsParts): Handlers<typeof contract> {
  /** A file in a folder that was chosen, or one that was chosen itself. Throws FailureError: permission-denied. */
  const checkFile = async (path: string, folder: string | undefined): Promise<string> => {
    if (folder !== undefined && (await insideOf(chosen.check(folder), path)) !== undefined) return resolve(path)
    return chosen.check(path)
  }
  const check = async <Given extends Located>(located: Given): Promise<Given> => {
    const { context, dockerfile } = located
    if (context.kind === 'folder') await folderOf(chosen.check(context.path))
    if (dockerfile.kind === 'file' && context.kind !== 'address')
      await checkFile(dockerfile.path, context.kind === 'folder' ? context.path : undefined)
    return located
  }

  return {
    async start({ connection, id, options: asked }, { signal, report }) {
      const options = await check(asked)
      const engine = engines.get(connection)
      for (const path of namedPaths(options)) chosen.check(path)
      const way = await wayOf(engine, options, signal)
      const dockerfile = options.context.kind === 'address' ? undefined : await readDockerfile(options)
      const secrets = await readSecrets(options.secrets, (path) => chosen.check(path))
      const abort = new AbortController()
      const log = new BuildLog()
      const build: Build = {
        id,
        connection,
        options: withoutSecrets(options),
        builder: way,
        outcome: { kind: 'sending' },
        startedAt: Date.now(),
        sentBytes: 0,
        steps: { total: 0, ended: 0, cached: 0 }
      }
      builds.begin(build, { log, dockerfile: dockerfile?.text ?? '', cancel: () => abort.abort() })
      const unlisten = log.onChange(() => report(builds.get(id) ?? build))
      try {
        return await runBuild({
          engine,
          builds,
          id,
          options,
          way,
          cli: cliOf(connection),
          dockerfile,
          secrets,
          log,
          signal: AbortSignal.any([signal, abort.signal])
        })
      } finally {
        unlisten()
      }
    },

    follow: ({ id }, { signal }) => builds.follow(id, signal),
    cancel: async ({ id }) => builds.cancel(id),
    history: (_request, { signal }) => builds.watch(signal),
    forget: async ({ ids }) => builds.forget(ids),

    async rebuild({ id }) {
      const options = builds.get(id)?.options
      if (options === undefined)
        throw new FailureError({
          kind: 'not-found',
          subject: 'other',
          name: id,
          message: 'There is no build of this id'
        })
      // They were chosen when it was built: the history is this process's own.
      if (options.context.kind === 'folder') chosen.add(options.context.path)
      if (options.dockerfile.kind === 'file' && options.context.kind !== 'address') chosen.add(options.dockerfile.path)
      for (const path of [...namedPaths(options), ...secretPaths(options)]) chosen.add(path)
      return { options }
    },

    async abilities({ connection }, { signal }) {
      const buildKit = await hasBuildKit(engines.get(connection), signal)
      return { buildKit, classic: true, secrets: buildKit, buildx: await buildxState() }
    },

    checkContext: async (request, { signal }) => checkContext(await check(request), 'buildkit', signal),
    findDockerfiles: async ({ folder }, { signal }) => ({
      paths: [...(await findDockerfiles(chosen.check(folder), signal))]
    }),
    async readDockerfile(request) {
      const { path, text } = await readDockerfile(await check(request))
      return { path: path ?? '', text }
    },
    async saveDockerfile({ folder, path, text }) {
      return { path: await saveDockerfile(await checkFile(path, folder), text) }
    }
  }
}
