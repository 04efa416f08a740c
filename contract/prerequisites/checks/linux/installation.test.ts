/** Docker on Linux: from what commands wrote, recorded where nothing else is said. */
import { describe, expect, it } from 'vitest'
import { client } from './client'
import { engineInstalled } from './engine-installed'
import { engineRunning } from './engine-running'
import { packages } from './packages'
import { connection, judge, missing, refused, text, timedOut, told } from './test-judge'

const noProcess = text('', 1)

describe('the engine’s program', () => {
  it.each([
    ['of Debian', { 'linux-dockerd': text('Docker version 20.10.24+dfsg1, build 5d6db84\n') }, 'met found.version'],
    ['of Docker', { 'linux-dockerd': text('Docker version 28.5.1, build f8215cc\n') }, 'met found.version'],
    [
      'a client without its server',
      {
        'linux-dockerd': missing,
        'linux-docker': text('Docker version 28.2.2, build e6534b4\n'),
        'linux-engine-process': noProcess
      },
      'not-met found.client-alone'
    ],
    [
      'neither',
      { 'linux-dockerd': missing, 'linux-docker': missing, 'linux-engine-process': noProcess },
      'not-met found.nothing'
    ],
    ['a snap’s, running', { 'linux-dockerd': missing, 'linux-engine-process': text('1234\n') }, 'met found.running'],
    [
      'none, and Docker Desktop answers',
      { 'linux-dockerd': missing, 'engine-connection': connection('unix:///home/ada/.docker/desktop/docker.sock') },
      'met found.elsewhere'
    ],
    ['one that may not be started', { 'linux-dockerd': refused }, 'unknown refused']
  ])('%s', (_title, answers, expected) => expect(told(engineInstalled, answers)).toBe(expected))

  it('is installed by the page of its distribution', () => {
    const page = (release: string) =>
      judge(engineInstalled, { 'linux-dockerd': missing, 'linux-os-release': text(release) })?.cures?.[0]?.link
    expect(page('ID=ubuntu')).toBe('https://docs.docker.com/engine/install/ubuntu/')
    expect(page('ID="almalinux"\nID_LIKE="rhel centos fedora"')).toBe('https://docs.docker.com/engine/install/centos/')
    expect(page('ID=nixos')).toBe('https://docs.docker.com/engine/install/')
  })
})

/** As systemd 252 writes it for both units. */
const units = (load: string, active: string, file: string, socketFile = 'disabled') =>
  text(
    `Id=docker.service\nLoadState=${load}\nActiveState=${active}\nSubState=running\nUnitFileState=${file}\n\nId=docker.socket\nLoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=${socketFile}\n`
  )
const noSystemd = text(
  "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n",
  1
)

describe('the engine’s service', () => {
  it.each([
    ['active', { 'linux-service': units('loaded', 'active', 'enabled') }, 'met found.service'],
    [
      'started by its socket',
      { 'linux-service': units('loaded', 'active', 'disabled', 'enabled') },
      'met found.service'
    ],
    [
      'active until the next start',
      { 'linux-service': units('loaded', 'active', 'disabled') },
      'met found.until-restart'
    ],
    [
      'stopped',
      { 'linux-service': units('loaded', 'inactive', 'enabled'), 'linux-engine-process': noProcess },
      'not-met found.stopped'
    ],
    [
      'failed',
      { 'linux-service': units('loaded', 'failed', 'enabled'), 'linux-engine-process': noProcess },
      'not-met found.failed'
    ],
    ['starting', { 'linux-service': units('loaded', 'activating', 'enabled') }, 'not-met found.starting'],
    ['masked', { 'linux-service': units('masked', 'inactive', 'masked') }, 'not-met found.masked'],
    [
      'stopped, with an engine of another’s',
      { 'linux-service': units('loaded', 'inactive', ''), 'linux-engine-process': text('99\n') },
      'met found.process'
    ],
    [
      'not there',
      { 'linux-service': units('not-found', 'inactive', ''), 'linux-engine-process': noProcess },
      'not-met found.nothing'
    ],
    [
      'none, without systemd, running',
      { 'linux-service': noSystemd, 'linux-engine-process': text('18506\n26688\n') },
      'met found.process'
    ],
    [
      'none, without systemd, stopped',
      { 'linux-service': noSystemd, 'linux-engine-process': noProcess },
      'not-met found.nothing'
    ],
    [
      'none, and neither can be asked',
      { 'linux-service': missing, 'linux-engine-process': missing },
      'unknown missing'
    ],
    ['one that hangs', { 'linux-service': timedOut, 'linux-engine-process': timedOut }, 'unknown timed-out'],
    [
      'stopped, and another engine answers',
      { 'linux-service': units('loaded', 'inactive', ''), 'engine-connection': connection('tcp://10.0.0.2:2376') },
      'met found.elsewhere'
    ]
  ])('%s', (_title, answers, expected) => expect(told(engineRunning, answers)).toBe(expected))

  it('is started as the system does it', () => {
    const command = (answers: Parameters<typeof judge>[1]) => judge(engineRunning, answers)?.cures?.[0]?.commands?.[0]
    const stopped = { 'linux-engine-process': noProcess }
    expect(command({ ...stopped, 'linux-service': units('loaded', 'inactive', 'enabled') })).toBe(
      'sudo systemctl start docker.service'
    )
    expect(command({ ...stopped, 'linux-service': noSystemd, 'linux-os-release': text('ID=alpine') })).toBe(
      'rc-service docker start'
    )
    expect(command({ ...stopped, 'linux-service': noSystemd, 'linux-os-release': text('ID=debian') })).toBe(
      'sudo service docker start'
    )
  })
})

describe('the docker command', () => {
  it.each([
    ['of Docker', text('Docker version 28.2.2, build e6534b4\n'), 'met found.version'],
    // The package podman-docker: its script warns, then podman answers.
    [
      'of Podman',
      text('Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.\npodman version 4.9.3\n'),
      'met found.podman'
    ],
    ['none', missing, 'not-met found.missing'],
    ['one that is no such thing', text('docker: a dock for windows\n'), 'unknown unreadable']
  ])('%s', (_title, answer, expected) => expect(told(client, { 'linux-docker': answer })).toBe(expected))
})

describe('packages', () => {
  // dpkg-query of Debian 12, where one of the names is not known at all.
  const debian = text(
    'containerd\t1.6.20~ds1-1+deb12u3\tinstall ok installed\ndocker-ce\t\tunknown ok not-installed\ndocker.io\t20.10.24+dfsg1-1+deb12u1\tinstall ok installed\nrunc\t1.1.5+ds1-1+deb12u1\tinstall ok installed\ndpkg-query: no packages found matching podman-docker\n',
    1
  )
  const ofDocker =
    'docker-ce\t5:28.5.1-1~debian.12~bookworm\tinstall ok installed\ncontainerd.io\t1.7.28-1\tinstall ok installed\n'
  it.each([
    ['the distribution’s', { 'linux-dpkg': debian }, 'met found.distribution'],
    ['Docker’s', { 'linux-dpkg': text(ofDocker, 1) }, 'met found.docker'],
    [
      'both',
      { 'linux-dpkg': text(`${ofDocker}podman-docker\t4.3.1\tinstall ok installed\n`, 1) },
      'not-met found.both'
    ],
    [
      'one that was removed and has left its settings',
      { 'linux-dpkg': text(`${ofDocker}docker.io\t20.10\tdeinstall ok config-files\n`, 1) },
      'met found.docker'
    ],
    ['none', { 'linux-dpkg': text('dpkg-query: no packages found matching docker.io\n', 1) }, 'met found.none'],
    // rpm of Fedora 40, in French.
    [
      'Docker’s, by rpm',
      {
        'linux-dpkg': missing,
        'linux-rpm': text(
          'le paquet docker n’est pas installé\ndocker-ce\t28.5.1\ncontainerd.io\t1.7.28\nrunc\t1.1.12\n',
          2
        )
      },
      'met found.docker'
    ],
    [
      'both, by rpm',
      { 'linux-dpkg': missing, 'linux-rpm': text('docker-ce\t28.5.1\npodman-docker\t5.2.2\n', 9) },
      'not-met found.both'
    ],
    ['a manager that fails', { 'linux-dpkg': text('Segmentation fault\n', 139) }, 'unknown unreadable'],
    ['of a system with neither', { 'linux-dpkg': missing, 'linux-rpm': missing }, 'not-applicable']
  ])('%s', (_title, answers, expected) => expect(told(packages, answers)).toBe(expected))

  it('are removed by their names', () => {
    const answers = {
      'linux-dpkg': text(`${ofDocker}docker.io\t20.10\tinstall ok installed\nrunc\t1.1\tinstall ok installed\n`, 1)
    }
    expect(judge(packages, answers)?.cures?.[0]?.commands).toEqual(['sudo apt-get remove docker.io runc'])
  })
})
