/** Every fact by the name that a probe has for it. A part adds its own by a line here. */
import { engineFacts } from './engine-facts'
import type { Fact } from './fact'
import { linuxFacts } from './linux-facts'
import { systemFacts } from './system-facts'

export const facts: ReadonlyMap<string, Fact> = new Map(
  Object.entries({ ...systemFacts, ...linuxFacts, ...engineFacts })
)
