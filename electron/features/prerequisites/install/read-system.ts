/** Reads what decides the steps to Docker. Nothing is changed, and nothing that is missing is an error. */
import type { InstallSystem } from '../../../../contract/prerequisites/install/model'
import { familyOf } from '../../../../contract/prerequisites/install/family'
import { releaseFields } from '../../../../contract/prerequisites/install/os-release'
import { dataRootOf } from '../../../../contract/prerequisites/install/ways/after'
import { aptConflicts } from '../../../../contract/prerequisites/install/ways/apt'
import { rpmConflicts } from '../../../../contract/prerequisites/install/ways/dnf'
import type { Surroundings } from '../../../engine/discovery/surroundings'
import { type runProgram } from '../../../platform/programs/run-program'

export interface SystemParts {
  readonly surroundings: Pick<Surroundings, 'env' | 'platform' | 'uid' | 'exists' | 'list' | 'read'>
  readonly run: typeof runProgram
  readonly user: string
  readonly downloads: string
  /** `Windows Server 2022 Datacenter`: os.version(). */
  readonly systemVersion: string
  readonly arch: string
}

/** Those that decide a step, by the names of their files. */
const programNames = ['dnf', 'dnf5', 'yum', 'brew', 'winget', 'service', 'dockerd'] as const
/** Homebrew's own places: an app that the Finder started has them not on its PATH. */
const usualFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/usr/sbin', '/sbin', '/bin']
const olderRepositories = ['/etc/apt/sources.list.d/docker.list', '/etc/apt/sources.list.d/archive_uri-docker.list']

export async function readSystem(parts: SystemParts): Promise<InstallSystem> {
  const { surroundings, user, downloads, systemVersion, arch } = parts
  const { platform, uid } = surroundings
  const programs = programsOf(surroundings)
  const release = releaseFields(readOr(surroundings, ['/etc/os-release', '/usr/lib/os-release'], ''))
  const isLinux = platform !== 'win32' && platform !== 'darwin'
  // What cannot be read is left to the person, as what cannot be understood.
  const daemonJson = isLinux ? readOr(surroundings, ['/etc/docker/daemon.json'], 'unreadable') : ''
  return {
    platform: isLinux ? 'linux' : platform,
    arch,
    ...release,
    init: isLinux ? initOf(surroundings, programs) : 'none',
    programs,
    conflicts: isLinux ? await conflictsOf(parts, release) : [],
    olderRepositories: isLinux ? olderRepositories.filter((path) => surroundings.exists(path)) : [],
    user,
    isRoot: uid === 0,
    downloads,
    server: platform === 'win32' && systemVersion.includes('Server'),
    daemonJson,
    hasData: isLinux && hasData(surroundings, dataRootOf(daemonJson))
  }
}

function readOr({ read }: SystemParts['surroundings'], paths: readonly string[], unreadable: string): string {
  for (const path of paths) {
    try {
      const text = read(path)
      if (text !== undefined) return text
    } catch {
      // It is there, and not ours to read.
      return unreadable
    }
  }
  return ''
}

/** Only root may look into it: to anybody else its being there must do. */
const hasData = ({ uid, exists, list }: SystemParts['surroundings'], folder: string): boolean =>
  uid === 0 ? list(folder).length > 0 : exists(folder)

function programsOf({ env, platform, exists }: SystemParts['surroundings']): string[] {
  const windows = platform === 'win32'
  const path = (env['PATH'] ?? env['Path'] ?? '').split(windows ? ';' : ':').filter((folder) => folder !== '')
  const folders = windows ? path : [...path, ...usualFolders]
  return programNames.filter((name) =>
    folders.some((folder) => exists(windows ? `${folder}\\${name}.exe` : `${folder}/${name}`))
  )
}

function initOf({ exists }: SystemParts['surroundings'], programs: readonly string[]): InstallSystem['init'] {
  // sd_booted(3)
  if (exists('/run/systemd/system')) return 'systemd'
  if (exists('/sbin/openrc') || exists('/usr/sbin/openrc')) return 'openrc'
  return exists('/etc/init.d') && programs.includes('service') ? 'sysv' : 'none'
}

async function conflictsOf({ run }: SystemParts, release: Pick<InstallSystem, 'id' | 'like'>): Promise<string[]> {
  const family = familyOf(release)
  if (family === 'apt') {
    // ii  docker.io: only what is installed, not what has merely left its settings behind.
    const end = await run('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n', ...aptConflicts])
    const lines = end.kind === 'ended' ? end.stdout.split('\n') : []
    return aptConflicts.filter((name) => lines.some((line) => /^.i/.test(line) && line.split(/\s+/).includes(name)))
  }
  if (family !== 'dnf') return []
  const names = rpmConflicts(release)
  const end = await run('rpm', ['-q', '--qf', '%{NAME}\n', ...names])
  const lines = new Set(end.kind === 'ended' ? end.stdout.split('\n') : [])
  return names.filter((name) => lines.has(name))
}
