/**
 * Docker's own config.json, where its CLI keeps sign-ins: read tolerantly, written whole and atomically, with everything
 * that is not ours kept as it was. Source: docker/cli, cli/config/configfile/file.go.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'
import { mapOf, maybe, text } from '../engine/schema'
import { writeWhole } from '../platform/write-whole'

const Entry = v.object({
  /** `user:password` in base64; absent where a helper keeps it. */
  auth: maybe(v.string()),
  identitytoken: maybe(v.string()),
  username: maybe(v.string()),
  password: maybe(v.string())
})
const Config = v.object({
  auths: mapOf(Entry),
  /** The helper for all: `pass`, `secretservice`, `osxkeychain`, `wincred`. */
  credsStore: text(),
  /** Helpers of single registries. */
  credHelpers: mapOf(v.string())
})
export type DockerConfig = v.InferOutput<typeof Config>

export interface DockerConfigFile {
  /** Throws FailureError (invalid-input, field config) where the file is there and is no JSON: it is never written over. */
  read(): Promise<DockerConfig>
  /** Changes one registry's entry under `auths`; undefined takes it out. Throws as read does, and permission-denied. */
  setAuth(
    key: string,
    entry: { readonly auth?: string; readonly identitytoken?: string } | undefined,
    /** Becomes the helper for all, as the CLI writes down which one it has taken by itself. */
    helper?: string
  ): Promise<void>
}

/** `folder`: `$DOCKER_CONFIG`, or `.docker` in the person's home. */
export function openDockerConfig(folder: string): DockerConfigFile {
  const path = join(folder, 'config.json')
  let writing: Promise<void> = Promise.resolve()

  async function raw(): Promise<Record<string, unknown>> {
    let content: string
    try {
      content = await readFile(path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
      throw new FailureError({ kind: 'permission-denied', subject: 'file', message: (error as Error).message })
    }
    try {
      const value: unknown = content.trim() === '' ? {} : JSON.parse(content.replace(/^\uFEFF/, ''))
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    } catch {
      // Told below, with the file's name.
    }
    throw new FailureError({ kind: 'invalid-input', field: 'config', message: `${path} is not JSON` })
  }

  async function write(
    key: string,
    entry: Readonly<Record<string, unknown>> | undefined,
    helper: string | undefined
  ): Promise<void> {
    const whole = await raw()
    const before = whole['auths']
    const auths = { ...(typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {}) }
    if (entry === undefined) delete auths[key]
    else auths[key] = entry
    const content = `${JSON.stringify({ ...whole, ...(helper === undefined ? {} : { credsStore: helper }), auths }, null, '\t')}\n`
    try {
      await writeWhole(path, content, { mode: 0o600, folders: 0o700 })
    } catch (error) {
      throw new FailureError({ kind: 'permission-denied', subject: 'file', message: (error as Error).message })
    }
  }

  return {
    read: async () => v.parse(Config, await raw()),
    setAuth(key, entry, helper) {
      const done = writing.then(() => write(key, entry, helper))
      // One after the other; what one failed with is told to whoever asked for it.
      writing = done.catch(() => undefined)
      return done
    }
  }
}
