/** What the host does for a container: the API's HostConfig, as docker's own CLI sends it. */
import { parseDns, parseExtraHost } from '../../../../contract/command/hosts'
import { parsePair } from '../../../../contract/command/labels'
import type { RunOptions } from '../../../../contract/containers/run'
import { mountParts } from './mounts'
import { mapOf, someOf } from './pairs'
import { bindingsOf } from './ports'
import { invalid, valueOf } from './refused'
import { resourcesOf } from './resources'
import { securityParts } from './security'

/** Source: docker/cli, cli/command/container/opts.go (parse). */
export function hostConfigOf(options: RunOptions, mode: string, os: string): Readonly<Record<string, unknown>> {
  const { restart, autoRemove, logDriver, logOptions } = options
  if (autoRemove && restart.name !== 'no')
    throw invalid('restart', 'conflicting options: cannot specify both --restart and --rm')
  if (logDriver === 'none' && logOptions.length > 0)
    throw invalid('logOptions', `invalid logging opts for driver ${logDriver}`)
  const { Binds, Mounts, Tmpfs } = mountParts(options.mounts)
  return {
    Binds,
    Mounts,
    Tmpfs,
    VolumesFrom: someOf(options.volumesFrom),
    VolumeDriver: options.volumeDriver || undefined,
    StorageOpt: mapOf(options.storageOptions.map((text) => valueOf('storageOptions', text, parsePair))),
    ReadonlyRootfs: options.readOnly,
    AutoRemove: autoRemove,
    RestartPolicy: { Name: restart.name, MaximumRetryCount: restart.maximumRetries ?? 0 },
    PortBindings: bindingsOf(options),
    PublishAllPorts: options.publishAll,
    NetworkMode: mode,
    Links: someOf(options.links),
    // Never absent: an absent list is an old container's.
    Dns: options.dns.map((text) => valueOf('dns', text, parseDns)),
    DnsSearch: options.dnsSearch,
    DnsOptions: options.dnsOptions,
    ExtraHosts: someOf(
      options.extraHosts.map((text) => {
        const { name, address } = valueOf('extraHosts', text, parseExtraHost)
        return `${name}:${address}`
      })
    ),
    GroupAdd: someOf(options.groups),
    Privileged: options.privileged,
    CapAdd: someOf(capabilitiesOf(options.capAdd)),
    CapDrop: someOf(capabilitiesOf(options.capDrop)),
    ...securityParts(options.securityOptions),
    Sysctls: mapOf(options.sysctls.map((text) => valueOf('sysctls', text, parsePair))),
    OomScoreAdj: options.oomScoreAdjust,
    ShmSize: options.shmSize,
    IpcMode: options.ipc || undefined,
    PidMode: options.pid || undefined,
    UTSMode: options.uts || undefined,
    UsernsMode: options.userNamespace || undefined,
    CgroupnsMode: options.cgroupNamespace || undefined,
    Runtime: options.runtime || undefined,
    Isolation: options.isolation || undefined,
    Init: options.init,
    Annotations: mapOf(options.annotations),
    LogConfig: { Type: logDriver, Config: mapOf(logOptions) ?? {} },
    ...resourcesOf(options, os)
  }
}

/** `net_admin` is `CAP_NET_ADMIN` to the engine; each once. */
const capabilitiesOf = (names: readonly string[]): readonly string[] => [
  ...new Set(
    names.map((name) => {
      const upper = name.trim().toUpperCase()
      return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`
    })
  )
]
