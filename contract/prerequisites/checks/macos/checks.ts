/** What macOS must have for Docker, in the order in which it is shown. */
import type { Check } from '../check'

export const macosChecks: readonly Check[] = []
