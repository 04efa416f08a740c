/** Where the project is, and where Escale keeps what belongs to a person rather than to one clone. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** @param {string} value */
const orUndefined = (value) => (value === '' ? undefined : value)

/** What can be fetched again. @param {NodeJS.ProcessEnv} [env] */
export const cacheFolder = (env = process.env) =>
  join(orUndefined(env['XDG_CACHE_HOME'] ?? '') ?? join(homedir(), '.cache'), 'escale')

/** What must last; beside the app's own settings where those are elsewhere. @param {NodeJS.ProcessEnv} [env] */
export const dataFolder = (env = process.env) =>
  orUndefined(env['ESCALE_USER_DATA'] ?? '') ??
  join(orUndefined(env['XDG_DATA_HOME'] ?? '') ?? join(homedir(), '.local', 'share'), 'escale')
