/** Good practices: what builds as it stands and would be smaller, faster, safer or clearer otherwise. */
import { commandHints } from './hint-commands'
import { copyHints } from './hint-copies'
import { imageHints } from './hint-image'
import { startHints } from './hint-start'
import type { Hint } from './hint'
import { readDockerfile } from './read'

/** In the order of the text. */
export function hintsOf(source: string): readonly Hint[] {
  const file = readDockerfile(source)
  return [...imageHints(file), ...commandHints(file, source), ...copyHints(file), ...startHints(file, source)].sort(
    (one, other) => one.from - other.from || one.to - other.to
  )
}
