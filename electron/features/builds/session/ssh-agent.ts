/** The SSH agent of this computer, lent to those RUN instructions that ask for it. Source: moby/buildkit, session/sshforward. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { FailureError } from '../../../engine/failure-error'
import { Message, writeMessage } from '../progress/protobuf'
import { GrpcError, type GrpcCall, type GrpcMethod } from './grpc'

/** Where SSH_AUTH_SOCK leads. Throws FailureError: invalid-input where no agent runs. */
export function agentSocket(): string {
  const path = process.env['SSH_AUTH_SOCK']
  if (path !== undefined && path !== '') return path
  if (process.platform === 'win32') return '\\\\.\\pipe\\openssh-ssh-agent'
  throw new FailureError({
    kind: 'invalid-input',
    field: 'ssh',
    message: 'No SSH agent runs: SSH_AUTH_SOCK is not set'
  })
}

const idOf = (id: string | undefined): string => (id === undefined || id === '' ? 'default' : id)

async function forward(call: GrpcCall, path: string): Promise<void> {
  const agent = connect(path)
  const stop = (): void => void agent.destroy()
  call.signal.addEventListener('abort', stop, { once: true })
  try {
    await once(agent, 'connect')
    const answering = (async () => {
      for await (const piece of agent as AsyncIterable<Buffer>) await call.send([writeMessage([[1, piece]])])
    })()
    answering.catch(() => undefined)
    for await (const bytes of call.messages) {
      const data = new Message(bytes).bytesOf(1).at(-1)
      if (data !== undefined && !agent.write(data)) await once(agent, 'drain')
    }
    agent.end()
    await answering
  } finally {
    call.signal.removeEventListener('abort', stop)
    agent.destroy()
  }
}

/** `ids`: by which RUN instructions may ask for it; all lead to the one agent. */
export function agentMethods(ids: ReadonlySet<string>, path: string): Readonly<Record<string, GrpcMethod>> {
  const check = (id: string): void => {
    if (!ids.has(id)) throw new GrpcError(5, `unset ssh forward key ${id}`)
  }
  return {
    '/moby.sshforward.v1.SSH/CheckAgent': async ({ messages, send }) => {
      for await (const bytes of messages) {
        check(idOf(new Message(bytes).text(1)))
        await send([Buffer.alloc(0)])
        return
      }
    },
    '/moby.sshforward.v1.SSH/ForwardAgent': async (call) => {
      check(idOf(call.metadata.get('buildkit.ssh.id')?.[0]))
      await forward(call, path)
    }
  }
}
