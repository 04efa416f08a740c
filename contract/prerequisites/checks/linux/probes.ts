/** What is asked of Linux: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

const program = (name: string, ...words: string[]): Probe => ({ kind: 'program', program: name, words })
const file = (path: string): Probe => ({ kind: 'file', path })
const fact = (name: string): Probe => ({ kind: 'fact', name })

/** Packages that stand in the way of Docker's own, and Docker's own. */
const packages = [
  'docker.io',
  'docker-doc',
  'docker-compose',
  'docker-compose-v2',
  'podman-docker',
  'containerd',
  'runc',
  'docker-ce',
  'docker-ce-cli',
  'containerd.io',
  'docker-desktop'
]
const redHatPackages = [
  'docker',
  'docker-client',
  'docker-common',
  'docker-engine',
  'docker-selinux',
  'docker-engine-selinux',
  'moby-engine',
  'podman-docker',
  'podman',
  'runc',
  'containerd',
  'docker-ce',
  'docker-ce-cli',
  'containerd.io'
]

export const linuxProbes = {
  'linux-uname': program('uname', '-srm'),
  'linux-long-bit': program('getconf', 'LONG_BIT'),
  'linux-os-release': file('/etc/os-release'),
  'linux-container': fact('linux-container'),
  'linux-virtualization': program('systemd-detect-virt'),
  'linux-cgroup-type': program('stat', '-fc', '%T', '/sys/fs/cgroup'),
  'linux-cgroup-controllers': file('/sys/fs/cgroup/cgroup.controllers'),
  'linux-cgroups': file('/proc/cgroups'),
  'linux-kernel-config': fact('linux-kernel-config'),
  'linux-filesystems': file('/proc/filesystems'),
  'linux-modules': file('/proc/modules'),
  'linux-iptables': program('iptables', '--version'),
  'linux-nft': program('nft', '--version'),
  'linux-dockerd': program('dockerd', '--version'),
  'linux-docker': program('docker', '--version'),
  'linux-service': program(
    'systemctl',
    'show',
    'docker.service',
    'docker.socket',
    '--property=Id,LoadState,ActiveState,SubState,UnitFileState'
  ),
  'linux-engine-process': program('pgrep', '-x', 'dockerd'),
  'linux-socket': fact('linux-socket'),
  'linux-id': program('id'),
  'linux-docker-group': program('getent', 'group', 'docker'),
  'linux-subuid': file('/etc/subuid'),
  'linux-subgid': file('/etc/subgid'),
  'linux-newuidmap': program('newuidmap'),
  'linux-newgidmap': program('newgidmap'),
  'linux-runtime-folder': fact('linux-runtime-folder'),
  'linux-userns-clone': file('/proc/sys/kernel/unprivileged_userns_clone'),
  'linux-userns-most': file('/proc/sys/user/max_user_namespaces'),
  'linux-userns-apparmor': file('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
  // Ubuntu's own, of the package apparmor since 24.04; and Docker's.
  'linux-rootlesskit-profile': file('/etc/apparmor.d/rootlesskit'),
  'linux-rootlesskit-profile-docker': file('/etc/apparmor.d/usr.bin.rootlesskit'),
  'linux-dpkg': program('dpkg-query', '-W', '-f', '${Package}\\t${Version}\\t${Status}\\n', ...packages),
  'linux-rpm': program('rpm', '-q', '--queryformat', '%{NAME}\\t%{VERSION}\\n', ...redHatPackages),
  'linux-data-disk': fact('linux-data-disk'),
  'linux-kvm': fact('linux-kvm'),
  'linux-cpuinfo': file('/proc/cpuinfo'),
  'linux-memory': fact('memory')
} as const satisfies Readonly<Record<string, Probe>>
