/**
 * What daemon.json can say: each key that the engine knows, from 20.10 to 29. Sources: the dockerd reference, and moby's
 * daemon/config and daemon/reload.go; `since` from the release notes.
 */

type SettingType =
  | 'boolean'
  | 'integer'
  | 'text'
  | 'texts'
  /** A map of names to texts. */
  | 'text-map'
  /** A map of names to `true` or `false`. */
  | 'switches'
  /** Bytes, with or without a unit: `64M`. */
  | 'size'
  | 'object'
  | 'objects'
export type SettingFormat = 'address' | 'network' | 'mirror' | 'registry' | 'listen' | 'label' | 'path' | 'option'

export interface SettingKey {
  readonly key: string
  readonly type: SettingType
  /** As the reference has it; absent: none, or the system's. */
  readonly preset?: string
  /** The first engine that takes it; absent: 20.10 does. */
  readonly since?: string
  /** The first engine that does not take it any more. */
  readonly until?: string
  /**
   * A running engine takes it when it is told to read its file again: `always`, or only where the file still `names` it (an engine keeps
   * what was set where the key has gone). Absent: when it starts.
   */
  readonly reload?: 'always' | 'named'
  /** Where an engine of the other kind does not know it. */
  readonly only?: 'linux' | 'windows'
  readonly values?: readonly string[]
  readonly format?: SettingFormat
  /** The dockerd option that says the same, where it is called differently: both together stop the engine. */
  readonly flag?: string
  readonly short?: string
  /** What of it a sentence of the locales explains: `engine-settings.help.KEY`. */
  readonly told?: true
}

const told = { told: true } as const
const linux = { only: 'linux' } as const
const logLevels = ['debug', 'info', 'warn', 'error', 'fatal'] as const

export const settingKeys: readonly SettingKey[] = [
  { key: 'allow-direct-routing', type: 'boolean', preset: 'false', since: '28.2', ...linux },
  { key: 'allow-nondistributable-artifacts', type: 'texts', reload: 'named', format: 'registry' },
  { key: 'api-cors-header', type: 'text', until: '28.0' },
  { key: 'authorization-plugins', type: 'texts', reload: 'named', flag: 'authorization-plugin' },
  { key: 'bip', type: 'text', format: 'network', ...linux, ...told },
  { key: 'bip6', type: 'text', since: '28.0', format: 'network', ...linux },
  { key: 'bridge', type: 'text', short: 'b' },
  { key: 'bridge-accept-fwmark', type: 'text', since: '28.3', ...linux },
  { key: 'builder', type: 'object', ...told },
  { key: 'cdi-spec-dirs', type: 'texts', since: '25.0', flag: 'cdi-spec-dir', format: 'path', ...linux },
  { key: 'cgroup-parent', type: 'text', ...linux, ...told },
  { key: 'cluster-advertise', type: 'text', until: '23.0' },
  { key: 'cluster-store', type: 'text', until: '23.0' },
  { key: 'cluster-store-opts', type: 'text-map', until: '23.0' },
  { key: 'containerd', type: 'text' },
  { key: 'containerd-namespace', type: 'text', preset: 'moby' },
  { key: 'containerd-plugin-namespace', type: 'text', preset: 'plugins.moby', flag: 'containerd-plugins-namespace' },
  { key: 'cpu-rt-period', type: 'integer', ...linux },
  { key: 'cpu-rt-runtime', type: 'integer', ...linux },
  { key: 'cri-containerd', type: 'boolean', preset: 'false' },
  { key: 'data-root', type: 'text', preset: '/var/lib/docker', format: 'path', ...told },
  { key: 'debug', type: 'boolean', preset: 'false', reload: 'named', short: 'D', ...told },
  { key: 'default-address-pools', type: 'objects', flag: 'default-address-pool', ...linux, ...told },
  { key: 'default-cgroupns-mode', type: 'text', values: ['private', 'host'], ...linux },
  { key: 'default-gateway', type: 'text', format: 'address', ...linux },
  { key: 'default-gateway-v6', type: 'text', format: 'address', ...linux },
  { key: 'default-init', type: 'text', ...linux },
  { key: 'default-ipc-mode', type: 'text', preset: 'private', values: ['private', 'shareable'], ...linux },
  { key: 'default-network-opts', type: 'object', since: '24.0', flag: 'default-network-opt' },
  { key: 'default-runtime', type: 'text', preset: 'runc', reload: 'named', ...told },
  { key: 'default-shm-size', type: 'size', preset: '64M', reload: 'named', ...linux, ...told },
  { key: 'default-ulimits', type: 'object', flag: 'default-ulimit', ...linux, ...told },
  { key: 'dns', type: 'texts', format: 'address', ...told },
  { key: 'dns-opts', type: 'texts', flag: 'dns-opt' },
  { key: 'dns-search', type: 'texts', ...told },
  { key: 'exec-opts', type: 'texts', flag: 'exec-opt', format: 'option', ...told },
  { key: 'exec-root', type: 'text', preset: '/var/run/docker', format: 'path', ...linux },
  { key: 'experimental', type: 'boolean', preset: 'false', ...told },
  { key: 'features', type: 'switches', reload: 'always', flag: 'feature', ...told },
  { key: 'firewall-backend', type: 'text', since: '29.0', values: ['iptables', 'nftables'], ...linux },
  { key: 'fixed-cidr', type: 'text', format: 'network' },
  { key: 'fixed-cidr-v6', type: 'text', format: 'network', ...linux },
  { key: 'graph', type: 'text', until: '23.0', short: 'g' },
  { key: 'group', type: 'text', preset: 'docker', short: 'G', ...told },
  { key: 'host-gateway-ip', type: 'text', format: 'address' },
  { key: 'host-gateway-ips', type: 'texts', since: '28.0', flag: 'host-gateway-ip', format: 'address' },
  { key: 'hosts', type: 'texts', flag: 'host', short: 'H', format: 'listen', ...told },
  { key: 'icc', type: 'boolean', preset: 'true', ...linux, ...told },
  { key: 'init', type: 'boolean', preset: 'false', ...linux, ...told },
  { key: 'init-path', type: 'text', format: 'path', ...linux },
  {
    key: 'insecure-registries',
    type: 'texts',
    reload: 'named',
    flag: 'insecure-registry',
    format: 'registry',
    ...told
  },
  { key: 'ip', type: 'text', preset: '0.0.0.0', format: 'address', ...linux, ...told },
  { key: 'ip-forward', type: 'boolean', preset: 'true', ...linux },
  { key: 'ip-forward-no-drop', type: 'boolean', preset: 'false', since: '28.0', ...linux },
  { key: 'ip-masq', type: 'boolean', preset: 'true', ...linux },
  { key: 'ip6tables', type: 'boolean', ...linux },
  { key: 'iptables', type: 'boolean', preset: 'true', ...linux, ...told },
  { key: 'ipv6', type: 'boolean', preset: 'false', ...linux, ...told },
  { key: 'labels', type: 'texts', reload: 'named', flag: 'label', format: 'label', ...told },
  { key: 'live-restore', type: 'boolean', preset: 'false', reload: 'named', ...linux, ...told },
  { key: 'log-driver', type: 'text', preset: 'json-file', ...told },
  { key: 'log-format', type: 'text', preset: 'text', since: '25.0', values: ['text', 'json'] },
  { key: 'log-level', type: 'text', preset: 'info', short: 'l', values: logLevels, ...told },
  { key: 'log-opts', type: 'text-map', flag: 'log-opt', ...told },
  { key: 'max-concurrent-downloads', type: 'integer', preset: '3', reload: 'always', ...told },
  { key: 'max-concurrent-uploads', type: 'integer', preset: '5', reload: 'always', ...told },
  { key: 'max-download-attempts', type: 'integer', preset: '5', reload: 'always', ...told },
  { key: 'metrics-addr', type: 'text', ...told },
  { key: 'mtu', type: 'integer', preset: '1500', ...told },
  { key: 'network-control-plane-mtu', type: 'integer', preset: '1500' },
  { key: 'network-diagnostic-port', type: 'integer', reload: 'always' },
  { key: 'no-new-privileges', type: 'boolean', preset: 'false', ...linux, ...told },
  { key: 'node-generic-resources', type: 'texts', flag: 'node-generic-resource' },
  { key: 'oom-score-adjust', type: 'integer', until: '25.0', ...linux },
  { key: 'pidfile', type: 'text', preset: '/var/run/docker.pid', short: 'p', format: 'path' },
  { key: 'proxies', type: 'text-map', since: '23.0', ...told },
  { key: 'raw-logs', type: 'boolean', preset: 'false' },
  {
    key: 'registry-mirrors',
    type: 'texts',
    reload: 'named',
    flag: 'registry-mirror',
    format: 'mirror',
    ...told
  },
  { key: 'resolv-conf', type: 'text', format: 'path', ...linux },
  { key: 'rootless', type: 'boolean', ...linux },
  { key: 'runtimes', type: 'object', reload: 'named', ...linux, ...told },
  { key: 'seccomp-profile', type: 'text', preset: 'builtin', ...linux, ...told },
  { key: 'selinux-enabled', type: 'boolean', preset: 'false', ...linux },
  { key: 'shutdown-timeout', type: 'integer', preset: '15', reload: 'named', ...told },
  { key: 'storage-driver', type: 'text', short: 's', ...told },
  { key: 'storage-opts', type: 'texts', flag: 'storage-opt', format: 'option' },
  { key: 'swarm-default-advertise-addr', type: 'text' },
  { key: 'swarm-raft-election-tick', type: 'integer' },
  { key: 'swarm-raft-heartbeat-tick', type: 'integer' },
  { key: 'tls', type: 'boolean', preset: 'false' },
  { key: 'tlscacert', type: 'text', format: 'path' },
  { key: 'tlscert', type: 'text', format: 'path' },
  { key: 'tlskey', type: 'text', format: 'path' },
  { key: 'tlsverify', type: 'boolean', preset: 'false' },
  { key: 'userland-proxy', type: 'boolean', preset: 'true', ...linux, ...told },
  { key: 'userland-proxy-path', type: 'text', format: 'path', ...linux },
  { key: 'userns-remap', type: 'text', ...linux, ...told }
]

const byKey: ReadonlyMap<string, SettingKey> = new Map(settingKeys.map((entry) => [entry.key, entry]))
export const settingKey = (key: string): SettingKey | undefined => byKey.get(key)

/** The newest engine whose keys are all above: of a later one an unknown key may be a new one. */
export const newestKnown = 29

/** `28.2.2` → [28, 2]; undefined for what is no version (a build of one's own). */
export function engineVersion(version: string): readonly [number, number] | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)]
}
/** An engine that does not say its version is taken for one that knows everything. */
export function isAtLeast(version: string, wanted: string): boolean {
  const [own, other] = [engineVersion(version), engineVersion(wanted)]
  if (own === undefined || other === undefined) return true
  return own[0] === other[0] ? own[1] >= other[1] : own[0] > other[0]
}
/** dockerd `--validate` came with 23.0. */
export const canValidate = (version: string): boolean =>
  engineVersion(version) !== undefined && isAtLeast(version, '23.0')

/** What stands in the values of `log-opts`, `proxies` and `features`: for completion and for hints. */
export const innerKeys: Readonly<Record<string, readonly string[]>> = {
  'log-opts': ['max-size', 'max-file', 'compress', 'labels', 'env', 'tag', 'mode', 'max-buffer-size'],
  proxies: ['http-proxy', 'https-proxy', 'no-proxy'],
  features: ['buildkit', 'containerd-snapshotter', 'cdi'],
  builder: ['gc', 'entitlements']
}

/** Distance of two words in letters that are added, left out, changed or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= other.length; column++) {
      const [above, left, across] = [
        rows[row - 1]?.[column] ?? 0,
        line[column - 1] ?? 0,
        rows[row - 1]?.[column - 1] ?? 0
      ]
      const same = one[row - 1] === other[column - 1]
      let best = Math.min(above + 1, left + 1, across + (same ? 0 : 1))
      if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        best = Math.min(best, (rows[row - 2]?.[column - 2] ?? 0) + 1)
      line.push(best)
    }
    rows.push(line)
  }
  return rows[one.length]?.[other.length] ?? 0
}

/** The key that was probably meant: by its dockerd option (`registry-mirror`), or a slip of the pen. */
export function meantKey(
  wrong: string,
  among: readonly string[] = settingKeys.map(({ key }) => key)
): string | undefined {
  const word = wrong.slice(0, 60).toLowerCase().replaceAll('_', '-').replace(/^-+/, '')
  const byFlag = settingKeys.find(({ flag, key }) => flag === word && among.includes(key))
  if (byFlag !== undefined) return byFlag.key
  const [best] = among.map((key) => ({ key, far: distance(word, key) })).sort((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(1, Math.floor(word.length / 4)) ? best.key : undefined
}
