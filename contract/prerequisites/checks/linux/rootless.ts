/** What an engine without root's rights asks for. Source: moby `contrib/dockerd-rootless-setuptool.sh`, its checks. */
import * as v from 'valibot'
import type { Answers, Check, Judgement } from '../check'
import { parseJson, says, textOf, unknown } from '../read'
import { distributionOf, installs } from './distribution'
import { readIdentity } from './identity'

const link = 'https://docs.docker.com/engine/security/rootless/'
const key = (check: string, name: string): string => `prerequisites-linux.rootless-${check}.${name}`

/** Root needs none of it. */
const isRoot = (answers: Answers): boolean => readIdentity(answers('linux-id'))?.uid === 0

const common = { group: 'rootless', required: false, systems: ['linux'] } as const

const mapPackages = {
  debian: 'uidmap',
  'red-hat': 'shadow-utils',
  suse: 'shadow',
  arch: 'shadow',
  alpine: 'shadow-uidmap'
}

export const rootlessPrograms: Check = {
  ...common,
  id: 'linux-rootless-programs',
  probes: ['linux-newuidmap', 'linux-newgidmap', 'linux-os-release', 'linux-id'],
  judge(answers) {
    if (isRoot(answers)) return undefined
    const needed = says(key('programs', 'needed'))
    const programs = ['newuidmap', 'newgidmap'] as const
    const missing = programs.filter((name) => answers(`linux-${name}`).kind === 'missing')
    if (missing.length > 0)
      return {
        outcome: 'not-met',
        found: says(key('programs', 'found.missing'), { programs: missing.join(', ') }),
        needed,
        cures: [
          {
            says: says(key('programs', 'cure.install')),
            commands: installs(distributionOf(answers).family, mapPackages),
            link
          }
        ]
      }
    // Without words they say how they are used, and end with 1: they are there.
    const unclear = programs.map((name) => answers(`linux-${name}`)).find(({ kind }) => kind !== 'answered')
    return unclear === undefined
      ? { outcome: 'met', found: says(key('programs', 'found.there')), needed }
      : unknown(unclear, needed)
  }
}

/** Lines of /etc/subuid: `ada:100000:65536`; a person is named or numbered. */
function idsOf(text: string, { name, uid }: { readonly name: string; readonly uid: number }): number {
  return text.split('\n').reduce((sum, line) => {
    const [owner = '', , count = ''] = line.trim().split(':')
    return (owner === name && name !== '') || owner === String(uid) ? sum + (Number.parseInt(count, 10) || 0) : sum
  }, 0)
}

const leastIds = 65_536

export const rootlessIds: Check = {
  ...common,
  id: 'linux-rootless-ids',
  probes: ['linux-subuid', 'linux-subgid', 'linux-id'],
  judge(answers): Judgement | undefined {
    const needed = says(key('ids', 'needed'), { least: leastIds })
    const person = readIdentity(answers('linux-id'))
    if (person === undefined) return unknown(answers('linux-id'), needed)
    if (person.uid === 0) return undefined
    const [users, groups] = (['linux-subuid', 'linux-subgid'] as const).map((name) => {
      const answer = answers(name)
      return answer.kind === 'missing' ? 0 : answer.kind === 'answered' ? idsOf(answer.text, person) : undefined
    })
    if (users === undefined || groups === undefined)
      return unknown(answers(users === undefined ? 'linux-subuid' : 'linux-subgid'), needed)
    const found = says(key('ids', 'found'), { users, groups })
    if (users >= leastIds && groups >= leastIds) return { outcome: 'met', found, needed }
    const commands = ['sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"']
    return { outcome: 'not-met', found, needed, cures: [{ says: says(key('ids', 'cure.add')), commands, link }] }
  }
}

const Folder = v.object({ path: v.string(), writable: v.boolean() })

export const rootlessRuntime: Check = {
  ...common,
  id: 'linux-rootless-runtime',
  probes: ['linux-runtime-folder', 'linux-id'],
  judge(answers) {
    if (isRoot(answers)) return undefined
    const needed = says(key('runtime', 'needed'))
    const folder = parseJson(answers('linux-runtime-folder'), Folder)
    if (folder === undefined) return unknown(answers('linux-runtime-folder'), needed)
    const values = { path: folder.path }
    if (folder.writable) return { outcome: 'met', found: says(key('runtime', 'found.writable'), values), needed }
    const name = folder.path === '' ? 'unset' : 'not-writable'
    const cures = [{ says: says(key('runtime', 'cure.log-in')), commands: ['loginctl enable-linger "$USER"'], link }]
    return { outcome: 'not-met', found: says(key('runtime', `found.${name}`), values), needed, cures }
  }
}

/** Whether AppArmor lets rootlesskit make namespaces, by the profiles that name it. */
function profileOf(answers: Answers): 'there' | 'missing' | 'unknown' {
  const profiles = ['linux-rootlesskit-profile', 'linux-rootlesskit-profile-docker'].map(answers)
  const lets = (text: string | undefined): boolean => /^\s*(?:allow\s+)?userns\b[^#\n]*,/m.test(text ?? '')
  if (profiles.some((answer) => lets(textOf(answer)))) return 'there'
  return profiles.every(({ kind }) => kind === 'missing' || kind === 'answered') ? 'missing' : 'unknown'
}

/** As Docker's page has it, for where rootlesskit is. */
const profileCommands = [
  'printf \'abi <abi/4.0>,\\ninclude <tunables/global>\\n"%s" flags=(unconfined) {\\n  userns,\\n}\\n\' "$(command -v rootlesskit || echo "$HOME/bin/rootlesskit")" | sudo tee /etc/apparmor.d/usr.bin.rootlesskit',
  'sudo systemctl restart apparmor.service'
]

export const rootlessNamespaces: Check = {
  ...common,
  id: 'linux-rootless-namespaces',
  probes: [
    'linux-userns-clone',
    'linux-userns-most',
    'linux-userns-apparmor',
    'linux-rootlesskit-profile',
    'linux-rootlesskit-profile-docker',
    'linux-id'
  ],
  judge(answers): Judgement | undefined {
    if (isRoot(answers)) return undefined
    const needed = says(key('namespaces', 'needed'))
    const number = (name: string): number | undefined => {
      const found = /^\s*(\d{1,10})\s*$/.exec(textOf(answers(name)) ?? '')
      return found === null ? undefined : Number(found[1])
    }
    const notMet = (name: string, setting: string): Judgement => ({
      outcome: 'not-met',
      found: says(key('namespaces', `found.${name}`)),
      needed,
      cures: [
        {
          says: says(key('namespaces', `cure.${name}`)),
          commands: [`echo "${setting}" | sudo tee /etc/sysctl.d/99-rootless.conf`, 'sudo sysctl --system'],
          link
        }
      ]
    })
    // Debian's and Arch's own switch; other kernels have none.
    if (number('linux-userns-clone') === 0) return notMet('switched-off', 'kernel.unprivileged_userns_clone=1')
    const most = number('linux-userns-most')
    if (most === 0) return notMet('none-allowed', 'user.max_user_namespaces=28633')
    // Ubuntu 23.10 and newer: only what a profile names may make them.
    if (number('linux-userns-apparmor') === 1) {
      const profile = profileOf(answers)
      if (profile === 'there')
        return { outcome: 'met', found: says(key('namespaces', 'found.apparmor-profile')), needed }
      return {
        outcome: profile === 'missing' ? 'not-met' : 'unknown',
        found: says(key('namespaces', profile === 'missing' ? 'found.apparmor-no-profile' : 'found.apparmor')),
        needed,
        cures: [
          { says: says(key('namespaces', 'cure.apparmor')), commands: profileCommands, link: `${link}troubleshoot/` }
        ]
      }
    }
    if (most === undefined) return unknown(answers('linux-userns-most'), needed)
    return { outcome: 'met', found: says(key('namespaces', 'found.allowed'), { most }), needed }
  }
}
