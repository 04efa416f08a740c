/** Flags of the docker program and of the subcommands that are read here: which take a value (docker/cli 20.10 to 29). */

export interface Flag {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** Whether a value follows; one without can still be given as `--rm=false`. */
  readonly takesValue: boolean
}
export type FlagTable = readonly Flag[]

/** `a|add-host` is `-a, --add-host`. */
const flags = (takesValue: boolean, names: string): FlagTable =>
  names
    .trim()
    .split(/\s+/)
    .map((text) => {
      const [name = '', short] = text.split('|').reverse()
      return { name, takesValue, ...(short === undefined ? {} : { short }) }
    })

/** docker's own, before the subcommand. */
export const globalFlags: FlagTable = [
  ...flags(true, 'config c|context H|host l|log-level tlscacert tlscert tlskey'),
  ...flags(false, 'D|debug tls tlsverify v|version help')
]

export const pullFlags: FlagTable = [
  ...flags(true, 'platform'),
  ...flags(false, 'a|all-tags disable-content-trust q|quiet help')
]

export const searchFlags: FlagTable = [
  ...flags(true, 'f|filter format limit stars'),
  ...flags(false, 'no-trunc automated help')
]

/** docker run's, with those that docker hides (`--net`) or has dropped since. */
export const runFlags: FlagTable = [
  ...flags(
    false,
    `d|detach disable-content-trust help init i|interactive no-healthcheck oom-kill-disable privileged P|publish-all
     q|quiet read-only rm sig-proxy t|tty use-api-socket`
  ),
  ...flags(
    true,
    `add-host annotation a|attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile
     cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime c|cpu-shares cpus cpuset-cpus cpuset-mems
     detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops
     dns dns-opt dns-option dns-search domainname entrypoint e|env env-file expose gpus group-add
     health-cmd health-interval health-retries health-start-interval health-start-period health-timeout h|hostname
     io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory l|label label-file link link-local-ip
     log-driver log-opt mac-address m|memory memory-reservation memory-swap memory-swappiness mount name
     net net-alias network network-alias oom-score-adj pid pids-limit platform p|publish pull restart runtime
     security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit u|user userns uts
     v|volume volume-driver volumes-from w|workdir`
  )
]
