/** How docker lets a context be called. Source: docker/cli `cli/context/store/store.go`, `restrictedNamePattern`. */
import * as v from 'valibot'

const pattern = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/
/** The name of no context: what the CLI goes by where none is chosen. */
export const defaultContext = 'default'
/** docker knows no longest name; a connection's id has one. */
const longestContextName = 180

/** Why it cannot be a new context's name; undefined where it can. */
export function contextNameProblem(name: string): 'empty' | 'short' | 'long' | 'reserved' | 'characters' | undefined {
  if (name === '') return 'empty'
  if (name === defaultContext) return 'reserved'
  if (name.length > longestContextName) return 'long'
  if (pattern.test(name)) return undefined
  return /^[a-zA-Z0-9]$/.test(name) ? 'short' : 'characters'
}

/** A context of the store. */
export const ContextName = v.pipe(
  v.string(),
  v.check((name) => contextNameProblem(name) === undefined, 'Not a name of a context')
)
