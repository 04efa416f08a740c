/**
 * Outputs as they were recorded, with the names of people and of computers replaced, and lists of updates and network cards shortened.
 * Where a source has an address it is named; the others stand in public repositories' notes, found by a line of theirs.
 */
import type { System } from '../checks/check'
import { systemInfos } from './test-systeminfo'

export interface Recorded {
  readonly name: string
  readonly source: string
  readonly system: System
  readonly text: string
}

export const recorded: readonly Recorded[] = [
  ...systemInfos,
  {
    name: 'wsl --version and -l -v, French, after an old one',
    source: 'notes of 2023: Version WSL : 1.0.3.0 on 10.0.19045.2546',
    system: 'win32',
    text: `> wsl --version
Version WSL : 1.0.3.0
Version du noyau : 5.15.79.1
Version WSLg : 1.0.47
Version MSRDC : 1.2.3575
Version direct3D : 1.606.4
Version de DXCore : 10.0.25131.1002-220531-1700.rs-onecore-base2-hyp
version Windows : 10.0.19045.2546
> wsl -l -v
  NAME            STATE           VERSION
* Ubuntu-20.04    Running         1
`
  },
  {
    name: 'wsl --version, German',
    source: 'youtrack.jetbrains.com/issue/IDEA-359624',
    system: 'win32',
    text: `PS C:\\Users\\ada> wsl --version
WSL-Version: 2.2.4.0
Kernelversion: 5.15.153.1-2
WSLg-Version: 1.0.61
MSRDC-Version: 1.2.5326
Direct3D-Version: 1.611.1-81528511
DXCore-Version: 10.0.26091.1-240325-1447.ge-release
Windows-Version: 10.0.22631.4169
`
  },
  {
    name: 'wsl --version, Spanish, and wsl -l -v',
    source: 'course notes of 2025: Versión de WSL: 2.3.26.0; the list of github.com/docker/for-win issue 8283',
    system: 'win32',
    text: `PS C:\\Users\\ada> wsl --version
Versión de WSL: 2.3.26.0
Versión de kernel: 5.15.167.4-1
Versión de WSLg: 1.0.65
Versión de Windows: 10.0.26100.2894
λ» wsl -l -v
  NAME            STATE           VERSION
* Ubuntu-20.04    Running         2
`
  },
  {
    name: 'wsl.exe that is a stub, French',
    source: "notes of 2025: Docker Desktop's WslExec error",
    system: 'win32',
    text: `Le Sous-système Windows pour Linux n’est pas installé. Vous pouvez effectuer l’installation en exécutant « wsl.exe --install ».

Pour plus d’informations, visitez https://aka.ms/wslinstall
`
  },
  {
    name: 'whoami /groups, a member of docker-users',
    source: "write-ups: 'DESKTOP-3GMRMMT\\docker-users', with its table",
    system: 'win32',
    text: `GROUP INFORMATION
-----------------

Group Name                                                    Type             SID                                           Attributes
============================================================= ================ ============================================= ===============
Everyone                                                      Well-known group S-1-1-0                                       Mandatory group, Enabled by default, Enabled group
VIRTUAL\\docker-users                                          Alias            S-1-5-21-1926016034-1676465966-846418798-1000 Mandatory group, Enabled by default, Enabled group
BUILTIN\\Administrators                                        Alias            S-1-5-32-544                                  Mandatory group, Enabled by default, Enabled group, Group owner
`
  },
  {
    name: 'bcdedit, the hypervisor off',
    source: "guides: 'bcdedit /set hypervisorlaunchtype off', with the table of notes of 2021",
    system: 'win32',
    text: `Windows Boot Loader
-------------------
identifier              {current}
device                  partition=C:
description             Windows 10
locale                  en-GB
nx                      OptIn
bootmenupolicy          Standard
hypervisorlaunchtype    Off
`
  },
  {
    name: 'sw_vers and uname, macOS 10.14',
    source: "notes of 2020: '18.7.0 … RELEASE_X86_64', Mac OS X 10.14.6 (18G6032)",
    system: 'darwin',
    text: `uname -a
sw_vers

Darwin masa.local 18.7.0 Darwin Kernel Version 18.7.0: Mon Aug 31 20:53:32 PDT 2020; root:xnu-4903.278.44~1/RELEASE_X86_64 x86_64
ProductName:	Mac OS X
ProductVersion:	10.14.6
BuildVersion:	18G6032
`
  },
  {
    name: 'a Mac with an M1, macOS 26',
    source: "notes of 2026: 'Macmini9,1', 26.3 (25D125), with `sysctl` of 2026 ('kern.hv_support: 1')",
    system: 'darwin',
    text: `$ sw_vers
ProductName:		macOS
ProductVersion:		26.3
BuildVersion:		25D125
$ sysctl hw.memsize hw.optional.arm64 kern.hv_support kern.hv_vmm_present sysctl.proc_translated
hw.memsize: 17179869184
hw.optional.arm64: 1
kern.hv_support: 1
kern.hv_vmm_present: 0
sysctl.proc_translated: 0
$ docker version
Client:
 Version:           29.3.1
 API version:       1.54
 Go version:        go1.25.8
 Git commit:        c2be9cc
 Built:             Wed Mar 25 16:12:49 2026
 OS/Arch:           darwin/arm64
 Context:           desktop-linux

Server: Docker Desktop 4.67.0 (222858)
 Engine:
  Version:          29.3.1
  API version:      1.54 (minimum version 1.40)
  Go version:       go1.25.8
  OS/Arch:          linux/arm64
  Experimental:     false
 containerd:
  Version:          v2.2.1
`
  },
  {
    name: 'an Intel Mac without EPT',
    source: "Docker's documentation of 2018 (kern.hv_support: 0), with sw_vers of macOS 10.11",
    system: 'darwin',
    text: `ada-mac:~ ada$ sw_vers
ProductName:	Mac OS X
ProductVersion:	10.11.6
BuildVersion:	15G22010
ada-mac:~ ada$ sysctl hw.memsize kern.hv_support hw.optional.x86_64
hw.memsize: 4294967296
kern.hv_support: 0
hw.optional.x86_64: 1
`
  },
  {
    name: 'docker version on Windows, with Windows containers',
    source: "a README of 2022: Docker Desktop 4.5.1 (74721), 'windows/amd64'",
    system: 'win32',
    text: `Client:
 Cloud integration: v1.0.22
 Version:           20.10.12
 API version:       1.41
 Go version:        go1.16.12
 Git commit:        e91ed57
 Built:             Mon Dec 13 11:44:07 2021
 OS/Arch:           windows/amd64
 Context:           default
 Experimental:      true

Server: Docker Desktop 4.5.1 (74721)
 Engine:
  Version:          20.10.12
  API version:      1.41 (minimum version 1.24)
  Go version:       go1.16.12
  Git commit:       459d0df
  Built:            Mon Dec 13 11:42:13 2021
  OS/Arch:          windows/amd64
  Experimental:     true
`
  },
  {
    name: 'Linux: uname, os-release, lscpu, and a client without its engine',
    source: 'Debian 12, as its commands write it; the client of docker 20.10',
    system: 'linux',
    text: `ada@harbour:~$ uname -a
Linux harbour 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64 GNU/Linux
ada@harbour:~$ cat /etc/os-release
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
ada@harbour:~$ lscpu
Architecture:            x86_64
  CPU op-mode(s):        32-bit, 64-bit
CPU(s):                  8
Vendor ID:               GenuineIntel
Virtualization:          VT-x
ada@harbour:~$ docker version
Client:
 Version:           20.10.24+dfsg1
 API version:       1.41
 Go version:        go1.19.8
 Git commit:        297e128
 Built:             Thu May 18 08:38:34 2023
 OS/Arch:           linux/amd64
 Context:           default
 Experimental:      true
Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
`
  }
]

export const recordedAs = (name: string): string => {
  const found = recorded.find((one) => one.name.startsWith(name))
  if (found === undefined) throw new Error(`nothing recorded as ${name}`)
  return found.text
}
