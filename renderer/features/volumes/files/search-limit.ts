/** Entries that a search shows, at most. */
export const searchLimit = 10_000
