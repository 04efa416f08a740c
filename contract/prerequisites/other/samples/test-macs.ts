/** Macs from 10.9 to 26, of Intel and of Apple, by each of their commands. */
import { wrapped, type Sample } from './test-sample'

const swVers = (name: string, version: string, build: string): string =>
  `ProductName:\t\t${name}\nProductVersion:\t\t${version}\nBuildVersion:\t\t${build}\n`

const source = 'sw_vers(1); the builds of each release as Apple lists them'

export const macs: readonly Sample[] = [
  ...(
    [
      ['Mac OS X', '10.9.5', '13F1911', 'toolbox', 'Mavericks'],
      ['Mac OS X', '10.10.5', '14F2511', 'toolbox', 'Yosemite'],
      ['Mac OS X', '10.13.6', '17G14042', 'older', 'High Sierra'],
      ['Mac OS X', '10.15.7', '19H2026', 'older', 'Catalina'],
      ['macOS', '11.7.10', '20G1427', 'older', 'Big Sur'],
      ['macOS', '12.7.6', '21H1320', 'older', 'Monterey'],
      ['macOS', '13.6.9', '22G830', 'older', 'Ventura']
    ] as const
  ).map(([name, version, build, verdict, title]): Sample => ({
    name: `${name} ${version}`,
    source,
    system: 'darwin',
    verdict,
    notMet: ['macos-version'],
    says: { 'macos-version': new RegExp(title) },
    text: `ada-mac:~ ada$ sw_vers\n${swVers(name, version, build)}`
  })),
  ...(['14.7.1', '15.1', '26.0.1'] as const).map((version): Sample => ({
    name: `macOS ${version}, with an extra of its build`,
    source,
    system: 'darwin',
    verdict: 'desktop',
    met: ['macos-version', 'macos-monitors'],
    text: `ada@Mac ~ % sw_vers\nProductName:\t\tmacOS\nProductVersion:\t\t${version}\nProductVersionExtra:\t(a)\nBuildVersion:\t\t25A362\n`
  })),
  {
    name: 'system_profiler of an M1 Pro',
    source: 'support.apple.com, system_profiler(8): SPHardwareDataType of a MacBookPro18,3',
    system: 'darwin',
    verdict: 'more',
    met: ['macos-processor', 'macos-memory', 'macos-virtualization'],
    text: `ada@Adas-MacBook-Pro ~ % system_profiler SPHardwareDataType
Hardware:

    Hardware Overview:

      Model Name: MacBook Pro
      Model Identifier: MacBookPro18,3
      Model Number: MKGR3LL/A
      Chip: Apple M1 Pro
      Total Number of Cores: 8 (6 performance and 2 efficiency)
      Memory: 16 GB
      System Firmware Version: 10151.101.3
      OS Loader Version: 10151.101.3
      Serial Number (system): XXXXXXXXXX
      Activation Lock Status: Enabled
`
  },
  {
    name: 'system_profiler of an M2 in French, with sw_vers',
    source: 'the same in French: a colon has a space before it, GB are Go',
    system: 'darwin',
    verdict: 'desktop',
    met: ['macos-processor', 'macos-memory', 'macos-virtualization', 'macos-version'],
    text: `Matériel :

    Aperçu du matériel :

      Nom du modèle : MacBook Air
      Identifiant du modèle : Mac14,2
      Puce : Apple M2
      Nombre total de cœurs : 8 (4 Performance et 4 Efficacité)
      Mémoire : 8 Go
      Version du programme interne du système : 11881.1.1

${swVers('macOS', '15.1', '24B83')}`
  },
  {
    name: 'system_profiler of an Intel Mac',
    source: 'system_profiler(8): SPHardwareDataType of a MacBookPro15,1',
    system: 'darwin',
    verdict: 'desktop',
    met: ['macos-processor', 'macos-memory', 'macos-version'],
    unknown: ['macos-virtualization'],
    says: { 'macos-processor': /found\.intel .*6-Core Intel Core i7/ },
    text: `${swVers('macOS', '14.6', '23G80')}
Hardware:

    Hardware Overview:

      Model Name: MacBook Pro
      Model Identifier: MacBookPro15,1
      Processor Name: 6-Core Intel Core i7
      Processor Speed: 2.6 GHz
      Number of Processors: 1
      Total Number of Cores: 6
      L2 Cache (per Core): 256 KB
      Hyper-Threading Technology: Enabled
      Memory: 16 GB
`
  },
  {
    name: 'a Mac of 2009, whose processor has no EPT',
    source: 'system_profiler of a MacBook5,2; docker-for-mac/install.md of 2018: "Mac of 2010 or newer"',
    system: 'darwin',
    verdict: 'toolbox',
    notMet: ['macos-virtualization', 'macos-memory', 'macos-version'],
    text: `${swVers('Mac OS X', '10.11.6', '15G22010')}
      Model Name: MacBook
      Model Identifier: MacBook5,2
      Processor Name: Intel Core 2 Duo
      Processor Speed: 2,13 GHz
      Memory: 2 GB
`
  },
  {
    name: 'system_profiler of a virtual Mac',
    source: 'Virtualization.framework: VirtualMac2,1, "Apple M1 (Virtual)"',
    system: 'darwin',
    verdict: 'more',
    unknown: ['macos-virtualization'],
    text: `Hardware:

    Hardware Overview:

      Model Name: Apple Virtual Machine 1
      Model Identifier: VirtualMac2,1
      Chip: Apple M1 (Virtual)
      Memory: 8 GB
`
  },
  {
    name: 'sysctl alone of an Intel Mac',
    source: "Docker's documentation of 2018: sysctl kern.hv_support",
    system: 'darwin',
    verdict: 'more',
    met: ['macos-virtualization'],
    text: 'ada-mac:~ ada$ sysctl kern.hv_support\nkern.hv_support: 1\n'
  },
  ...(
    [
      ['13.4.0', 'Mon Jan 11 18:17:34 PST 2016; root:xnu-2422.115.15~1/RELEASE_X86_64 x86_64', 'toolbox', 'met'],
      ['19.6.0', 'Tue Jun 21 21:18:39 PDT 2022; root:xnu-6153.141.66~1/RELEASE_X86_64 x86_64', 'older', 'met'],
      ['23.4.0', 'Fri Mar 15 00:12:49 PDT 2024; root:xnu-10063.101.17~1/RELEASE_ARM64_T6020 arm64', 'desktop', 'met'],
      ['25.0.0', 'Mon Aug 25 21:17:54 PDT 2025; root:xnu-12377.1.9~3/RELEASE_ARM64_T6041 arm64', 'desktop', 'met'],
      // A shell that Rosetta translates.
      ['24.1.0', 'Thu Oct 10 21:03:15 PDT 2024; root:xnu-11215.41.3~2/RELEASE_ARM64_T6000 x86_64', 'mend', 'not-met']
    ] as const
  ).flatMap(([release, rest, verdict, processor]): Sample[] => {
    const text = `Darwin Adas-MacBook-Pro.local ${release} Darwin Kernel Version ${release}: ${rest}\n`
    const sample: Sample = {
      name: `Darwin ${release} by uname`,
      source: 'uname -a as Apple’s kernels of each release write it',
      system: 'darwin',
      verdict,
      ...(processor === 'met' ? { met: ['macos-processor'] } : { notMet: ['macos-processor'] }),
      text
    }
    return [sample, { ...sample, name: `${sample.name}, broken at 80 columns`, text: wrapped(text) }]
  }),
  {
    name: 'df -h of a Mac',
    source: 'df(1) of macOS: binary units, and inodes in thousands',
    system: 'darwin',
    verdict: 'desktop',
    notMet: ['macos-disk'],
    text: `${swVers('macOS', '14.4.1', '23E224')}Filesystem        Size    Used   Avail Capacity iused ifree %iused  Mounted on
/dev/disk3s1s1   228Gi   9.6Gi   5.1Gi    66%    404k   53M    1%   /
`
  },
  {
    name: 'docker info of Docker Desktop on an Apple chip',
    source: 'docs.docker.com/reference/cli/docker/system/info; Docker Desktop 4.38 with linuxkit',
    system: 'darwin',
    verdict: 'works',
    met: ['engine-reachable', 'engine-storage', 'engine-version'],
    notMet: ['engine-warnings'],
    text: `Client:
 Version:    27.5.1
 Context:    desktop-linux
 Debug Mode: false
 Plugins:
  buildx: Docker Buildx (Docker Inc.)
    Version:  v0.20.1-desktop.2
    Path:     /Users/ada/.docker/cli-plugins/docker-buildx

Server:
 Containers: 3
  Running: 1
 Images: 12
 Server Version: 27.5.1
 Storage Driver: overlayfs
  driver-type: io.containerd.snapshotter.v1
 Logging Driver: json-file
 Cgroup Driver: cgroupfs
 Cgroup Version: 2
 Kernel Version: 6.12.5-linuxkit
 Operating System: Docker Desktop
 OSType: linux
 Architecture: aarch64
 CPUs: 8
 Total Memory: 7.654GiB
 Docker Root Dir: /var/lib/docker
WARNING: daemon is not using the default seccomp profile
`
  },
  {
    name: 'values that only their commands name',
    source: 'sw_vers(1) -productVersion, sysctl(8) -n',
    system: 'darwin',
    verdict: 'desktop',
    met: ['macos-version', 'macos-virtualization', 'macos-memory'],
    text: `ada@Mac ~ % sw_vers -productVersion
14.5
ada@Mac ~ % sysctl -n kern.hv_support
1
ada@Mac ~ % sysctl -n hw.memsize
17179869184
`
  },
  {
    name: 'id of a Mac makes no Linux of it',
    source: 'id(1) of macOS: staff, everyone, localaccounts',
    system: 'darwin',
    verdict: 'desktop',
    text: `uid=501(ada) gid=20(staff) groups=20(staff),12(everyone),61(localaccounts),80(admin)
${swVers('macOS', '14.4.1', '23E224')}`
  }
]
