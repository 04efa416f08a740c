/** What `docker run`'s flags are in the API's terms (`POST /containers/create`), as docker's own CLI sends them. */
import { isVolumeFlag, volumeFlag } from '../../../../contract/command/mount'
import { shellVariables } from '../../../../contract/command/variable'
import type { Mount, RunOptions } from '../../../../contract/containers/run'
import type { ApiRequest } from '../../../../contract/history/model'

interface PortBinding {
  readonly HostIp: string
  readonly HostPort: string
}

/** An anonymous volume is part of the container's own configuration; every other mount is the host's. */
const isAnonymous = (mount: Mount): boolean => mount.source === '' && isVolumeFlag(mount)

/** Source: docker/cli, cli/command/container/opts.go (parse) and run.go (runContainer). */
export function createBody(options: RunOptions): Readonly<Record<string, unknown>> {
  const { detach, interactive, tty, command, environment, mounts, ports } = options
  const exposed = ports.map((port) => `${port.container}/${port.protocol}`)
  const anonymous = mounts.filter(isAnonymous)
  const binds = mounts.filter((mount) => isVolumeFlag(mount) && !isAnonymous(mount))
  const others = mounts.filter((mount) => !isVolumeFlag(mount))
  return {
    Image: options.image,
    Cmd: command.length === 0 ? undefined : command,
    Env: environment.map(({ name, value }) => `${name}=${value}`),
    ExposedPorts: emptyOf(exposed),
    Volumes: emptyOf(anonymous.map(({ target }) => target)),
    // docker attaches what it shows: nothing with -d.
    AttachStdin: interactive && !detach,
    AttachStdout: !detach,
    AttachStderr: !detach,
    OpenStdin: interactive,
    StdinOnce: interactive && !detach,
    Tty: tty,
    HostConfig: {
      AutoRemove: options.autoRemove,
      Binds: binds.map(volumeFlag),
      Mounts: others.map(({ kind, source, target, readOnly }) => ({
        Type: kind,
        Source: source === '' ? undefined : source,
        Target: target,
        ReadOnly: readOnly || undefined
      })),
      NetworkMode: 'default',
      PortBindings: bindingsOf(options),
      PublishAllPorts: options.publishAll,
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 }
    }
  }
}

const emptyOf = (keys: readonly string[]): Readonly<Record<string, object>> =>
  Object.fromEntries(keys.map((key) => [key, {}]))

function bindingsOf({ ports }: RunOptions): Readonly<Record<string, readonly PortBinding[]>> {
  const bindings: Record<string, PortBinding[]> = {}
  for (const { ip, host, container, protocol } of ports)
    (bindings[`${container}/${protocol}`] ??= []).push({
      HostIp: ip ?? '',
      HostPort: host === undefined ? '' : String(host)
    })
  return bindings
}

/** For the history: the request with each secret's value as the variable that the command shows in its place. */
export function withoutSecrets(request: ApiRequest, { environment }: RunOptions): ApiRequest {
  const { body } = request
  if (typeof body !== 'object' || body === null || !('Env' in body)) return request
  const variables = shellVariables(environment)
  const Env = environment.map(({ name, value }, index) => {
    const variable = variables[index]
    return variable === undefined ? `${name}=${value}` : `${name}=$${variable}`
  })
  return { ...request, body: { ...body, Env } }
}
