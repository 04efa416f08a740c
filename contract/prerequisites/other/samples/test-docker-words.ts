/** What the docker command says where no engine answers, and Podman. */
import { client, type Sample } from './test-sample'

export const dockerComplaints: readonly Sample[] = [
  {
    name: 'the socket is closed to this person',
    source: 'docs.docker.com/engine/install/linux-postinstall; the client of 20.10',
    system: 'linux',
    verdict: 'mend',
    notMet: ['engine-reachable', 'linux-socket'],
    text: `${client('20.10.21', '1.41')}Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/version": dial unix /var/run/docker.sock: connect: permission denied
`
  },
  {
    name: 'the socket is closed to this person, as client 29 says it',
    source: 'docker/cli 29: permission denied while trying to connect to the docker API at …',
    system: 'linux',
    verdict: 'mend',
    notMet: ['engine-reachable', 'linux-socket'],
    text: 'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock\n'
  },
  {
    name: 'no engine, as the client of 29 says it',
    source: 'docker/cli 29: failed to connect to the docker API at …',
    system: 'linux',
    verdict: 'engine',
    met: ['linux-kernel'],
    notMet: ['engine-reachable', 'linux-socket'],
    text: `Linux host 6.12.48+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20) x86_64 GNU/Linux
failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory
`
  },
  {
    name: 'a complaint alone',
    source: 'docs.docker.com/engine/daemon/troubleshoot: Cannot connect to the Docker daemon',
    system: 'linux',
    verdict: 'more',
    notMet: ['engine-reachable'],
    says: { 'engine-reachable': /"endpoint":"unix:\/\/\/var\/run\/docker\.sock"/ },
    text: "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?.\nSee 'docker run --help'.\n"
  },
  {
    name: 'a complaint of a Mac’s Docker Desktop that does not run',
    source: 'docker/for-mac issues: unix:///Users/…/.docker/run/docker.sock',
    system: 'darwin',
    verdict: 'more',
    notMet: ['engine-reachable'],
    text: 'Cannot connect to the Docker daemon at unix:///Users/ada/.docker/run/docker.sock. Is the docker daemon running?\n'
  },
  {
    name: 'a complaint of Windows',
    source: 'docker/cli 29 on Windows: npipe:////./pipe/dockerDesktopLinuxEngine',
    system: 'win32',
    verdict: 'more',
    notMet: ['engine-reachable'],
    text: 'failed to connect to the docker API at npipe:////./pipe/dockerDesktopLinuxEngine; check if the path is correct and if the daemon is running: open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.\n'
  },
  {
    name: 'the docker command is not there',
    source: 'bash(1) on Ubuntu, with command-not-found',
    system: 'linux',
    verdict: 'engine',
    notMet: ['linux-client'],
    text: `ada@harbour:~$ uname -a
Linux harbour 6.8.0-45-generic #45-Ubuntu SMP PREEMPT_DYNAMIC Fri Aug 30 12:02:04 UTC 2024 x86_64 x86_64 x86_64 GNU/Linux
ada@harbour:~$ docker version
Command 'docker' not found, but can be installed with:
sudo snap install docker         # version 24.0.5, or
sudo apt  install docker.io      # version 24.0.7-0ubuntu4
`
  },
  {
    name: 'Podman’s own version, with its machine',
    source: 'docs.podman.io, podman-version: Client and Server of a Mac',
    system: 'darwin',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version'],
    says: { 'engine-reachable': /Podman 5\.2\.2/ },
    text: `Client:       Podman Engine
Version:      5.2.2
API Version:  5.2.2
Go Version:   go1.22.6
Built:        Wed Aug 21 09:15:10 2024
OS/Arch:      darwin/arm64

Server:       Podman Engine
Version:      5.2.2
API Version:  5.2.2
Go Version:   go1.22.6
Built:        Wed Aug 21 02:00:00 2024
OS/Arch:      linux/arm64
`
  },
  {
    name: 'docker version against Podman’s socket',
    source: 'containers/podman pkg/api/handlers/compat/version.go: its components before the engine',
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version'],
    says: { 'engine-version': /4\.9\.3.*1\.41/ },
    text: `${client('24.0.7', '1.41')}
Server: linux/amd64/ubuntu-24.04
 Podman Engine:
  Version:          4.9.3
  APIVersion:       4.9.3
  Arch:             amd64
  BuildTime:        1970-01-01T00:00:00Z
  Experimental:     false
  GitCommit:
  GoVersion:        go1.22.1
  KernelVersion:    6.8.0-45-generic
  MinAPIVersion:    4.0.0
  Os:               linux
 Conmon:
  Version:          conmon version 2.1.10, commit: unknown
  Package:          conmon_2.1.10+ds1-1build2_amd64
 OCI Runtime (crun):
  Version:          crun version 1.14.1
 Engine:
  Version:          4.9.3
  API version:      1.41 (minimum version 1.24)
  Go version:       go1.22.1
  OS/Arch:          linux/amd64
`
  },
  {
    name: 'docker version --format json',
    source: 'docs.docker.com/reference/cli/docker/version: --format json',
    system: 'linux',
    verdict: 'works',
    met: ['engine-reachable', 'engine-version'],
    says: { 'engine-version': /28\.3\.2.*1\.51/ },
    text: '{"Client":{"Version":"28.3.2","ApiVersion":"1.51","DefaultAPIVersion":"1.51","GitCommit":"578ccf6","GoVersion":"go1.24.5","Os":"linux","Arch":"amd64","BuildTime":"Wed Jul  9 16:13:45 2025","Context":"default"},"Server":{"Platform":{"Name":"Docker Engine - Community"},"Components":[{"Name":"Engine","Version":"28.3.2","Details":{"ApiVersion":"1.51","MinAPIVersion":"1.24"}},{"Name":"containerd","Version":"1.7.27","Details":{"GitCommit":"05044ec"}}],"Version":"28.3.2","ApiVersion":"1.51","MinAPIVersion":"1.24","GitCommit":"e77ff99","GoVersion":"go1.24.5","Os":"linux","Arch":"amd64","KernelVersion":"6.8.0-60-generic","BuildTime":"2025-07-09T16:13:45.000000000+00:00"}}\n'
  }
]
