/** The options that make a container again, from what inspect says of it, without what its image says by itself. */
import { healthcheckOf, programOf } from './inspected/program'
import { entriesOf, isOn, pairsOf, rawOf, same, textOf, textsOf, unless, type Raw } from './inspected/raw'
import { limitsOf } from './inspected/limits'
import { mountsOf } from './inspected/mounts'
import { networkingOf, portsOf } from './inspected/networks'
import { emptyRunOptions, type EnvironmentVariable, type RestartPolicy, type RunOptions } from './run'

export interface RunAgain {
  readonly options: RunOptions
  /** What `docker run` cannot say again, by its place in the inspect: `Config.Env PATH`, `Image` where it is gone. */
  readonly lost: string[]
}

/** What the engine fills in where nothing is said: `docker info`, as far as it told. */
export interface EngineDefaults {
  /** Of the machine that it runs on. */
  readonly hostName?: string
  readonly logDriver?: string
  readonly runtime?: string
  /** `1` or `2`. */
  readonly cgroupVersion?: string
  /** `x86_64`, `aarch64`. */
  readonly architecture?: string
}

/**
 * `container` and `image` are the engine's own inspects; without the image nothing is known to be the image's, and all
 * is kept.
 */
export function runFromInspect(container: unknown, image?: unknown, defaults: EngineDefaults = {}): RunAgain {
  const inspect = rawOf(container)
  const config = rawOf(inspect['Config'])
  const host = rawOf(inspect['HostConfig'])
  const imageConfig = image === undefined ? undefined : rawOf(rawOf(image)['Config'])
  const own = (name: string): string => unless(config[name], imageConfig?.[name])

  const { program, lost: programLost } = programOf(config, imageConfig)
  const { healthcheck, lost: healthLost } = healthcheckOf(config['Healthcheck'], imageConfig?.['Healthcheck'])
  const { mounts, lost: mountsLost } = mountsOf(config, host, imageConfig)
  const { networking, lost: networksLost } = networkingOf(inspect)
  const { limits, lost: limitsLost } = limitsOf(host)
  const { environment, lost: environmentLost } = environmentOf(config, imageConfig)
  return {
    options: {
      ...emptyRunOptions,
      ...limits,
      ...program,
      ...networking,
      ...portsOf(config, host, imageConfig),
      ...attachedOf(config),
      ...namespacesOf(host, defaults),
      ...securityOf(host),
      ...loggingOf(host, defaults),
      image: textOf(config['Image']),
      name: textOf(inspect['Name']).replace(/^\//, ''),
      hostname: hostnameOf(inspect, defaults),
      domainName: textOf(config['Domainname']),
      workingFolder: own('WorkingDir'),
      user: own('User'),
      environment,
      labels: pairsWithout(config['Labels'], imageConfig?.['Labels']),
      mounts,
      healthcheck,
      restart: restartOf(rawOf(host['RestartPolicy'])),
      autoRemove: isOn(host['AutoRemove']),
      stopSignal: own('StopSignal'),
      stopTimeout: typeof config['StopTimeout'] === 'number' ? config['StopTimeout'] : undefined,
      platform: platformOf(image, defaults),
      annotations: pairsOf(host['Annotations']),
      volumesFrom: [...textsOf(host['VolumesFrom'])],
      volumeDriver: textOf(host['VolumeDriver']),
      storageOptions: pairsOf(host['StorageOpt']),
      readOnly: isOn(host['ReadonlyRootfs']),
      dns: [...textsOf(host['Dns'])],
      dnsSearch: [...textsOf(host['DnsSearch'])],
      dnsOptions: [...textsOf(host['DnsOptions'])],
      extraHosts: [...textsOf(host['ExtraHosts'])],
      runtime: unless(host['Runtime'], defaults.runtime ?? 'runc'),
      isolation: textOf(host['Isolation']),
      init: typeof host['Init'] === 'boolean' ? host['Init'] : undefined
    },
    lost: [
      ...(image === undefined ? ['Image'] : []),
      ...programLost,
      ...environmentLost,
      ...healthLost,
      ...mountsLost,
      ...networksLost,
      ...limitsLost,
      ...(isOn(config['NetworkDisabled']) ? ['Config.NetworkDisabled'] : [])
    ]
  }
}

/** The engine names a container after its id, or after the machine on the machine's own network. */
function hostnameOf(inspect: Raw, { hostName }: EngineDefaults): string {
  const hostname = unless(rawOf(inspect['Config'])['Hostname'], textOf(inspect['Id']).slice(0, 12))
  return rawOf(inspect['HostConfig'])['NetworkMode'] === 'host' ? unless(hostname, hostName) : hostname
}

function attachedOf(config: Raw): Pick<RunOptions, 'detach' | 'interactive' | 'tty' | 'attach'> {
  const streams = ['stdin', 'stdout', 'stderr'] as const
  const [stdin, stdout, stderr] = ['AttachStdin', 'AttachStdout', 'AttachStderr'].map((name) => isOn(config[name]))
  const attached = streams.filter((_, index) => [stdin, stdout, stderr][index])
  const interactive = isOn(config['OpenStdin'])
  // What docker attaches by itself in the foreground.
  const usual = stdout === true && stderr === true && stdin === interactive
  return {
    interactive,
    tty: isOn(config['Tty']),
    detach: attached.length === 0,
    attach: usual ? [] : [...attached]
  }
}

/** A variable of the image's that the container does not have cannot be taken away again. */
function environmentOf(config: Raw, image: Raw | undefined) {
  const all = textsOf(config['Env'])
  const images = textsOf(image?.['Env'])
  const nameOf = (variable: string): string => variable.split('=')[0] ?? ''
  const names = new Set(all.map(nameOf))
  const environment: EnvironmentVariable[] = all
    .filter((variable) => !images.includes(variable) && /^[^=]/.test(variable))
    .map((variable) => ({
      name: nameOf(variable),
      value: variable.slice(nameOf(variable).length + 1),
      secret: false
    }))
  return {
    environment,
    lost: images
      .map(nameOf)
      .filter((name) => !names.has(name))
      .map((name) => `Config.Env ${name}`)
  }
}

function pairsWithout(value: unknown, image: unknown): string[] {
  const images = rawOf(image)
  return entriesOf(value)
    .filter(([key, text]) => images[key] !== text)
    .map(([key, text]) => `${key}=${text}`)
}

function restartOf({ Name: name, MaximumRetryCount: count }: Raw): RestartPolicy {
  if (name === 'on-failure') return typeof count === 'number' && count > 0 ? { name, maximumRetries: count } : { name }
  return name === 'always' || name === 'unless-stopped' ? { name } : { name: 'no' }
}

type Some = Partial<RunOptions>

function namespacesOf(host: Raw, { cgroupVersion }: EngineDefaults): Some {
  return {
    ipc: unless(host['IpcMode'], 'private'),
    pid: textOf(host['PidMode']),
    uts: textOf(host['UTSMode']),
    userNamespace: textOf(host['UsernsMode']),
    cgroupNamespace: unless(host['CgroupnsMode'], cgroupVersion === '1' ? 'host' : 'private'),
    cgroupParent: textOf(host['CgroupParent'])
  }
}

function securityOf(host: Raw): Some {
  const privileged = isOn(host['Privileged'])
  // The engine says it itself where a container shares the machine's own.
  const shared = privileged || host['PidMode'] === 'host' || host['IpcMode'] === 'host'
  const open = ['MaskedPaths', 'ReadonlyPaths'].every((name) => same(host[name], []))
  return {
    privileged,
    groups: [...textsOf(host['GroupAdd'])],
    capAdd: capabilities(host['CapAdd']),
    capDrop: capabilities(host['CapDrop']),
    sysctls: pairsOf(host['Sysctls']),
    securityOptions: [
      ...textsOf(host['SecurityOpt']).filter((option) => !(shared && option === 'label=disable')),
      ...(open ? ['systempaths=unconfined'] : [])
    ]
  }
}

const capabilities = (value: unknown): string[] => textsOf(value).map((name) => name.replace(/^CAP_/, ''))

function loggingOf(host: Raw, { logDriver = 'json-file' }: EngineDefaults): Some {
  const log = rawOf(host['LogConfig'])
  return { logDriver: unless(log['Type'], logDriver), logOptions: pairsOf(log['Config']) }
}

/** Where the image was made for another processor than the engine's. */
function platformOf(image: unknown, { architecture = '' }: EngineDefaults): string {
  const { Os: os, Architecture: arch, Variant: variant } = rawOf(image)
  const engine = architectures[architecture]
  if (engine === undefined || textOf(arch) === '' || arch === engine) return ''
  return [textOf(os) || 'linux', textOf(arch), textOf(variant)].filter((part) => part !== '').join('/')
}

/** `uname -m` in Go's words. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  amd64: 'amd64',
  aarch64: 'arm64',
  arm64: 'arm64',
  s390x: 's390x',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64'
}
