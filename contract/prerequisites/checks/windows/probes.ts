/** What is asked of Windows: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'
import { factsScript } from './facts-script'

const program = (name: string, ...words: readonly string[]): Probe => ({ kind: 'program', program: name, words })

export const windowsProbes: Readonly<Record<string, Probe>> = {
  'windows-facts': program('powershell.exe', '-NoProfile', '-NonInteractive', '-Command', factsScript),
  'windows-wsl-version': program('wsl.exe', '--version'),
  'windows-wsl-list': program('wsl.exe', '--list', '--verbose'),
  'windows-groups': program('whoami.exe', '/groups', '/fo', 'csv', '/nh'),
  'windows-boot': program('bcdedit.exe', '/enum', '{current}')
}
