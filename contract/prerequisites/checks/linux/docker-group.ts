/** Whether this person belongs to the group that the socket is open to, and whether this login knows. */
import type { Cure } from '../../model'
import type { Check, Judgement } from '../check'
import { says, unknown } from '../read'
import { groupNamesOf, readGroup, readIdentity } from './identity'
import { socketOf } from './socket'

const needed = says('prerequisites-linux.docker-group.needed')
const link = 'https://docs.docker.com/engine/install/linux-postinstall/#manage-docker-as-a-non-root-user'

const cure = (name: string, ...commands: string[]): Cure => ({
  says: says(`prerequisites-linux.docker-group.cure.${name}`),
  commands,
  link
})
const join = cure('join', 'sudo usermod -aG docker "$USER"')
const surface: Cure = { ...cure('root'), link: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface' }
const judged = (outcome: Judgement['outcome'], name: string, cures: readonly Cure[], user: string): Judgement => ({
  outcome,
  found: says(`prerequisites-linux.docker-group.found.${name}`, { user }),
  needed,
  cures
})

export const dockerGroup: Check = {
  id: 'linux-docker-group',
  group: 'access',
  required: false,
  systems: ['linux'],
  probes: ['linux-id', 'linux-docker-group', 'linux-socket'],
  judge(answers) {
    const person = readIdentity(answers('linux-id'))
    const names = groupNamesOf(answers('linux-id'))
    const byName = (user: string): Judgement | undefined =>
      names === undefined
        ? undefined
        : names.includes('docker')
          ? judged('met', 'member', [surface], user)
          : judged('not-met', 'outside', [join, surface], user)
    // `groups` tells no number, and begins with the person's own group.
    if (person === undefined) return byName(names?.[0] ?? '') ?? unknown(answers('linux-id'), needed)
    const user = person.name === '' ? String(person.uid) : person.name
    if (person.uid === 0) return judged('met', 'administrator', [], user)
    const socket = socketOf(answers('linux-socket'))
    // A rootless engine's socket belongs to its person: no group is asked.
    if (socket?.uid === person.uid && socket.connect === 'connected') return judged('met', 'own-socket', [], user)
    const answer = answers('linux-docker-group')
    const group = readGroup(answer)
    if (group === undefined) {
      // getent ends with 2 where there is no such group.
      if (answer.kind === 'answered' && answer.code === 2)
        return judged(
          'not-met',
          'no-group',
          [cure('create', 'sudo groupadd docker', 'sudo usermod -aG docker "$USER"'), surface],
          user
        )
      return byName(user) ?? unknown(answer, needed)
    }
    if (person.groups.includes(group.gid)) return judged('met', 'member', [surface], user)
    if (group.members.includes(person.name))
      return judged('not-met', 'older-login', [cure('log-in'), cure('new-shell', 'newgrp docker')], user)
    return judged('not-met', 'outside', [join, surface], user)
  }
}
