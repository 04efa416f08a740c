/** A registry that answers as it is told: for what no honest one does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostileRegistry {
  readonly address: string
  /** What was asked, oldest first: `GET /v2/`. */
  readonly asked: readonly string[]
  readonly stop: () => Promise<void>
}

export async function startHostileRegistry(
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void
): Promise<HostileRegistry> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response, new URL(request.url ?? '/', 'http://localhost'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}

export const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers })
  response.end(JSON.stringify(value))
}
