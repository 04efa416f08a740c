/** API versions: `1.41` is newer than `1.9`. */

/** The newest API that Escale's readers were written for; a newer engine is asked in this one. */
export const newestApi = '1.47'
/** The oldest that still answers all that Escale asks (Docker 1.12; what it lacks is a matter of capabilities). */
export const oldestApi = '1.24'

/** Negative where a is older than b, 0 where they are the same. */
export function compareApi(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}

/** The version to ask in, or undefined where the engine is too old. `engine` is `Api-Version` of its ping. */
export function negotiateApi(engine: string): string | undefined {
  if (!/^\d+\.\d+$/.test(engine) || compareApi(engine, oldestApi) < 0) return undefined
  return compareApi(engine, newestApi) > 0 ? newestApi : engine
}
