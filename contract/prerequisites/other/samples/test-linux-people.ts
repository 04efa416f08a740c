/** The raw files and lists of Linux that people paste: its name, its people, its socket. */
import { client, mailed, wrapped, type Sample } from './test-sample'

const debian = 'Linux pi 6.12.47+rpt-rpi-2712 #1 SMP PREEMPT Debian 1:6.12.47-1+rpt1 (2025-09-16) aarch64 GNU/Linux'
const id =
  'uid=1000(ada) gid=1000(ada) groups=1000(ada),4(adm),24(cdrom),27(sudo),30(dip),46(plugdev),122(lpadmin),135(lxd),136(sambashare),999(docker)'
const outsider = 'uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo),100(users)'

export const linuxPeople: readonly Sample[] = [
  {
    name: 'lsb_release -a',
    source: 'lsb_release(1) on Linux Mint',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-kernel'],
    says: { 'linux-kernel': /Linux Mint 21\.3/ },
    text: `No LSB modules are available.
Distributor ID:\tLinuxmint
Description:\tLinux Mint 21.3
Release:\t21.3
Codename:\tvirginia
Linux mint 5.15.0-91-generic #101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023 x86_64 x86_64 x86_64 GNU/Linux
`
  },
  {
    name: 'lsb_release alone',
    source: 'lsb_release(1) on Ubuntu',
    system: 'linux',
    verdict: 'more',
    text: 'Distributor ID:\tUbuntu\nDescription:\tUbuntu 24.04.1 LTS\nRelease:\t24.04\nCodename:\tnoble\n'
  },
  {
    name: 'hostnamectl',
    source: 'hostnamectl(1) on Fedora 40',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-kernel', 'linux-64-bit'],
    says: { 'linux-kernel': /6\.8\.5-301\.fc40\.x86_64.*Fedora Linux 40/ },
    text: ` Static hostname: harbour
       Icon name: computer-laptop
         Chassis: laptop 💻
Operating System: Fedora Linux 40 (Workstation Edition)
     CPE OS Name: cpe:/o:fedoraproject:fedora:40
          Kernel: Linux 6.8.5-301.fc40.x86_64
    Architecture: x86-64
 Hardware Vendor: Lenovo
`
  },
  {
    name: 'a member of the docker group, by id broken at 80 columns',
    source: 'id(1) on Ubuntu',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-docker-group'],
    text: `${debian}\n${wrapped(id)}\n`
  },
  {
    name: 'an outsider, by id in a mail and with SELinux',
    source: 'id(1) on Fedora',
    system: 'linux',
    verdict: 'engine',
    notMet: ['linux-docker-group'],
    text: mailed(`${debian}\n${outsider} context=unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\n`)
  },
  {
    name: 'groups',
    source: 'groups(1)',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-docker-group'],
    text: `${debian}\nada@host:~$ groups\nada adm cdrom sudo dip plugdev users docker\n`
  },
  {
    name: 'groups of a person, without docker',
    source: 'groups(1)',
    system: 'linux',
    verdict: 'more',
    notMet: ['linux-docker-group'],
    text: 'ada : ada adm dialout cdrom sudo audio video plugdev games users input\n'
  },
  {
    name: 'the socket by ls -l, for a member',
    source: 'ls(1) of /var/run/docker.sock',
    system: 'linux',
    verdict: 'engine',
    unknown: ['linux-socket'],
    says: { 'linux-socket': /found\.untold/ },
    text: `${debian}\n${id}\n$ ls -l /var/run/docker.sock\nsrw-rw---- 1 root docker 0 Nov 21 09:12 /var/run/docker.sock\n`
  },
  {
    name: 'the socket by ls -l, for an outsider',
    source: 'ls(1) of /var/run/docker.sock',
    system: 'linux',
    verdict: 'mend',
    notMet: ['linux-socket'],
    says: { 'linux-socket': /found\.refused.*660.*docker/ },
    text: `${debian}\n${outsider}\nsrw-rw----. 1 root docker 0 21. Nov 09:12 /var/run/docker.sock\n`
  },
  {
    name: 'the socket, with a client that nobody answers',
    source: 'ls(1), and docker 20.10’s complaint',
    system: 'linux',
    verdict: 'more',
    notMet: ['engine-reachable', 'linux-socket'],
    text: `srw-rw---- 1 root docker 0 Nov 21 09:12 /run/docker.sock
dial unix /var/run/docker.sock: connect: connection refused
failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: connection refused
`
  },
  {
    name: 'no socket, in French',
    source: 'ls(1) with LANG=fr_FR.UTF-8',
    system: 'linux',
    verdict: 'more',
    notMet: ['linux-socket'],
    text: "ls: impossible d'accéder à '/var/run/docker.sock': Aucun fichier ou dossier de ce type\n"
  },
  {
    name: 'uname -r, getconf LONG_BIT and a client without its engine',
    source: 'uname(1), getconf(1), docker 27: values that only their commands name',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-kernel', 'linux-client'],
    unknown: ['linux-64-bit'],
    text: `ada@host:~$ uname -r
6.8.0-45-generic
ada@host:~$ getconf LONG_BIT
64
ada@host:~$ docker version
${client('27.1.1', '1.46')}Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
`
  },
  {
    name: 'a kernel of 64 bits whose system has 32, by dpkg',
    source: 'dpkg(1) on Raspberry Pi OS',
    system: 'linux',
    verdict: 'mend',
    notMet: ['linux-64-bit'],
    text: `${debian}\n$ dpkg --print-architecture\narmhf\n`
  },
  {
    name: 'Podman 3 of Ubuntu 22.04',
    source: 'podman-version(1): of one that has no machine',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-client'],
    says: { 'linux-client': /found\.podman.*3\.4\.4/ },
    text: `${debian}
Version:      3.4.4
API Version:  3.4.4
Go Version:   go1.17.3
Built:        Thu Jan  1 01:00:00 1970
OS/Arch:      linux/amd64
`
  }
]
