/** The sockets by which clients reach an engine on a Mac. */
import { unknown } from '../read'
import type { Answer } from '../check'
import { cure } from '../speak'
import { macCheck } from './define'

/** macOS' sun_path takes 104 bytes, the last of them a zero: 103 characters (sys/un.h). */
const longest = 103

interface Socket {
  readonly path: string
  readonly mode: string
  readonly uid: string
}
interface Sockets {
  readonly home: string | undefined
  readonly uid: string | undefined
  readonly there: readonly Socket[]
}

/** Undefined: it was cut off. `srwxr-xr-x  1 501  20  0 Nov 21 09:12 /Users/ada/.docker/run/docker.sock`, after `home=` and `uid=`. */
function socketsOf(answer: Answer): Sockets | undefined {
  if (answer.kind !== 'answered') return undefined
  const line = (name: string): string | undefined => new RegExp(`^${name}=(.+)$`, 'm').exec(answer.text)?.[1]?.trim()
  const there = [
    ...answer.text.matchAll(/^\s*(s[rwxsStT-]{9})[@+.]?\s+\d+\s+(\S+)\s+\S+\s.*?(\/\S*docker\.sock)\s*$/gm)
  ].map(([, mode = '', uid = '', path = '']) => ({ mode, uid, path }))
  const home = line('home')
  return /^end\s*$/m.test(answer.text) ? { home, uid: line('uid'), there } : undefined
}

const mayUse = ({ mode, uid }: Socket, own: string | undefined): boolean =>
  mode[8] === 'w' || (mode[2] === 'w' && own === uid) || own === '0'

export const socket = macCheck({
  name: 'socket',
  group: 'access',
  required: true,
  probes: ['macos-sockets'],
  judge(answers, speak) {
    const needed = speak('needed')
    const answer = answers('macos-sockets')
    const sockets = socketsOf(answer)
    if (sockets === undefined) return unknown(answer, needed)
    const [first] = sockets.there
    if (first === undefined) {
      return {
        outcome: 'not-met',
        found: speak('found.none'),
        needed,
        cures: [cure(speak('cure.start'), ['open -a Docker'], { action: 'start-machine' })]
      }
    }
    if (sockets.uid === undefined) return unknown(answer, needed)
    const usable = sockets.there.find((one) => mayUse(one, sockets.uid))
    if (usable !== undefined) return { outcome: 'met', found: speak('found.there', { path: usable.path }), needed }
    return {
      outcome: 'not-met',
      found: speak('found.denied', { path: first.path }),
      needed,
      cures: [cure(speak('cure.own'), [`ls -l ${first.path}`])]
    }
  }
})

export const socketPath = macCheck({
  name: 'socket-path',
  group: 'access',
  required: false,
  probes: ['macos-sockets'],
  judge(answers, speak) {
    const answer = answers('macos-sockets')
    const home = socketsOf(answer)?.home
    const needed = speak('needed', { length: String(longest) })
    if (home === undefined) return unknown(answer, needed)
    const length = new TextEncoder().encode(`${home}/.docker/run/docker.sock`).length
    const found = speak('found.length', { length: String(length) })
    if (length <= longest) return { outcome: 'met', found, needed }
    return { outcome: 'not-met', found, needed, cures: [cure(speak('cure.shorter'))] }
  }
})
