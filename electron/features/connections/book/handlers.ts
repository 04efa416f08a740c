import { createReadStream } from 'node:fs'
import { chmod } from 'node:fs/promises'
import type { book as contract } from '../../../../contract/connections/book/api'
import type { Address } from '../../../../contract/connections/book/model'
import { defaultContext } from '../../../../contract/connections/context-name'
import { exportContext, readArchive } from '../../../engine/contexts/archive'
import { writeCurrent } from '../../../engine/contexts/current'
import { layoutOf } from '../../../engine/contexts/layout'
import { createContextWriter, type ContextWriter } from '../../../engine/contexts/write-store'
import { configFolder, pathsOf } from '../../../engine/discovery/contexts'
import type { Surroundings } from '../../../engine/discovery/surroundings'
import { formatEndpoint, parseEndpoint, type Endpoint } from '../../../engine/endpoint'
import type { EngineList } from '../../../engine/engines'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { latest } from '../../../platform/latest'
import { fileError, saveFile } from '../../../platform/save-file'
import type { Prompts } from '../prompts/prompts'
import { readBook } from './book'
import { tryAddress } from './try-address'

export interface BookParts {
  readonly engines: EngineList
  /** The same as the engines were found in. */
  readonly surroundings: Surroundings
  readonly chosen: ChosenFiles
  /** Who answers what ssh asks. */
  readonly prompts: Prompts
}

const homeless = (): FailureError =>
  new FailureError({
    kind: 'not-found',
    subject: 'file',
    message: 'Neither HOME nor DOCKER_CONFIG says where docker keeps its contexts'
  })

export function bookHandlers({ engines, surroundings, chosen, prompts }: BookParts): Handlers<typeof contract> {
  const folder = configFolder(surroundings)
  const writer = (): ContextWriter => {
    if (folder === undefined) throw homeless()
    return createContextWriter(folder)
  }
  const config = (): string => {
    if (folder === undefined) throw homeless()
    return layoutOf(folder, pathsOf(surroundings.platform).join).config
  }
  /** Seen at once, whether or not the system tells of changes on the disk. */
  const seen = (name: string): { readonly connection: string } => {
    engines.discover()
    const found = engines.discovered().found.find(({ context }) => context?.name === name)
    return { connection: found?.id ?? `context:${name}` }
  }
  const mustBeThere = async (name: string): Promise<void> => {
    if (name === defaultContext || (await writer().has(name))) return
    throw new FailureError({ kind: 'not-found', subject: 'other', name, message: `context "${name}" not found` })
  }

  return {
    async *book(_request, { signal }) {
      let last: string | undefined
      for await (const _change of latest(() => undefined, engines.onChange, signal)) {
        const now = await readBook(engines, surroundings)
        const text = JSON.stringify(now)
        if (text !== last) yield now
        last = text
      }
    },
    async add(context) {
      await writer().add(context)
      return seen(context.name)
    },
    async update(request) {
      await writer().update(request)
      return seen(request.name)
    },
    async remove({ name, force }) {
      await mustBeThere(name)
      const { cli } = engines.discovered()
      const chosenByConfig = cli.configured === name
      if (!force && (chosenByConfig || cli.context === name))
        throw new FailureError({
          kind: 'conflict',
          reason: 'in-use',
          message: `context "${name}" is in use, set -f flag to force remove`
        })
      // First: a choice of nothing would be worse than a context that nobody chose.
      if (chosenByConfig) await writeCurrent(config(), defaultContext)
      const { connection } = seen(name)
      await writer().remove(name)
      engines.discover()
      engines.forget(connection)
    },
    async use({ name }) {
      await mustBeThere(name)
      await writeCurrent(config(), name)
      engines.discover()
    },
    forget: async ({ connection }) => engines.forget(connection),
    async export({ name, file }, { signal }) {
      const path = chosen.check(file)
      if (folder === undefined) throw homeless()
      await saveFile(path, exportContext(folder, name), { signal })
      // A key is in it.
      await chmod(path, 0o600).catch((error: unknown) => {
        throw fileError(error, path)
      })
    },
    async import({ name, file }) {
      const path = chosen.check(file)
      let content
      try {
        content = await readArchive(createReadStream(path))
      } catch (error) {
        throw fileError(error, path)
      }
      await writer().put(name, content)
      return seen(name)
    },
    async *test(request, { signal }) {
      const endpoint = request.kind === 'known' ? engines.foundAs(request.connection).endpoint : typedEndpoint(request)
      yield await tryAddress(endpoint, signal, prompts.askerFor('test', formatEndpoint(endpoint)))
    }
  }
}

const given = (path: string): string | undefined => (path === '' ? undefined : path)

/** Without files and with its check, TLS is not asked for: as docker reads a context. */
function typedEndpoint({ host, ca, cert, key, skipTlsVerify }: Address): Endpoint {
  const usesTls = `${ca}${cert}${key}` !== '' || skipTlsVerify
  return parseEndpoint(
    host,
    usesTls ? { ca: given(ca), cert: given(cert), key: given(key), verify: !skipTlsVerify } : undefined
  )
}
