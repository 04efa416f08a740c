/**
 * What an engine's own search asks (`docker search HOST:PORT/term`): a registry's old index, on loopback.
 * Source: moby/moby, registry/search_session.go (`GET /v1/search?q=…&n=…`), after `GET /v1/_ping`.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SearchIndex {
  /** `127.0.0.1:PORT`: what a term begins with that the engine asks here. */
  readonly address: string
  readonly stop: () => Promise<void>
}

export async function startSearchIndex(names: readonly string[]): Promise<SearchIndex> {
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', 'http://index')
    const query = url.searchParams.get('q') ?? ''
    const results = names
      .filter((name) => name.includes(query))
      .map((name, index) => ({
        name,
        description: `What the index says of ${name}`,
        star_count: index,
        is_official: !name.includes('/'),
        is_automated: false
      }))
    const body = url.pathname === '/v1/search' ? { query, num_results: results.length, results } : true
    answer.writeHead(200, { 'Content-Type': 'application/json', 'X-Docker-Registry-Standalone': 'true' })
    answer.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
