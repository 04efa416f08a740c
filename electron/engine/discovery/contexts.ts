/**
 * Docker's contexts, read as its CLI reads them: `<config>/contexts/meta/<sha256 of the name>/meta.json`, with TLS files in
 * `contexts/tls/<the same>/docker/`. Source: docker/cli `cli/context/store`, `cli/command/cli.go`.
 */
import { posix, win32 } from 'node:path'
import * as v from 'valibot'
import { defaultContext } from '../../../contract/connections/context-name'
import { idOfContext, layoutOf, tlsNames } from '../contexts/layout'
import { parseEndpoint, type Endpoint, type TlsFiles } from '../endpoint'
import { flag, maybe, text } from '../schema'
import type { Problem } from './found'
import type { Surroundings } from './surroundings'

/** Where the CLI goes when it was told nothing. */
export const defaultAddress = (platform: NodeJS.Platform): string =>
  platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock'

export interface Context {
  readonly name: string
  readonly description: string
  readonly endpoint: Endpoint
  /** The address as it is written there. */
  readonly host: string
  /** Its `meta.json`. */
  readonly file: string
  /** What else it names beside docker: `kubernetes`. */
  readonly otherEndpoints: readonly string[]
}

export interface ContextStore {
  readonly contexts: readonly Context[]
  /** What the CLI uses where nothing else is said; `default` is no context of the store, and one that is missing is none at all. */
  readonly current: string
  /** What config.json says; `default` where it says nothing. */
  readonly configured: string
  readonly problems: readonly Problem[]
}

const Meta = v.object({
  Name: v.pipe(v.string(), v.minLength(1)),
  Metadata: maybe(v.object({ Description: text() })),
  Endpoints: maybe(v.record(v.string(), v.unknown()))
})
/** Without an address it is the default one's. */
const DockerEndpoint = v.object({ Host: text(), SkipTLSVerify: flag() })
const Config = v.object({ currentContext: maybe(v.string()) })

export const pathsOf = (platform: NodeJS.Platform) => (platform === 'win32' ? win32 : posix)

/** `DOCKER_CONFIG`, or `.docker` in the person's home; undefined for who has no home. */
export const configFolder = ({ env, home, platform }: Surroundings): string | undefined =>
  env['DOCKER_CONFIG'] || (home === '' ? undefined : pathsOf(platform).join(home, '.docker'))

/** The files of a folder with the names that docker gives them; undefined where there is none of them. */
export function tlsFilesIn(folder: string, verify: boolean, { exists, platform }: Surroundings): TlsFiles | undefined {
  const at = (name: string): string | undefined => {
    const path = pathsOf(platform).join(folder, name)
    return exists(path) ? path : undefined
  }
  const files = { ca: at(tlsNames.ca), cert: at(tlsNames.cert), key: at(tlsNames.key), verify }
  return files.ca === undefined && files.cert === undefined && files.key === undefined ? undefined : files
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function readContexts(surroundings: Surroundings): ContextStore {
  const folder = configFolder(surroundings)
  const variable = surroundings.env['DOCKER_CONTEXT'] || undefined
  if (folder === undefined) return { contexts: [], current: defaultContext, configured: defaultContext, problems: [] }
  const store = layoutOf(folder, pathsOf(surroundings.platform).join)
  const problems: Problem[] = []

  const readJson = <T>(file: string, schema: v.GenericSchema<unknown, T>): T | undefined => {
    let content: string | undefined
    try {
      content = surroundings.read(file)
    } catch (error) {
      problems.push({ file, kind: 'unreadable', message: wordsOf(error) })
      return undefined
    }
    try {
      return content === undefined ? undefined : v.parse(schema, JSON.parse(content))
    } catch (error) {
      problems.push({ file, kind: 'broken', message: wordsOf(error) })
      return undefined
    }
  }

  const contexts = surroundings.list(store.metaRoot).flatMap((id): Context[] => {
    const file = store.metaFile(id)
    const meta = readJson(file, Meta)
    if (meta === undefined) return []
    const { Name: name, Metadata, Endpoints = {} } = meta
    // The CLI finds neither of them by its name.
    if (name === defaultContext) {
      problems.push({ file, kind: 'reserved', message: name })
      return []
    }
    if (id !== idOfContext(name)) {
      problems.push({ file, kind: 'misplaced', message: name })
      return []
    }
    const docker = v.safeParse(DockerEndpoint, Endpoints['docker'])
    if (!docker.success) {
      problems.push({ file, kind: 'no-engine', message: name })
      return []
    }
    const { Host, SkipTLSVerify } = docker.output
    const found = tlsFilesIn(store.dockerTls(id), !SkipTLSVerify, surroundings)
    try {
      const tls = found ?? (SkipTLSVerify ? { verify: false } : undefined)
      const host = Host || defaultAddress(surroundings.platform)
      return [
        {
          name,
          description: Metadata?.Description ?? '',
          endpoint: parseEndpoint(host, tls),
          host,
          file,
          otherEndpoints: Object.keys(Endpoints).filter((other) => other !== 'docker')
        }
      ]
    } catch (error) {
      problems.push({ file, kind: 'bad-address', message: wordsOf(error) })
      return []
    }
  })
  contexts.sort((a, b) => (a.name < b.name ? -1 : 1))

  const configured = readJson(store.config, Config)?.currentContext || defaultContext
  const wanted = variable ?? configured
  const known = wanted === defaultContext || contexts.some(({ name }) => name === wanted)
  if (!known)
    problems.push({
      file: store.metaFile(idOfContext(wanted)),
      kind: 'missing',
      message: `The context "${wanted}" is not there`
    })
  return { contexts, current: wanted, configured, problems }
}
