/** Linux itself, from what its commands wrote: recorded where nothing else is said, else as the named source has it. */
import { describe, expect, it } from 'vitest'
import { bits } from './bits'
import { cgroups } from './cgroups'
import { disk } from './disk'
import { environment } from './environment'
import { firewall } from './firewall'
import { kernelOptions } from './kernel-options'
import { kernel } from './kernel'
import { overlay } from './overlay'
import { connection, fact, judge, missing, refused, text, timedOut, told } from './test-judge'

// `uname -srm`, Debian 12; `uname -a`, Ubuntu 24.04, RHEL 7 (access.redhat.com/articles/3078), WSL 1 and 2 (microsoft/WSL issues 423 and 4898).
const debian = text('Linux 6.1.0-18-amd64 x86_64\n')
const ubuntuWhole = text(
  'Linux ada-pc 6.8.0-45-generic #45-Ubuntu SMP PREEMPT_DYNAMIC Fri Aug 30 12:02:04 UTC 2024 x86_64 x86_64 x86_64 GNU/Linux\n'
)
const centos7 = text('Linux 3.10.0-1160.el7.x86_64 x86_64\n')
const centos6 = text('Linux 2.6.32-754.el6.x86_64 x86_64\n')
const wsl1 = text('Linux 4.4.0-19041-Microsoft x86_64\n')
const wsl2 = text('Linux 5.15.153.1-microsoft-standard-WSL2 x86_64\n')

describe('64 bits', () => {
  it.each([
    ['Debian', { 'linux-uname': debian, 'linux-long-bit': text('64\n') }, 'met found.wide'],
    ['uname -a, pasted', { 'linux-uname': ubuntuWhole }, 'met found.wide'],
    ['a Mac’s chip', { 'linux-uname': text('Linux 6.6.31-linuxkit aarch64') }, 'met found.wide'],
    ['an old PC', { 'linux-uname': text('Linux 5.10.0-28-686 i686') }, 'not-met found.narrow'],
    [
      'Raspberry Pi 2 to 4 with a 32-bit system',
      { 'linux-uname': text('Linux 5.10.103-v7l+ armv7l') },
      'met found.arm'
    ],
    ['Raspberry Pi 1 and Zero', { 'linux-uname': text('Linux 5.10.103+ armv6l') }, 'not-met found.narrow'],
    [
      'a 32-bit system on a 64-bit kernel',
      { 'linux-uname': text('Linux 6.1.21-v8+ aarch64'), 'linux-long-bit': text('32\n') },
      'not-met found.mixed'
    ],
    ['no uname', { 'linux-uname': missing }, 'unknown missing'],
    ['nothing readable', { 'linux-uname': text('Darwin 23.5.0 arm64e') }, 'unknown unreadable'],
    [
      'a host that is called like a machine',
      { 'linux-uname': text('Linux i686 6.8.0-45-generic #45 SMP x86_64 GNU/Linux') },
      'met found.wide'
    ]
  ])('%s', (_title, answers, expected) => expect(told(bits, answers)).toBe(expected))
})

describe('the kernel', () => {
  const debianName = text('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n')
  it.each([
    ['Debian 12', { 'linux-uname': debian, 'linux-os-release': debianName }, 'met found.named'],
    ['CentOS 7: the oldest that will do', { 'linux-uname': centos7 }, 'met found.release'],
    ['CentOS 6', { 'linux-uname': centos6 }, 'not-met found.release'],
    ['a hung system', { 'linux-uname': timedOut }, 'unknown timed-out']
  ])('%s', (_title, answers, expected) => expect(told(kernel, answers)).toBe(expected))

  it('is compared by numbers, not by letters', () => {
    expect(told(kernel, { 'linux-uname': text('Linux 3.9.0 x86_64') })).toBe('not-met found.release')
    expect(told(kernel, { 'linux-uname': text('Linux 10.0 x86_64') })).toBe('met found.release')
  })
})

describe('what it runs on', () => {
  it.each([
    [
      'a computer',
      {
        'linux-uname': debian,
        'linux-container': fact({ docker: false, podman: false }),
        'linux-virtualization': text('none\n', 1)
      },
      'met found.plain'
    ],
    ['a virtual machine', { 'linux-uname': debian, 'linux-virtualization': text('kvm\n') }, 'met found.plain'],
    ['WSL 1', { 'linux-uname': wsl1 }, 'not-met found.wsl-1'],
    ['WSL 2', { 'linux-uname': wsl2 }, 'met found.wsl-2'],
    [
      'a container of Docker',
      { 'linux-uname': debian, 'linux-container': fact({ docker: true, podman: false }) },
      'not-met found.container'
    ],
    [
      'a container of LXC, by systemd',
      { 'linux-uname': debian, 'linux-virtualization': text('lxc\n') },
      'not-met found.container'
    ],
    [
      'a container in WSL',
      { 'linux-uname': wsl2, 'linux-container': fact({ docker: true, podman: false }) },
      'not-met found.container'
    ]
  ])('%s', (_title, answers, expected) => expect(told(environment, answers)).toBe(expected))
})

// /proc/cgroups of Debian 12 booted with version 1, and of Raspberry Pi OS, whose memory is switched off (raspberrypi/linux issue 1950).
const all =
  '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t3\t2\t1\ncpu\t1\t2\t1\ncpuacct\t2\t2\t1\nblkio\t7\t2\t1\nmemory\t4\t266\t1\ndevices\t5\t2\t1\nfreezer\t6\t2\t1\npids\t8\t2\t1\n'
describe('control groups', () => {
  it.each([
    [
      'version 2',
      {
        'linux-cgroup-type': text('cgroup2fs\n'),
        'linux-cgroup-controllers': text('cpuset cpu io memory hugetlb pids rdma misc\n')
      },
      'met found.all'
    ],
    [
      'version 2 by coreutils that do not know its name',
      { 'linux-cgroup-type': text('UNKNOWN (0x63677270)\n'), 'linux-cgroup-controllers': text('cpu memory pids') },
      'met found.all'
    ],
    [
      'version 2 without memory',
      { 'linux-cgroup-type': text('cgroup2fs\n'), 'linux-cgroup-controllers': text('cpuset cpu io pids\n') },
      'not-met found.lacking'
    ],
    ['version 1', { 'linux-cgroup-type': text('tmpfs\n'), 'linux-cgroups': text(all) }, 'met found.all'],
    [
      'version 1, with memory switched off',
      {
        'linux-cgroup-type': text('tmpfs\n'),
        'linux-cgroups': text(all.replace('memory\t4\t266\t1', 'memory\t0\t34\t0'))
      },
      'not-met found.lacking'
    ],
    ['none', { 'linux-cgroup-type': text('sysfs\n') }, 'not-met found.not-mounted'],
    [
      'no such folder',
      {
        'linux-cgroup-type': text(
          "stat: cannot read file system information for '/sys/fs/cgroup': No such file or directory\n",
          1
        )
      },
      'unknown unreadable'
    ],
    ['no stat', { 'linux-cgroup-type': missing }, 'unknown missing'],
    [
      'controllers that may not be read',
      { 'linux-cgroup-type': text('cgroup2fs'), 'linux-cgroup-controllers': refused },
      'unknown refused'
    ]
  ])('%s', (_title, answers, expected) => expect(told(cgroups, answers)).toBe(expected))

  it('says to a Raspberry Pi what to write, and where', () => {
    const cure = judge(cgroups, {
      'linux-cgroup-type': text('tmpfs'),
      'linux-cgroups': text(all.replace('memory\t4\t266\t1', 'memory\t0\t34\t0')),
      'linux-os-release': text('PRETTY_NAME="Raspbian GNU/Linux 11 (bullseye)"\nID=raspbian\nID_LIKE=debian\n')
    })?.cures?.[0]
    expect(cure?.says.key).toMatch(/memory-raspberry$/)
  })
})

/** As moby's check-config.sh names them, each built in or as a module. */
const options =
  'NAMESPACES NET_NS PID_NS IPC_NS UTS_NS CGROUPS CGROUP_CPUACCT CGROUP_DEVICE CGROUP_FREEZER CGROUP_SCHED CPUSETS MEMCG KEYS VETH BRIDGE BRIDGE_NETFILTER NETFILTER_XT_MATCH_ADDRTYPE NETFILTER_XT_MATCH_CONNTRACK NF_NAT POSIX_MQUEUE'
const config = (...names: string[]): string =>
  names.map((name, index) => `CONFIG_${name}=${index % 2 === 0 ? 'y' : 'm'}`).join('\n')
const legacy = ['IP_NF_FILTER', 'IP_NF_NAT', 'IP_NF_TARGET_MASQUERADE']
const nft = ['NF_TABLES', 'NFT_COMPAT']
describe('kernel options', () => {
  const names = options.split(' ')
  it.each([
    ['with the tables of iptables', config(...names, ...legacy), 'met found.all'],
    ['with nftables alone, as RHEL 10 is built', config(...names, ...nft), 'met found.all'],
    ['with neither', config(...names), 'not-met found.lacking'],
    ['without bridges', config(...names.filter((name) => name !== 'BRIDGE'), ...legacy), 'not-met found.lacking'],
    [
      'that are switched off',
      `${config(...names, ...legacy)}\n`
        .replace('CONFIG_VETH=m', 'CONFIG_VETH=n')
        .replace('CONFIG_VETH=y', '# CONFIG_VETH is not set'),
      'not-met found.lacking'
    ],
    ['an empty file', '', 'unknown unreadable']
  ])('%s', (_title, given, expected) =>
    expect(told(kernelOptions, { 'linux-kernel-config': text(given), 'linux-uname': debian })).toBe(expected)
  )

  it('names what is missing as a kernel’s builder finds it', () => {
    const without = names.filter((name) => !['VETH', 'KEYS'].includes(name))
    const answers = { 'linux-kernel-config': text(config(...without, ...legacy)), 'linux-uname': debian }
    expect(judge(kernelOptions, answers)?.found.values).toEqual({ options: 'CONFIG_KEYS, CONFIG_VETH' })
  })

  it('asks a kernel before 3.18 for no filter of bridges', () => {
    const without = names.filter((name) => name !== 'BRIDGE_NETFILTER')
    expect(
      told(kernelOptions, { 'linux-kernel-config': text(config(...without, ...legacy)), 'linux-uname': centos7 })
    ).toBe('met found.all')
  })

  it('shows Docker’s own script where nothing is known', () => {
    expect(judge(kernelOptions, { 'linux-kernel-config': missing })?.cures?.[0]?.commands?.at(-1)).toBe(
      'sh check-config.sh'
    )
  })
})

describe('overlay', () => {
  const filesystems = 'nodev\tsysfs\nnodev\ttmpfs\n\text4\n'
  it.each([
    ['loaded', { 'linux-filesystems': text(`${filesystems}nodev\toverlay\n`) }, 'met found.there'],
    [
      'built in',
      { 'linux-filesystems': text(filesystems), 'linux-kernel-config': text('CONFIG_OVERLAY_FS=y') },
      'met found.there'
    ],
    [
      'a module that is not loaded yet',
      { 'linux-filesystems': text(filesystems), 'linux-kernel-config': text('CONFIG_OVERLAY_FS=m') },
      'met found.module'
    ],
    [
      'not loaded, and nobody knows',
      { 'linux-filesystems': text(filesystems), 'linux-kernel-config': missing },
      'unknown found.not-loaded'
    ],
    [
      'left out of the kernel',
      {
        'linux-filesystems': text(filesystems),
        'linux-kernel-config': text('CONFIG_EXT4_FS=y'),
        'linux-uname': debian
      },
      'not-met found.absent'
    ],
    [
      'of a kernel before it',
      {
        'linux-filesystems': text(filesystems),
        'linux-kernel-config': text('CONFIG_EXT4_FS=y'),
        'linux-uname': centos7
      },
      'not-met found.old-kernel'
    ],
    ['nothing to read', { 'linux-filesystems': refused }, 'unknown refused']
  ])('%s', (_title, answers, expected) => expect(told(overlay, answers)).toBe(expected))
})

describe('the packet filter', () => {
  it.each([
    ['Debian 12', { 'linux-iptables': text('iptables v1.8.9 (nf_tables)\n') }, 'met found.nft'],
    ['its older tables', { 'linux-iptables': text('iptables v1.8.7 (legacy)\n') }, 'met found.legacy'],
    ['CentOS 7', { 'linux-iptables': text('iptables v1.4.21\n') }, 'met found.legacy'],
    ['CentOS 5', { 'linux-iptables': text('iptables v1.3.5\n') }, 'not-met found.legacy'],
    [
      'nftables alone',
      { 'linux-iptables': missing, 'linux-nft': text('nftables v1.0.6 (Lester Gooch #5)\n') },
      'not-met found.nft-alone'
    ],
    [
      'not on the PATH, where an engine runs all the same',
      { 'linux-iptables': missing, 'engine-connection': connection('unix:///var/run/docker.sock') },
      'met found.not-on-path'
    ],
    [
      'nothing here, and an engine elsewhere',
      { 'linux-iptables': missing, 'linux-nft': missing, 'engine-connection': connection('ssh://ada@host') },
      'not-met found.none'
    ],
    [
      'an engine that uses nftables itself',
      { 'linux-iptables': missing, 'engine-info': fact({ FirewallBackend: { Driver: 'nftables' } }) },
      'met found.own-nftables'
    ],
    ['nothing', { 'linux-iptables': missing, 'linux-nft': missing }, 'not-met found.none'],
    [
      'a program that fails',
      { 'linux-iptables': text('iptables: error while loading shared libraries\n', 127) },
      'unknown unreadable'
    ]
  ])('%s', (_title, answers, expected) => expect(told(firewall, answers)).toBe(expected))

  it.each([
    ['ID=ubuntu\nID_LIKE=debian', 'sudo apt-get install iptables'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'sudo dnf install iptables-nft'],
    ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', 'sudo zypper install iptables'],
    ['ID=arch', 'sudo pacman -S iptables-nft'],
    ['ID=alpine', 'apk add iptables']
  ])('is installed as the distribution does it: %s', (release, command) => {
    const answers = { 'linux-iptables': missing, 'linux-os-release': text(release) }
    expect(judge(firewall, answers)?.cures?.[0]?.commands).toEqual([command])
  })

  it('offers nftables to an engine that knows it', () => {
    const answers = (version: string) => ({
      'linux-iptables': missing,
      'linux-nft': text('nftables v1.0.9'),
      'linux-dockerd': text(`Docker version ${version}, build 1`)
    })
    expect(judge(firewall, answers('29.0.0'))?.cures).toHaveLength(2)
    expect(judge(firewall, answers('28.5.1'))?.cures).toHaveLength(1)
  })
})

describe('disk space', () => {
  it.each([
    ['enough', { path: '/var/lib/docker', total: 100e9, free: 60e9 }, 'met found'],
    ['nearly none', { path: '/var/lib/docker', total: 100e9, free: 1e9 }, 'not-met found'],
    ['a file system that tells nothing', { path: '/var/lib/docker', total: 0, free: 0 }, 'unknown unreadable']
  ])('%s', (_title, given, expected) => expect(told(disk, { 'linux-data-disk': fact(given) })).toBe(expected))
})
