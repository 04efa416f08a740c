/** What the docker command writes: of engines old and new, of Podman, and where none answers. */
import { client, quoted, wrapped, type Sample } from './test-sample'

const server = (version: string, api: string, least: string): string => `
Server: Docker Engine - Community
 Engine:
  Version:          ${version}
  API version:      ${api} (minimum version ${least})
  Go version:       go1.22.5
  Git commit:       ca0abbb
  Built:            Fri Jul 18 10:00:00 2025
  OS/Arch:          linux/amd64
  Experimental:     false
 containerd:
  Version:          1.7.19
 runc:
  Version:          1.7.19
 docker-init:
  Version:          0.19.0
`
const source = 'docs.docker.com/reference/cli/docker/version'
const tooNew = `${client('29.0.1', '1.52')}Error response from daemon: client version 1.52 is too new. Maximum supported API version is 1.43\n`

export const dockers: readonly Sample[] = [
  {
    name: 'docker version 27 of Linux',
    source,
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version'],
    text: client('27.1.1', '1.46') + server('27.1.1', '1.46', '1.24')
  },
  {
    name: 'docker version, quoted by a mail',
    source,
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version'],
    text: quoted(client('27.1.1', '1.46') + server('27.1.1', '1.46', '1.24'))
  },
  {
    name: 'docker info before docker version',
    source: `${source}; docs.docker.com/reference/cli/docker/system/info`,
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version', 'engine-storage', 'linux-kernel'],
    text: `Client: Docker Engine - Community
 Version:    24.0.7
 Context:    default
 Plugins:
  compose: Docker Compose (Docker Inc.)
    Version:  v2.21.0
    Path:     /usr/libexec/docker/cli-plugins/docker-compose

Server:
 Containers: 5
 Server Version: 24.0.7
 Storage Driver: overlay2
  Backing Filesystem: extfs
 Cgroup Driver: systemd
 Cgroup Version: 2
 Kernel Version: 5.15.0-91-generic
 Operating System: Ubuntu 22.04.3 LTS
 OSType: linux
 Architecture: x86_64
 Total Memory: 15.49GiB
 Docker Root Dir: /var/lib/docker

${client('24.0.7', '1.43')}${server('24.0.7', '1.43', '1.12')}`
  },
  {
    name: 'docker info alone, with its warnings',
    source: 'docs.docker.com/reference/cli/docker/system/info, and its warnings on cgroup v1',
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'linux-kernel', 'linux-64-bit', 'linux-desktop-memory', 'engine-cgroup'],
    notMet: ['engine-warnings'],
    says: { 'linux-kernel': /Debian GNU\/Linux 10/, 'engine-warnings': /swap limit.*bridge-nf-call-iptables/ },
    text: `Client:
 Debug Mode: false

Server:
 Containers: 2
 Server Version: 20.10.5
 Storage Driver: overlay2
 Cgroup Driver: cgroupfs
 Cgroup Version: 1
 Kernel Version: 4.19.0-16-amd64
 Operating System: Debian GNU/Linux 10 (buster)
 OSType: linux
 Architecture: x86_64
 Total Memory: 7.774GiB
 Docker Root Dir: /var/lib/docker

WARNING: No swap limit support
WARNING: bridge-nf-call-iptables is disabled
`
  },
  {
    name: 'docker info of 1.13 on CentOS 7, before Client and Server stood in it',
    source: "the package docker-1.13.1 of CentOS 7: 'Server Version: 1.13.1', devicemapper",
    system: 'linux',
    verdict: 'mend',
    met: ['engine-reachable'],
    notMet: ['engine-version', 'engine-storage'],
    text: `[root@localhost ~]# docker info
Containers: 1
 Running: 0
Images: 3
Server Version: 1.13.1
Storage Driver: devicemapper
 Pool Name: docker-253:0-100663297-pool
Logging Driver: journald
Cgroup Driver: systemd
Kernel Version: 3.10.0-1160.el7.x86_64
Operating System: CentOS Linux 7 (Core)
OSType: linux
Architecture: x86_64
Total Memory: 3.701 GiB
Docker Root Dir: /var/lib/docker
`
  },
  {
    name: 'docker 1.5, of 2015',
    source: 'docker/docker docs of 1.5: Client version, Server version',
    system: 'linux',
    verdict: 'mend',
    notMet: ['engine-version'],
    text: `Client version: 1.5.0
Client API version: 1.17
Go version (client): go1.3.3
OS/Arch (client): linux/amd64
Server version: 1.5.0
Server API version: 1.17
`
  },
  {
    name: 'docker version 29, whose oldest API is 1.44',
    source: 'docs.docker.com/engine/release-notes/29',
    system: 'linux',
    verdict: 'works',
    met: ['engine-version'],
    text: client('29.0.0', '1.52') + server('29.0.0', '1.52', '1.44')
  },
  {
    name: 'a client that is too new',
    source: 'moby daemon/server/middleware/version.go: versionUnsupportedError, on engine 24',
    system: 'linux',
    verdict: 'mend',
    met: ['engine-reachable'],
    notMet: ['engine-version'],
    says: { 'engine-version': /found\.refused .*1\.43/ },
    text: tooNew
  },
  {
    name: 'a client that is too new, broken at 80 columns',
    source: 'the same',
    system: 'linux',
    verdict: 'mend',
    notMet: ['engine-version'],
    says: { 'engine-version': /Maximum supported API version is 1\.43/ },
    text: wrapped(tooNew)
  },
  {
    name: 'a client that is too old for engine 29',
    source: 'portainer issue 12925: client version 1.24 is too old',
    system: 'linux',
    verdict: 'mend',
    notMet: ['engine-version'],
    text: `Linux nas 5.10.60-qnap #1 SMP Mon Jan 8 04:45:55 CST 2024 x86_64 GNU/Linux
Error response from daemon: client version 1.24 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version
`
  }
]
