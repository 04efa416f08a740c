/**
 * What follows once the packages are there, whatever brought them: data on a disk of its own, start, who reaches the engine, and the
 * proof. https://docs.docker.com/engine/install/linux-postinstall/, https://docs.docker.com/engine/daemon/
 */
import type { InstallOptions, InstallStep, InstallSystem } from '../model'
import { hand, run, script, when, write } from '../step'

const daemonFile = '/etc/docker/daemon.json'
/** Milliseconds until an engine that has been started must answer. */
const patience = 60_000

/** daemon.json as an object; undefined: it is none, and is left to the person. */
function daemonSettings(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const settings: unknown = text.trim() === '' ? {} : JSON.parse(text)
    const fits = typeof settings === 'object' && settings !== null && !Array.isArray(settings)
    return fits ? (settings as Readonly<Record<string, unknown>>) : undefined
  } catch {
    // Whoever wrote it must say what it means.
    return undefined
  }
}

/** Where the engine of this computer keeps its data now, or would. */
export function dataRootOf(daemonJson: string): string {
  const root = daemonSettings(daemonJson)?.['data-root']
  return typeof root === 'string' && root.startsWith('/') ? root : '/var/lib/docker'
}

/** daemon.json with the data root in it, the rest as it was; undefined: what is there is no JSON object. */
export function withDataRoot(text: string, dataRoot: string): string | undefined {
  const settings = daemonSettings(text)
  return settings === undefined
    ? undefined
    : `${JSON.stringify({ ...settings, 'data-root': dataRoot }, undefined, 2)}\n`
}

/** Before the packages come: on Debian and its like the engine starts as soon as it is installed, and finds it then. */
export function dataSteps(system: InstallSystem, { dataRoot }: InstallOptions): readonly InstallStep[] {
  const before = dataRootOf(system.daemonJson)
  if (dataRoot === '' || dataRoot === before) return []
  const text = withDataRoot(system.daemonJson, dataRoot)
  const values = { folder: dataRoot, before }
  return [
    ...when(
      system.hasData && system.programs.includes('dockerd') && system.init !== 'none',
      run(
        'stop',
        system.init === 'systemd'
          ? ['systemctl', 'stop', 'docker.socket', 'docker.service']
          : ['service', 'docker', 'stop']
      )
    ),
    run('data-folder', ['mkdir', '-p', '-m', '0710', '--', dataRoot], { values }),
    ...when(system.hasData, run('data-copy', ['cp', '-a', '--', `${before}/.`, dataRoot], { values })),
    text === undefined ? hand('data-by-hand', undefined, { values }) : write('data-root', daemonFile, text, { values })
  ]
}

const answers = { words: ['docker', 'version'], asRoot: true, patience }

export function startSteps({ init }: InstallSystem, unit: string | undefined = undefined): readonly InstallStep[] {
  switch (init) {
    case 'systemd':
      return [
        ...(unit === undefined
          ? []
          : [
              write('unit', '/etc/systemd/system/docker.service', unit),
              run('unit-read', ['systemctl', 'daemon-reload'])
            ]),
        run('start', ['systemctl', 'enable', '--now', 'docker'], { check: answers })
      ]
    case 'openrc':
      return [
        ...when(unit === undefined, run('enable', ['rc-update', 'add', 'docker', 'default'])),
        unit === undefined ? run('start', ['rc-service', 'docker', 'start'], { check: answers }) : startByHand
      ]
    case 'sysv':
      return [unit === undefined ? run('start', ['service', 'docker', 'start'], { check: answers }) : startByHand]
    case 'none':
      return [startByHand]
  }
}

/** No program starts services here: the engine runs until the computer stops. */
const startByHand = script('start-alone', 'setsid dockerd > /var/log/dockerd.log 2>&1 < /dev/null &', {
  check: answers
})

/** Packages bring the group; without it the engine's socket would be root's alone from its start on. */
export function groupSteps({ id }: InstallSystem, { access }: InstallOptions): readonly InstallStep[] {
  const words = id === 'alpine' ? ['addgroup', '-S', 'docker'] : ['groupadd', '--force', '--system', 'docker']
  const check = { words: ['getent', 'group', 'docker'], asRoot: false, patience: 0 }
  return when(access === 'group', run('group', words, { check }))
}

export function accessSteps({ user, id }: InstallSystem, { access }: InstallOptions): readonly InstallStep[] {
  const words = id === 'alpine' ? ['addgroup', user, 'docker'] : ['usermod', '-aG', 'docker', user]
  return when(access === 'group' && user !== '' && user !== 'root', run('join', words, { values: { user } }))
}

/** The last two: the proof, and what makes the new group count. */
export function proofSteps({ user }: InstallSystem, { access }: InstallOptions): readonly InstallStep[] {
  return [
    run('hello', ['docker', 'run', '--rm', 'hello-world']),
    ...when(access === 'group' && user !== '' && user !== 'root', hand('log-in-again'))
  ]
}

/** https://docs.docker.com/engine/security/rootless/ */
export const rootlessSteps = ({ user }: InstallSystem, packages: readonly string[]): readonly InstallStep[] => [
  run('rootless-packages', packages),
  run('rootful-off', ['systemctl', 'disable', '--now', 'docker.service', 'docker.socket']),
  run('rootless', ['dockerd-rootless-setuptool.sh', 'install'], { asRoot: false }),
  run('linger', ['loginctl', 'enable-linger', user]),
  run('hello', ['docker', '--context', 'rootless', 'run', '--rm', 'hello-world'], { asRoot: false })
]
