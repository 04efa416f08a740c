/** The raw files and lists of Linux that people paste: KVM, memory, disks, modules, control groups, services. */
import { wrapped, type Sample } from './test-sample'

const debian = 'Linux pi 6.12.47+rpt-rpi-2712 #1 SMP PREEMPT Debian 1:6.12.47-1+rpt1 (2025-09-16) aarch64 GNU/Linux'
const outsider = 'uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo),100(users)'

export const linuxRaw: readonly Sample[] = [
  {
    name: 'KVM, open to a member of its group',
    source: 'ls(1) of /dev/kvm on Ubuntu',
    system: 'linux',
    verdict: 'more',
    met: ['linux-desktop-kvm'],
    text: 'uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo),108(kvm)\ncrw-rw---- 1 root kvm 10, 232 Nov 21 09:12 /dev/kvm\n'
  },
  {
    name: 'KVM, closed to who is in no group of it',
    source: 'ls(1) of /dev/kvm on Debian',
    system: 'linux',
    verdict: 'more',
    notMet: ['linux-desktop-kvm'],
    text: `${outsider}\ncrw-rw---- 1 root kvm 10, 232 Nov 21 09:12 /dev/kvm\n`
  },
  {
    name: 'KVM, and nobody knows who asks',
    source: 'ls(1) of /dev/kvm with an access list, as systemd’s uaccess gives it',
    system: 'linux',
    verdict: 'more',
    unknown: ['linux-desktop-kvm'],
    says: { 'linux-desktop-kvm': /found\.untold/ },
    text: 'crw-rw----+ 1 root kvm 10, 232 nov. 21 09:12 /dev/kvm\n'
  },
  {
    name: 'KVM, open to everybody',
    source: 'ls(1) of /dev/kvm on Arch and Fedora',
    system: 'linux',
    verdict: 'more',
    met: ['linux-desktop-kvm'],
    text: 'crw-rw-rw- 1 root kvm 10, 232 Nov 21 09:12 /dev/kvm\n'
  },
  {
    name: 'no KVM, on a processor that could',
    source: 'ls(1), and /proc/cpuinfo of an Intel with its flags broken at 80 columns',
    system: 'linux',
    verdict: 'more',
    notMet: ['linux-desktop-kvm'],
    says: { 'linux-desktop-kvm': /found\.absent/ },
    text: wrapped(`ls: cannot access '/dev/kvm': No such file or directory
processor\t: 0
vendor_id\t: GenuineIntel
model name\t: Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz
flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush dts acpi mmx fxsr sse sse2 ss ht tm pbe syscall nx pdpe1gb rdtscp lm constant_tsc art arch_perfmon pebs bts rep_good nopl xtopology nonstop_tsc cpuid aperfmperf pni pclmulqdq dtes64 monitor ds_cpl vmx est tm2
bugs\t\t: cpu_meltdown spectre_v1
`)
  },
  {
    name: 'kvm-ok of a processor without it',
    source: 'kvm-ok(1) of cpu-checker; lscpu of a virtual machine',
    system: 'linux',
    verdict: 'more',
    notMet: ['linux-desktop-kvm'],
    says: { 'linux-desktop-kvm': /found\.no-virtualization/ },
    text: `INFO: Your CPU does not support KVM extensions
INFO: /dev/kvm does not exist
KVM acceleration can NOT be used
Architecture:        x86_64
CPU op-mode(s):      32-bit, 64-bit
Hypervisor vendor:   KVM
Virtualization type: full
Flags:               fpu vme de pse tsc msr pae mce cx8 apic sep mtrr
`
  },
  {
    name: 'lscpu alone',
    source: 'lscpu(1) of util-linux 2.39 in German',
    system: 'linux',
    verdict: 'more',
    text: `Architektur:                          x86_64
  CPU Operationsmodus:                32-bit, 64-bit
Prozessor(en):                        8
Markierungen:                         fpu vme svm
Virtualisierung:                      AMD-V
`
  },
  ...(
    [
      [
        'free -h',
        '              total        used        free      shared  buff/cache   available\nMem:           15Gi       4.1Gi       7.2Gi       312Mi       4.3Gi        10Gi\nSwap:         2.0Gi          0B       2.0Gi\n',
        'met'
      ],
      [
        'free -m of an old procps',
        '             total       used       free     shared    buffers     cached\nMem:          1998       1803        194          0        145        763\n-/+ buffers/cache:        894       1103\nSwap:         2047          3       2044\n',
        'not-met'
      ],
      [
        'free in French',
        '               total       utilisé      libre     partagé tamp/cache   disponible\nMem :       16303120     5120468     7340032      312000     3842620    10485760\nÉchange:     2097148           0     2097148\n',
        'met'
      ],
      [
        'free -g of 64 GB',
        '              total        used        free      shared  buff/cache   available\nMem:             62          10          40           1          12          50\n',
        'met'
      ],
      [
        '/proc/meminfo',
        'MemTotal:        3884392 kB\nMemFree:          120312 kB\nMemAvailable:    2012112 kB\n',
        'met'
      ]
    ] as const
  ).map(([name, text, outcome]): Sample => ({
    name,
    source: 'free(1), proc_meminfo(5)',
    system: 'linux',
    verdict: 'more',
    ...(outcome === 'met' ? { met: ['linux-desktop-memory'] } : { notMet: ['linux-desktop-memory'] }),
    text
  })),
  ...(
    [
      [
        'df -h /var/lib/docker',
        'Filesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        98G   45G   48G  49% /\n',
        'met',
        /"totalBytes":105226698752/
      ],
      [
        'df -h in German, full',
        'Dateisystem    Größe Benutzt Verf. Verw% Eingehängt auf\n/dev/nvme0n1p2   49G     46G  1,2G   98% /\n',
        'not-met',
        /"freeBytes":1288490189/
      ],
      [
        'df with a disk of its own',
        'Filesystem     1K-blocks      Used Available Use% Mounted on\nudev             8114524         0   8114524   0% /dev\n/dev/sda2       30832548  29000000    260000  99% /\n/dev/sdb1      103080888  20480000  77338488  21% /var/lib/docker\n',
        'met',
        /"freeBytes":79194611712/
      ],
      [
        'df -h of a long device',
        'Filesystem            Size  Used Avail Use% Mounted on\n/dev/mapper/VolGroup-lv_root\n                       50G   49G  500M  99% /\ntmpfs                 939M     0  939M   0% /dev/shm\n',
        'not-met',
        /"freeBytes":524288000/
      ],
      [
        'df -Th',
        'Filesystem     Type   Size  Used Avail Use% Mounted on\n/dev/mapper/rl xfs     70G   12G   59G  17% /\n',
        'met',
        /found/
      ]
    ] as const
  ).map(([name, text, outcome, says]): Sample => ({
    name,
    source: 'df(1) of coreutils',
    system: 'linux',
    verdict: outcome === 'met' ? 'more' : 'mend',
    ...(outcome === 'met' ? { met: ['linux-disk'] } : { notMet: ['linux-disk'] }),
    says: { 'linux-disk': says },
    text
  })),
  {
    name: 'lsmod and /proc/filesystems',
    source: 'lsmod(8), filesystems(5)',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-overlay'],
    text: `${debian}
Module                  Size  Used by
overlay               151552  1
br_netfilter           32768  0
bridge                421888  1 br_netfilter
`
  },
  {
    name: 'control groups of the second version',
    source: 'cgroups(7): mount, cgroup.controllers',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-cgroups'],
    text: `${debian}
cgroup2 on /sys/fs/cgroup type cgroup2 (rw,nosuid,nodev,noexec,relatime,nsdelegate,memory_recursiveprot)
cpuset cpu io memory hugetlb pids rdma misc
`
  },
  {
    name: 'systemctl status, stopped',
    source: 'systemctl(1) of systemd 252, with its sign',
    system: 'linux',
    verdict: 'engine',
    notMet: ['linux-engine-running'],
    says: { 'linux-engine-running': /found\.stopped/ },
    text: `${debian}
○ docker.service - Docker Application Container Engine
     Loaded: loaded (/lib/systemd/system/docker.service; disabled; preset: enabled)
     Active: inactive (dead)
TriggeredBy: ○ docker.socket
`
  },
  {
    name: 'systemctl status, running, in colours',
    source: 'systemctl(1) of systemd 245',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-engine-running'],
    text: `${debian}
\u001B[0;1;32m●\u001B[0m docker.service - Docker Application Container Engine
     Loaded: loaded (/lib/systemd/system/docker.service; enabled; vendor preset: enabled)
     Active: \u001B[0;1;32mactive (running)\u001B[0m since Thu 2024-11-21 09:12:00 CET; 3h ago
`
  },
  {
    name: 'a whole line of files, with a window’s title and lost colours',
    source: 'a terminal’s own recording (script(1))',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-64-bit', 'linux-kernel'],
    text: `\u001B]0;ada@host: ~\u0007[01;32mada@host[00m:[01;34m~[00m$ uname -a\r\n\u001B[1m${debian}\u001B[0m   \r\n\u001B(B`
  }
]
