/** What an engine says of itself, in the order in which it is shown. Its probes are facts: the main process asks the connection. */
import type { Check } from '../check'

export const engineChecks: readonly Check[] = []
