/** Writes docker's context store as docker's own commands do: an added engine is one that the CLI lists, inspects and uses. */
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { UpdateContextRequest } from '../../../contract/connections/book/api'
import type { Address, NewContext } from '../../../contract/connections/book/model'
import { fileError } from '../../platform/save-file'
import { ensureFolder, writeWhole } from '../../platform/write-whole'
import { parseEndpoint } from '../endpoint'
import { FailureError } from '../failure-error'
import { goJson } from './go-json'
import { idOfContext, layoutOf, tlsNames } from './layout'
import { readTls, type TlsContent } from './pem'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A whole store's content of one context, as `docker context export` has it. */
export interface StoredContext {
  /** `meta.json`, parsed. */
  readonly meta: Json
  /** By endpoint and file: `docker/ca.pem`. */
  readonly tls: ReadonlyMap<string, Buffer>
}

export interface ContextWriter {
  /** Throws FailureError: invalid-input (field `name`, `host`, `ca`, `cert`, `key`), permission-denied, disk-full. */
  add(context: NewContext): Promise<void>
  /** Fields of `meta.json` that Escale knows nothing of stay. Throws FailureError, not-found too. */
  update(request: UpdateContextRequest): Promise<void>
  /** Its meta and its TLS files; nothing where it is not there. */
  remove(name: string): Promise<void>
  /** As it was imported. */
  put(name: string, content: StoredContext): Promise<void>
  has(name: string): Promise<boolean>
}

const invalid = (field: string, message: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field, message })

const schemes = /^(unix|npipe|tcp|http|https|ssh):\/\//i

/** docker refuses an address without its scheme; one that nothing here can dial is kept by nobody. */
function checkHost(host: string): void {
  if (!schemes.test(host)) throw invalid('host', `${host}: unix://, npipe://, tcp://, ssh://`)
  parseEndpoint(host)
}

export function createContextWriter(folder: string): ContextWriter {
  const store = layoutOf(folder, join)

  const guarded = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw fileError(error, path)
    }
  }

  const has = async (name: string): Promise<boolean> =>
    stat(store.metaFile(idOfContext(name))).then(
      () => true,
      () => false
    )

  const readMeta = async (name: string): Promise<Json> => {
    const file = store.metaFile(idOfContext(name))
    let parsed: unknown
    try {
      parsed = JSON.parse(await readFile(file, 'utf8'))
    } catch (error) {
      const mapped = fileError(error, file)
      if (mapped instanceof FailureError) throw mapped
      throw invalid('name', `${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (!isObject(parsed)) throw invalid('name', `${file}: it holds no object`)
    return parsed
  }

  const writeTls = async (id: string, content: ReadonlyMap<string, Buffer>): Promise<void> => {
    if (content.size === 0) return
    await ensureFolder(store.contexts, 0o755)
    for (const [name, bytes] of content) {
      const [endpoint = '', file = ''] = name.split('/')
      const place = join(store.tlsFolder(id), endpoint)
      await ensureFolder(place, 0o700)
      await writeWhole(join(place, file), bytes, { mode: 0o600 })
    }
  }

  const writeMeta = async (id: string, meta: Json): Promise<void> => {
    await ensureFolder(store.metaFolder(id), 0o755)
    await writeWhole(store.metaFile(id), goJson(meta), { mode: 0o644 })
  }

  /** TLS files first: who sees the context sees it whole. */
  const create = (name: string, { meta, tls }: StoredContext): Promise<void> =>
    guarded(folder, async () => {
      const id = idOfContext(name)
      try {
        await writeTls(id, tls)
        await writeMeta(id, meta)
      } catch (error) {
        // Nothing of it stays; what could not be made cannot always be removed either.
        await removeAll(id).catch(() => undefined)
        throw error
      }
    })

  const removeAll = async (id: string): Promise<void> => {
    await rm(store.metaFolder(id), { recursive: true, force: true })
    await rm(store.tlsFolder(id), { recursive: true, force: true })
  }

  const refuseTaken = async (name: string): Promise<void> => {
    if (await has(name)) throw invalid('name', `context "${name}" already exists`)
  }

  return {
    has,
    async add({ name, description, ...address }) {
      checkHost(address.host)
      await refuseTaken(name)
      const tls = filesOf(await readTls(address))
      const meta = {
        Name: name,
        Metadata: description === '' ? {} : { Description: description },
        Endpoints: { docker: endpointOf(address) }
      }
      await create(name, { meta, tls })
    },
    async update({ name, description, address }) {
      const id = idOfContext(name)
      const before = await readMeta(name)
      const { Description: _old, ...others } = isObject(before['Metadata']) ? before['Metadata'] : {}
      const endpoints = isObject(before['Endpoints']) ? before['Endpoints'] : {}
      const docker = isObject(endpoints['docker']) ? endpoints['docker'] : {}
      const meta = {
        ...before,
        Metadata: description === '' ? others : { Description: description, ...others },
        ...(address === undefined ? {} : { Endpoints: { ...endpoints, docker: { ...docker, ...endpointOf(address) } } })
      }
      if (address !== undefined) {
        checkHost(address.host)
        // They may be read out of the very folder that is written.
        const content = await readTls(address)
        await guarded(store.dockerTls(id), async () => {
          await writeTls(id, filesOf(content))
          for (const [field, file] of Object.entries(tlsNames))
            if (content[field as keyof TlsContent] === undefined)
              await rm(join(store.dockerTls(id), file), { force: true })
        })
      }
      await guarded(store.metaFile(id), () => writeMeta(id, meta))
    },
    remove: (name) => guarded(store.metaFolder(idOfContext(name)), () => removeAll(idOfContext(name))),
    async put(name, content) {
      await refuseTaken(name)
      await create(name, { ...content, meta: { ...content.meta, Name: name } })
    }
  }
}

const endpointOf = ({ host, skipTlsVerify }: Address): Json => ({ Host: host, SkipTLSVerify: skipTlsVerify })

const filesOf = (content: TlsContent): ReadonlyMap<string, Buffer> =>
  new Map(
    Object.entries(content).flatMap(([field, bytes]) =>
      bytes === undefined ? [] : [[`docker/${tlsNames[field as keyof TlsContent]}`, bytes] as const]
    )
  )
