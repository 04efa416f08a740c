/** What the main process says about the first frame in the page's own address, so that nothing need be asked first. */
const query = new URLSearchParams(location.search)

export const startedWith = {
  language: query.get('language') === 'fr' ? 'fr' : 'en',
  theme: query.get('theme') ?? 'system',
  platform: query.get('platform') ?? 'linux',
  sidebarCollapsed: query.get('sidebar') === 'collapsed',
  /** The window's renderer had crashed and was loaded anew. */
  recovered: query.has('recovered')
} as const

// Said once: a page that is loaded again later has not crashed again. Before the router takes the address for its own.
if (startedWith.recovered) {
  query.delete('recovered')
  history.replaceState(history.state, '', `?${query}${location.hash}`)
}
