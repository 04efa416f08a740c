/** Who is signed in at a registry, as BuildKit asks for it. Source: moby/buildkit, session/auth/auth.proto. */
import type { Engine } from '../../../engine/engine'
import { writeMessage } from '../progress/protobuf'

/** BuildKit names Docker Hub by the host that it asks. */
const hubHosts = new Set(['registry-1.docker.io', 'index.docker.io', 'docker.io', 'auth.docker.io'])

/** The answer's message; empty where nobody is signed in. */
export async function credentials(engine: Engine, host: string): Promise<Buffer> {
  const header = await engine.registryAuth(hubHosts.has(host) ? 'docker.io' : host)
  if (header === undefined) return Buffer.alloc(0)
  const raw = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '')
  const token = text('identitytoken')
  return token === ''
    ? writeMessage([
        [1, text('username')],
        [2, text('password')]
      ])
    : writeMessage([[2, token]])
}
