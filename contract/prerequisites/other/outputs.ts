/** The outputs that can be pasted: the command that writes each, on which system, and which probes it answers. */
import type { System } from '../checks/check'
import { factsScript } from '../checks/windows/facts-script'

export interface Output {
  readonly id: string
  /** As it is typed there; `windows-facts` in PowerShell alone. */
  readonly command: string
  readonly system: System | undefined
  readonly probes: readonly string[]
  /** It is read where it is pasted, and another one is asked for: it tells less, or is not on every such system. */
  readonly alternative?: boolean
}

const define = <Id extends string>(id: Id, command: string, system: System | undefined, ...probes: readonly string[]) =>
  ({ id, command, system, probes }) as const

const also = <Id extends string>(id: Id, command: string, system: System | undefined, ...probes: readonly string[]) =>
  ({ id, command, system, probes, alternative: true }) as const

/** In the order in which they are offered: what tells most comes first. */
export const outputs = [
  define('systeminfo', 'systeminfo', 'win32', 'windows-facts'),
  define('windows-facts', factsScript, 'win32', 'windows-facts'),
  define('ver', 'ver', 'win32', 'windows-facts'),
  also('computer-info', 'Get-ComputerInfo', 'win32', 'windows-facts'),
  define('wsl-version', 'wsl --version', 'win32', 'windows-wsl-version'),
  define('wsl-list', 'wsl -l -v', 'win32', 'windows-wsl-list'),
  define('groups', 'whoami /groups', 'win32', 'windows-groups'),
  define('bcdedit', 'bcdedit /enum "{current}"', 'win32', 'windows-boot'),
  define('sw-vers', 'sw_vers', 'darwin', 'macos-version'),
  define(
    'sysctl',
    'sysctl hw.memsize hw.optional.arm64 hw.optional.x86_64 kern.hv_support kern.hv_vmm_present sysctl.proc_translated',
    'darwin',
    'macos-hardware'
  ),
  also('system-profiler', 'system_profiler SPHardwareDataType', 'darwin', 'macos-hardware'),
  define('df', 'df -k /', 'darwin', 'macos-disk'),
  define('uname', 'uname -a', 'linux', 'linux-uname'),
  define('os-release', 'cat /etc/os-release', 'linux', 'linux-os-release'),
  also('lsb-release', 'lsb_release -a', 'linux', 'linux-os-release'),
  also('release-file', 'cat /etc/redhat-release', 'linux', 'linux-os-release'),
  also('hostnamectl', 'hostnamectl', 'linux', 'linux-uname', 'linux-os-release'),
  define('lscpu', 'lscpu', 'linux', 'linux-cpuinfo'),
  also('cpuinfo', 'cat /proc/cpuinfo', 'linux', 'linux-cpuinfo'),
  also('architecture', 'dpkg --print-architecture', 'linux', 'linux-long-bit'),
  define('meminfo', 'cat /proc/meminfo', 'linux', 'linux-memory'),
  also('free', 'free -h', 'linux', 'linux-memory'),
  define('id', 'id', 'linux', 'linux-id'),
  also('group-names', 'groups', 'linux', 'linux-id'),
  also('docker-group', 'getent group docker', 'linux', 'linux-docker-group'),
  define('docker-client', 'docker --version', 'linux', 'linux-docker'),
  define('cgroup', 'stat -fc %T /sys/fs/cgroup', 'linux', 'linux-cgroup-type'),
  define('iptables', 'iptables --version', 'linux', 'linux-iptables'),
  also('controllers', 'cat /sys/fs/cgroup/cgroup.controllers', 'linux', 'linux-cgroup-controllers'),
  also('cgroups', 'cat /proc/cgroups', 'linux', 'linux-cgroups'),
  also('kernel-config', 'zcat /proc/config.gz', 'linux', 'linux-kernel-config'),
  also('filesystems', 'cat /proc/filesystems', 'linux', 'linux-filesystems'),
  also('lsmod', 'lsmod', 'linux', 'linux-modules'),
  also('kvm', 'ls -l /dev/kvm', 'linux', 'linux-kvm'),
  also('socket', 'ls -l /var/run/docker.sock', 'linux', 'linux-socket'),
  also('disk', 'df -h /var/lib/docker', 'linux', 'linux-data-disk'),
  also('service', 'systemctl status docker', 'linux', 'linux-service'),
  define('docker-version', 'docker version', undefined, 'engine-version', 'engine-connection'),
  define('docker-info', 'docker info', undefined, 'engine-info'),
  // Its line is made for what is to be told: ./ask.
  define('asked', '', undefined)
] as const satisfies readonly Output[]

export type OutputId = (typeof outputs)[number]['id']

/** The outputs that a computer of that system has; of one that is not known, the first of each. */
export const outputsOf = (system: System | undefined): readonly Output[] =>
  system === undefined
    ? outputs.filter(({ id }) => ['systeminfo', 'sw-vers', 'uname', 'docker-version'].includes(id))
    : outputs.filter(
        (output: Output) => output.alternative !== true && (output.system === system || output.system === undefined)
      )
