/** Reads what an engine's inspect says, whatever it leaves out or writes as null (Docker 20.10 to 29, Podman). */

export type Raw = Readonly<Record<string, unknown>>

export const rawOf = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const isOn = (value: unknown): boolean => value === true

/** Zero is what engines write for a limit that is not set. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && value !== 0 ? value : undefined

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
export const rawsOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.map(rawOf) : [])

/** A map's entries whose values are texts. */
export const entriesOf = (value: unknown): ReadonlyArray<readonly [string, string]> =>
  Object.entries(rawOf(value)).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : []))
/** `KEY=VALUE` */
export const pairsOf = (value: unknown): string[] => entriesOf(value).map(([key, text]) => `${key}=${text}`)

/** The same text where it is not the default. */
export const unless = (value: unknown, ...defaults: readonly unknown[]): string =>
  defaults.includes(value) ? '' : textOf(value)

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
