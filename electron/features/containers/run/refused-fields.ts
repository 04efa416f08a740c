/** Which option an engine's refusal is about: the form shows the reason beside it. */
import type { RunOptions } from '../../../../contract/containers/run'

/**
 * First match wins. The texts are those of moby 20.10 to 29 (daemon/daemon_unix.go, daemon/container.go, volume/mounts,
 * runconfig, libnetwork, daemon/logger) and of runc.
 */
const fields: ReadonlyArray<readonly [RegExp, keyof RunOptions]> = [
  [/invalid container name/i, 'name'],
  [/invalid reference format|repository name must be|no such image/i, 'image'],
  [/invalid environment variable/i, 'environment'],
  [/kernel memory/i, 'kernelMemory'],
  [/memory swappiness|swappiness/i, 'memorySwappiness'],
  [/memory ?swap/i, 'memorySwap'],
  [/memory reservation/i, 'memoryReservation'],
  [/shm ?size/i, 'shmSize'],
  [/memory limit/i, 'memory'],
  [/Range of CPUs|NanoCPUs|Nano CPUs/i, 'cpus'],
  [/cpuset cpus|Requested CPUs are not available/i, 'cpuSet'],
  [/cpuset mems|Requested memory nodes/i, 'memorySet'],
  [/cpu (?:real-?time|rt) (?:period|scheduler period)/i, 'cpuRealtimePeriod'],
  [/cpu (?:real-?time|rt)/i, 'cpuRealtimeRuntime'],
  [/cpu cfs period|cpu[._ ]?period/i, 'cpuPeriod'],
  [/cpu cfs quota|cpu[._ ]?quota/i, 'cpuQuota'],
  [/cpu shares|shares/i, 'cpuShares'],
  [/pids? limit/i, 'pidsLimit'],
  [/blkio weight device|BlkioWeightDevice/i, 'blockWeightDevices'],
  [/blkio weight/i, 'blockWeight'],
  [/oom score/i, 'oomScoreAdjust'],
  [/ulimit/i, 'ulimits'],
  [/restart policy|maximum retry count/i, 'restart'],
  [/invalid CapAdd/i, 'capAdd'],
  [/invalid CapDrop/i, 'capDrop'],
  [/--security-opt|security[- ]opt|seccomp|apparmor/i, 'securityOptions'],
  [/sysctl/i, 'sysctls'],
  [/storage-?opt/i, 'storageOptions'],
  [/working directory .* is invalid|chdir to cwd/i, 'workingFolder'],
  [/invalid hostname/i, 'hostname'],
  [/could not select device driver|gpu/i, 'gpus'],
  [/error gathering device information|device/i, 'devices'],
  [/unable to find (?:user|group)|no matching entries in passwd/i, 'user'],
  [/invalid signal|unknown signal/i, 'stopSignal'],
  [/unknown log opt|log[- ]opt|invalid logging opts|logging option/i, 'logOptions'],
  [/log(?:ging)? driver|logger/i, 'logDriver'],
  [/runtime (?:name|specified)|invalid runtime|unknown or invalid runtime/i, 'runtime'],
  [/isolation/i, 'isolation'],
  [/cgroup[- ]parent/i, 'cgroupParent'],
  [/cgroup ?ns|cgroup namespace/i, 'cgroupNamespace'],
  [/\bipc\b/i, 'ipc'],
  [/pid (?:mode|namespace)|PID mode/i, 'pid'],
  [/\buts\b/i, 'uts'],
  [/userns|user namespace/i, 'userNamespace'],
  [/mac[- ]address/i, 'macAddress'],
  [/could not get container for|\blinks?\b/i, 'links'],
  [/extra ?host|add-host/i, 'extraHosts'],
  [/\bdns\b/i, 'dns'],
  [/health/i, 'healthcheck'],
  [
    /invalid (?:containerPort|hostPort|port|range)|invalid proto|port (?:specification|binding|range)|conflicting options: port|address .* not available|cannot assign requested address/i,
    'ports'
  ],
  [/user specified IP|IP address|no configured subnet|network|alias/i, 'networks'],
  [
    /volume specification|mount config|mount path|invalid mode|mount point|bind source path|volume name|bind mount|mount|tmpfs|volume/i,
    'mounts'
  ],
  [/platform/i, 'platform'],
  [/no command specified/i, 'command']
]

export const fieldRefused = (message: string): keyof RunOptions | undefined =>
  fields.find(([pattern]) => pattern.test(message))?.[1]
