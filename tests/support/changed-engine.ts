/** A real engine that says other things of itself than it is: for what a window does with an engine that no test machine has. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** By path without its version and query, what comes in place of the engine's own answer: `/version`. */
export type Changes = Readonly<Record<string, (answer: Record<string, unknown>) => Record<string, unknown>>>

export interface ChangedEngine {
  readonly host: string
  stop(): Promise<void>
}

const pathOf = ({ url = '' }: IncomingMessage): string => (url.split('?')[0] ?? '').replace(/^\/v\d+\.\d+/, '')

/** Hands everything to the engine on that socket and back, byte for byte but for the answers that are changed. */
export async function startChangedEngine(socketPath: string, changes: Changes): Promise<ChangedEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-changed-'))
  const path = join(folder, 'docker.sock')
  const sockets = new Set<Socket>()
  const asked = (incoming: IncomingMessage) =>
    request({ socketPath, method: incoming.method, path: incoming.url, headers: incoming.headers })

  async function give(answer: IncomingMessage, response: ServerResponse, change: Changes[string]): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(piece as Buffer)
    const changed = change(JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>)
    response.writeHead(answer.statusCode ?? 500, { 'Content-Type': 'application/json' }).end(JSON.stringify(changed))
  }
  const server = createServer((incoming, response) => {
    const onward = asked(incoming)
    onward.on('response', (answer) => {
      const change = changes[pathOf(incoming)]
      if (change !== undefined) return void give(answer, response, change)
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      response.flushHeaders()
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return {
    host: `unix://${path}`,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    }
  }
}
