/** Whether this Linux is a computer's own system, or lives in WSL or in a container: then an engine is usually elsewhere. */
import * as v from 'valibot'
import type { Answers, Check, Judgement } from '../check'
import { parseJson, says, unknown } from '../read'
import { readUname } from './uname'

const Container = v.object({ docker: v.boolean(), podman: v.boolean() })
const needed = says('prerequisites-linux.environment.needed')

/** The kernels of WSL name themselves: `4.4.0-19041-Microsoft`, `5.15.153.1-microsoft-standard-WSL2`. */
function wslOf(release: string): 1 | 2 | undefined {
  if (!/microsoft/i.test(release)) return undefined
  return /wsl2|microsoft-standard/i.test(release) ? 2 : 1
}

/** systemd-detect-virt's words for containers: its manual page. */
const containers = [
  'docker',
  'podman',
  'lxc',
  'lxc-libvirt',
  'systemd-nspawn',
  'openvz',
  'rkt',
  'proot',
  'pouch',
  'container-other'
]

/** `docker`, `podman`, `lxc`: what holds this system, where it is a container. */
function containerOf(answers: Answers): string | undefined {
  const signs = parseJson(answers('linux-container'), Container)
  if (signs?.docker === true) return 'Docker'
  if (signs?.podman === true) return 'Podman'
  const answer = answers('linux-virtualization')
  const word = answer.kind === 'answered' ? answer.text.trim() : ''
  return containers.includes(word) ? word : undefined
}

export const environment: Check = {
  id: 'linux-environment',
  group: 'computer',
  required: false,
  systems: ['linux'],
  probes: ['linux-uname', 'linux-container', 'linux-virtualization'],
  judge(answers): Judgement {
    const known = readUname(answers('linux-uname'))
    if (known === undefined) return unknown(answers('linux-uname'), needed)
    const container = containerOf(answers)
    if (container !== undefined) {
      const cure = { says: says('prerequisites-linux.environment.cure.container'), commands: [] }
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.environment.found.container', { container }),
        needed,
        cures: [cure]
      }
    }
    const wsl = wslOf(known.release)
    if (wsl === 1)
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.environment.found.wsl-1'),
        needed,
        cures: [
          {
            says: says('prerequisites-linux.environment.cure.wsl-1'),
            commands: ['wsl.exe --list --verbose', 'wsl.exe --set-version <distribution> 2'],
            link: 'https://learn.microsoft.com/windows/wsl/install#upgrade-version-from-wsl-1-to-wsl-2'
          }
        ]
      }
    if (wsl === 2)
      return {
        outcome: 'met',
        found: says('prerequisites-linux.environment.found.wsl-2'),
        needed,
        cures: [
          {
            says: says('prerequisites-linux.environment.cure.wsl-2'),
            commands: [],
            link: 'https://docs.docker.com/desktop/features/wsl/'
          }
        ]
      }
    return { outcome: 'met', found: says('prerequisites-linux.environment.found.plain'), needed }
  }
}
