/** Makes the dockerode client of one session: loaded when it is first needed, for that takes longer than everything else at start. */
import type Docker from 'dockerode'
import type { Dialler } from './dial'
import { basePathOf, hostHeader, type Endpoint } from './endpoint'
import { noteRequest } from './recorder'

/** The parts of docker-modem that are wrapped; its own types leave them out. */
interface Modem {
  buildRequest(
    options: { readonly method: string; readonly path: string },
    context: unknown,
    data: unknown,
    callback: (error: unknown, value: unknown) => void
  ): void
}

/** docker-modem reads them in its constructor, where they override the endpoint that it is given, or throw. */
const variables = [
  'DOCKER_HOST',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_PATH_PREFIX',
  'DOCKER_CLIENT_TIMEOUT'
]

/** The work must not wait for anything: nobody else may see the environment without its variables. */
function withoutDockerVariables<T>(work: () => T): T {
  const kept = variables.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const]
  )
  for (const [name] of kept) delete process.env[name]
  try {
    return work()
  } finally {
    for (const [name, value] of kept) process.env[name] = value
  }
}

function bodyOf(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    // Not a body of the API's own: shown as it is sent.
    return data
  }
}

export async function loadDocker(endpoint: Endpoint, dialler: Dialler, apiVersion: string): Promise<Docker> {
  const { default: DockerClient } = await import('dockerode')
  const basePath = basePathOf(endpoint).slice(1)
  // Where the agent dials is its own matter: the path only keeps docker-modem from looking for a socket itself.
  const options = {
    host: undefined,
    socketPath: 'engine',
    protocol: 'http' as const,
    agent: dialler.agent,
    headers: { Host: hostHeader(endpoint) },
    version: `${basePath === '' ? '' : `${basePath}/`}v${apiVersion}`
  }
  const docker = withoutDockerVariables(() => new DockerClient(options))
  const modem = docker.modem as unknown as Modem
  const buildRequest = modem.buildRequest.bind(modem)
  modem.buildRequest = (options, context, data, callback) => {
    noteRequest({ method: options.method, path: options.path, body: bodyOf(data) })
    buildRequest(options, context, data, callback)
  }
  return docker
}
