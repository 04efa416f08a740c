/** The environment in which programs are asked: in English where they can, and with the folders of an administrator's programs. */
import type { Surroundings } from '../../../engine/discovery/surroundings'

/** Where `iptables`, `dockerd` and others are, which an ordinary person's PATH may leave out. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin']

export function probeEnvironment({ env, platform }: Pick<Surroundings, 'env' | 'platform'>): NodeJS.ProcessEnv {
  if (platform === 'win32') return { ...env, WSL_UTF8: '1' }
  const folders = (env['PATH'] ?? '/usr/bin:/bin').split(':').filter((folder) => folder !== '')
  const added = systemFolders.filter((folder) => !folders.includes(folder))
  return { ...env, PATH: [...folders, ...added].join(':'), LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' }
}
