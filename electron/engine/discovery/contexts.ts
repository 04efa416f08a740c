/**
 * Docker's contexts, read as its CLI reads them: `<config>/contexts/meta/<sha256 of the name>/meta.json`, with TLS files in
 * `contexts/tls/<the same>/docker/`. Source: docker/cli `cli/context/store`, `cli/command/cli.go`.
 */
import { createHash } from 'node:crypto'
import { posix, win32 } from 'node:path'
import * as v from 'valibot'
import { parseEndpoint, type Endpoint, type TlsFiles } from '../endpoint'
import { flag, maybe, text } from '../schema'
import type { Problem } from './found'
import type { Surroundings } from './surroundings'

export interface Context {
  readonly name: string
  readonly endpoint: Endpoint
}

export interface ContextStore {
  readonly contexts: readonly Context[]
  /** What the CLI uses where nothing else is said; `default` is no context of the store. */
  readonly current: string
  readonly problems: readonly Problem[]
}

const Meta = v.object({
  Name: v.pipe(v.string(), v.minLength(1)),
  Endpoints: v.object({ docker: v.object({ Host: text(), SkipTLSVerify: flag() }) })
})
const Config = v.object({ currentContext: maybe(v.string()) })

export const pathsOf = (platform: NodeJS.Platform) => (platform === 'win32' ? win32 : posix)

/** `DOCKER_CONFIG`, or `.docker` in the person's home. */
export const configFolder = ({ env, home, platform }: Surroundings): string =>
  env['DOCKER_CONFIG'] || pathsOf(platform).join(home, '.docker')

/** The files of a folder with the names that docker gives them; undefined where there is none of them. */
export function tlsFilesIn(folder: string, verify: boolean, { exists, platform }: Surroundings): TlsFiles | undefined {
  const at = (name: string): string | undefined => {
    const path = pathsOf(platform).join(folder, name)
    return exists(path) ? path : undefined
  }
  const files = { ca: at('ca.pem'), cert: at('cert.pem'), key: at('key.pem'), verify }
  return files.ca === undefined && files.cert === undefined && files.key === undefined ? undefined : files
}

export function readContexts(surroundings: Surroundings): ContextStore {
  const { join } = pathsOf(surroundings.platform)
  const folder = configFolder(surroundings)
  const problems: Problem[] = []

  const readJson = <T>(file: string, schema: v.GenericSchema<unknown, T>): T | undefined => {
    try {
      const content = surroundings.read(file)
      return content === undefined ? undefined : v.parse(schema, JSON.parse(content))
    } catch (error) {
      problems.push({ file, message: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }

  const metaFolder = join(folder, 'contexts', 'meta')
  const contexts = surroundings.list(metaFolder).flatMap((id): Context[] => {
    const file = join(metaFolder, id, 'meta.json')
    const meta = readJson(file, Meta)
    if (meta === undefined) return []
    const { Host, SkipTLSVerify } = meta.Endpoints.docker
    const found = tlsFilesIn(join(folder, 'contexts', 'tls', id, 'docker'), !SkipTLSVerify, surroundings)
    try {
      return [
        { name: meta.Name, endpoint: parseEndpoint(Host, found ?? (SkipTLSVerify ? { verify: false } : undefined)) }
      ]
    } catch (error) {
      problems.push({ file, message: error instanceof Error ? error.message : String(error) })
      return []
    }
  })
  contexts.sort((a, b) => (a.name < b.name ? -1 : 1))

  const wanted =
    surroundings.env['DOCKER_CONTEXT'] || readJson(join(folder, 'config.json'), Config)?.currentContext || 'default'
  const known = wanted === 'default' || contexts.some(({ name }) => name === wanted)
  if (!known) {
    const id = createHash('sha256').update(wanted).digest('hex')
    problems.push({ file: join(metaFolder, id, 'meta.json'), message: `The context "${wanted}" is not there` })
  }
  return { contexts, current: known ? wanted : 'default', problems }
}
