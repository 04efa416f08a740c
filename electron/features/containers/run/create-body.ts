/** What `docker run`'s flags are in the API's terms (`POST /containers/create`), as docker's own CLI sends them. */
import { shellVariables } from '../../../../contract/command/variable'
import type { RunOptions } from '../../../../contract/containers/run'
import type { ApiRequest } from '../../../../contract/history/model'
import { checkApi } from './api-support'
import { healthOf } from './health'
import { hostConfigOf } from './host-config'
import { mountParts } from './mounts'
import { networkParts, type NetworkParts } from './networks'
import { mapOf } from './pairs'
import { platformQuery } from './platform'
import { exposedOf } from './ports'
import { invalid } from './refused'

/** Of the engine that is asked: what it knows, and what it runs on. */
export interface Asked {
  /** `1.41` */
  readonly apiVersion: string
  readonly os: string
  readonly arch: string
}

export interface CreateRequest {
  readonly body: Readonly<Record<string, unknown>>
  /** Of the query. */
  readonly platform: string | undefined
  /** To be connected before the start. */
  readonly later: NetworkParts['later']
}

/**
 * Source: docker/cli, cli/command/container/opts.go (parse) and run.go (runContainer). Throws FailureError: invalid-input
 * with the option in `field`, unsupported where the engine's API does not know an option.
 */
export function createRequest(options: RunOptions, { apiVersion, os, arch }: Asked): CreateRequest {
  checkApi(options, apiVersion)
  const network = networkParts(options, apiVersion)
  const { command, entrypoint, environment } = options
  const HostConfig = hostConfigOf(options, network.mode, os)
  return {
    platform: platformQuery(options.platform, { os, arch }),
    later: network.later,
    body: {
      Image: options.image,
      Hostname: options.hostname,
      Domainname: options.domainName,
      User: options.user,
      // `--entrypoint ""` is an empty program: none at all.
      Entrypoint: entrypoint === undefined ? undefined : [entrypoint],
      Cmd: command.length === 0 ? undefined : command,
      WorkingDir: options.workingFolder,
      Env: lastOfEach(
        environment,
        environment.map(({ name, value }) => `${name}=${value}`)
      ),
      Labels: mapOf(options.labels) ?? {},
      ExposedPorts: exposedOf(options),
      Volumes: mountParts(options.mounts).Volumes,
      Healthcheck: healthOf(options.healthcheck),
      StopSignal: options.stopSignal || undefined,
      StopTimeout: options.stopTimeout,
      MacAddress: network.macAddress,
      Tty: options.tty,
      OpenStdin: options.interactive,
      ...attached(options),
      HostConfig,
      NetworkingConfig: { EndpointsConfig: network.endpoints }
    }
  }
}

/** Nothing with -d; else what -a names, its input with -i, and where -a names nothing both outputs. */
function attached({ detach, interactive, attach }: RunOptions) {
  if (detach && attach.length > 0)
    throw invalid('attach', 'conflicting options: cannot specify both --attach and --detach')
  const names = attach.map((name) => name.toLowerCase())
  const has = (name: string): boolean => !detach && (names.length === 0 ? name !== 'stdin' : names.includes(name))
  const AttachStdin = !detach && (interactive || names.includes('stdin'))
  return {
    AttachStdin,
    AttachStdout: has('stdout'),
    AttachStderr: has('stderr'),
    StdinOnce: interactive && AttachStdin
  }
}

/** Of two variables with one name the last counts. */
const lastOfEach = (environment: RunOptions['environment'], texts: readonly string[]): readonly string[] => [
  ...new Map(texts.map((text, index) => [environment[index]?.name, text])).values()
]

/** For the history: the request with each secret's value as the variable that the command shows in its place. */
export function withoutSecrets(request: ApiRequest, { environment }: RunOptions): ApiRequest {
  const { body } = request
  if (typeof body !== 'object' || body === null || !('Env' in body)) return request
  const variables = shellVariables(environment)
  const texts = environment.map(({ name, value }, index) => {
    const variable = variables[index]
    return variable === undefined ? `${name}=${value}` : `${name}=$${variable}`
  })
  return { ...request, body: { ...body, Env: lastOfEach(environment, texts) } }
}
