/** Linux of many distributions, kernels and processors, each as it is, at 80 columns and in a mail. */
import { mailed, quoted, wrapped, type Sample } from './test-sample'

const osRelease = (pretty: string, id: string, version: string, more = ''): string =>
  `PRETTY_NAME="${pretty}"\nNAME="${pretty.split(' ')[0] ?? ''}"\nVERSION_ID="${version}"\nID=${id}\n${more}HOME_URL="https://example.org/"\n`

type Named = readonly [name: string, uname: string, verdict: Sample['verdict'], release?: string]
/** Kernels as each distribution names its own. */
const unames: readonly Named[] = [
  [
    'RHEL 6',
    'Linux rhel6 2.6.32-754.35.1.el6.x86_64 #1 SMP Wed Sep 16 06:48:01 EDT 2020 x86_64 x86_64 x86_64 GNU/Linux',
    'mend',
    'Red Hat Enterprise Linux Server release 6.10 (Santiago)\n'
  ],
  [
    'CentOS 7',
    'Linux localhost.localdomain 3.10.0-1160.el7.x86_64 #1 SMP Mon Oct 19 16:18:59 UTC 2020 x86_64 x86_64 x86_64 GNU/Linux',
    'engine',
    osRelease('CentOS Linux 7 (Core)', '"centos"', '7', 'ID_LIKE="rhel fedora"\n')
  ],
  [
    'RHEL 9',
    'Linux host.example.com 5.14.0-427.13.1.el9_4.x86_64 #1 SMP PREEMPT_DYNAMIC Wed Apr 10 10:29:16 EDT 2024 x86_64 x86_64 x86_64 GNU/Linux',
    'engine',
    osRelease('Red Hat Enterprise Linux 9.4 (Plow)', '"rhel"', '9.4')
  ],
  [
    'Alpine',
    'Linux alpine 6.6.31-0-lts #1-Alpine SMP PREEMPT_DYNAMIC Fri, 17 May 2024 12:00:00 +0000 x86_64 Linux',
    'engine',
    osRelease('Alpine Linux v3.20', 'alpine', '3.20.0')
  ],
  [
    'Arch',
    'Linux arch 6.11.5-arch1-1 #1 SMP PREEMPT_DYNAMIC Tue, 22 Oct 2024 18:31:38 +0000 x86_64 GNU/Linux',
    'engine',
    'NAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\nANSI_COLOR="38;2;23;147;209"\n'
  ],
  [
    'openSUSE Leap',
    'Linux leap 6.4.0-150600.23.25-default #1 SMP PREEMPT_DYNAMIC Tue Oct 1 10:54:01 UTC 2024 (ea7c56d) x86_64 x86_64 x86_64 GNU/Linux',
    'engine',
    osRelease('openSUSE Leap 15.6', '"opensuse-leap"', '15.6')
  ],
  [
    'Debian 13 on Arm',
    'Linux pi 6.12.47+rpt-rpi-2712 #1 SMP PREEMPT Debian 1:6.12.47-1+rpt1 (2025-09-16) aarch64 GNU/Linux',
    'engine',
    osRelease('Debian GNU/Linux 13 (trixie)', 'debian', '13')
  ],
  [
    'Raspberry Pi OS of 32 bits',
    'Linux raspberrypi 6.1.21-v7+ #1642 SMP Mon Apr  3 17:20:52 BST 2023 armv7l GNU/Linux',
    'engine',
    osRelease('Raspbian GNU/Linux 11 (bullseye)', 'raspbian', '11')
  ],
  [
    'Raspberry Pi OS of 32 bits under a kernel of 64',
    'Linux raspberrypi 6.1.21-v8+ #1642 SMP PREEMPT Mon Apr  3 17:24:16 BST 2023 aarch64 GNU/Linux',
    'mend',
    osRelease('Raspbian GNU/Linux 11 (bullseye)', 'raspbian', '11')
  ],
  ['a Raspberry Pi Zero', 'Linux zero 5.10.103+ #1529 Tue Mar 8 12:19:18 GMT 2022 armv6l GNU/Linux', 'none'],
  ['a Debian of 32 bits', 'Linux old 5.10.0-28-686-pae #1 SMP Debian 5.10.209-2 (2024-01-31) i686 GNU/Linux', 'none'],
  [
    'a Synology',
    'Linux DS920 4.4.302+ #69057 SMP Fri Jan 12 17:02:28 CST 2024 x86_64 GNU/Linux synology_geminilake_920+',
    'engine'
  ],
  [
    'an old Synology',
    'Linux DS214 3.2.40 #23739 Tue Jul 3 19:53:24 CST 2018 armv7l GNU/Linux synology_armadaxp_ds214+',
    'mend'
  ],
  ['a QNAP', 'Linux NAS 5.10.60-qnap #1 SMP Mon Jan 8 04:45:55 CST 2024 x86_64 GNU/Linux', 'engine'],
  ['an old QNAP', 'Linux QNAP 3.4.6 #1 Thu Jul 20 03:05:10 CST 2017 armv5tel unknown', 'none'],
  [
    'WSL 2',
    'Linux HARBOUR 5.15.153.1-microsoft-standard-WSL2 #1 SMP Fri Mar 29 23:14:13 UTC 2024 x86_64 x86_64 x86_64 GNU/Linux',
    'engine',
    osRelease('Ubuntu 22.04.4 LTS', 'ubuntu', '22.04')
  ],
  [
    'WSL 1',
    'Linux HARBOUR 4.4.0-19041-Microsoft #3996-Microsoft Thu Jan 18 16:36:00 PST 2024 x86_64 x86_64 x86_64 GNU/Linux',
    'mend',
    osRelease('Ubuntu 20.04.6 LTS', 'ubuntu', '20.04')
  ],
  [
    'a kernel without a third number',
    'Linux host 6.1-rc3 #1 SMP Sat Nov 5 12:00:00 UTC 2022 riscv64 GNU/Linux',
    'engine'
  ],
  [
    'Termux on a phone',
    'Linux localhost 4.14.190-25818860-abG991BXXU5CVGB #1 SMP PREEMPT Tue Jul 26 16:04:33 KST 2022 aarch64 Android',
    'none'
  ]
]

export const linuxes: readonly Sample[] = [
  ...unames.flatMap(([name, uname, verdict, release = '']): Sample[] => {
    const sample: Sample = {
      name,
      source: 'uname -a and the release file of that very system, as forum posts have them',
      system: 'linux',
      verdict,
      text: `[root@host ~]# uname -a\n${uname}\n[root@host ~]# cat /etc/os-release\n${release}`
    }
    return [
      sample,
      { ...sample, name: `${name}, at 80 columns`, text: wrapped(sample.text) },
      { ...sample, name: `${name}, in a mail`, text: quoted(mailed(sample.text)).replaceAll('\n', '\r\n') }
    ]
  })
]
