/** Whose groups a person is in: `docker-users`, and administrators. */
import type { Answer } from '../check'
import { unknown } from '../read'
import { cure } from '../speak'
import { factCheck } from './define'
import { isServer } from './facts'

interface Membership {
  readonly dockerUsers: boolean
  readonly administrators: boolean
}

/**
 * `whoami /groups`, as a table or as CSV. Groups are told by their identifiers, since their names are translated; docker-users is not:
 * Docker Desktop's installer makes it, and its identifier differs from computer to computer. Everyone is in Everyone (S-1-1-0).
 */
function membershipOf(answer: Answer): Membership | undefined {
  if (answer.kind !== 'answered' || !/\bS-1-1-0\b/.test(answer.text)) return undefined
  return {
    dockerUsers: /\\docker-users(?![\w-])/i.test(answer.text),
    administrators: /\bS-1-5-32-544\b/.test(answer.text)
  }
}

export const dockerUsers = factCheck({
  name: 'docker-users',
  group: 'access',
  required: false,
  also: ['windows-groups'],
  judge(facts, speak, answers) {
    // The group is made by Docker Desktop's installer.
    if (isServer(facts) || facts.desktop === null) return undefined
    const needed = speak('needed')
    const answer = answers('windows-groups')
    const membership = membershipOf(answer)
    if (membership === undefined) return unknown(answer, needed)
    if (membership.dockerUsers) return { outcome: 'met', found: speak('found.member'), needed }
    return {
      outcome: 'not-met',
      found: speak('found.stranger'),
      needed,
      cures: [cure(speak('cure.join'), ['net localgroup docker-users "$env:USERNAME" /add'])]
    }
  }
})

export const administrator = factCheck({
  name: 'administrator',
  group: 'access',
  required: false,
  also: ['windows-groups'],
  judge(_facts, speak, answers) {
    const needed = speak('needed')
    const answer = answers('windows-groups')
    const membership = membershipOf(answer)
    if (membership === undefined) return unknown(answer, needed)
    return membership.administrators
      ? { outcome: 'met', found: speak('found.member'), needed }
      : { outcome: 'not-met', found: speak('found.stranger'), needed, cures: [cure(speak('cure.ask'))] }
  }
})
