/** The engine's socket: whether it is there, whether somebody listens, and whether this person may speak to it. */
import * as v from 'valibot'
import type { Cure, Said } from '../../model'
import type { Answer, Check } from '../check'
import { connectionOf, isUp } from '../engine/connection'
import { parseJson, says, unknown } from '../read'

const Socket = v.object({
  path: v.string(),
  there: v.boolean(),
  target: v.optional(v.string()),
  isSocket: v.optional(v.boolean()),
  mode: v.optional(v.number()),
  uid: v.optional(v.number()),
  gid: v.optional(v.number()),
  /** Its name, where `ls` told it. */
  group: v.optional(v.string()),
  /** `connected`, or the system's name for why not. */
  connect: v.string()
})
export type SocketFact = v.InferOutput<typeof Socket>
export const socketOf = (answer: Answer): SocketFact | undefined => parseJson(answer, Socket)

const needed = says('prerequisites-linux.socket.needed')
const found = (name: string, values: Readonly<Record<string, string>>): Said =>
  says(`prerequisites-linux.socket.found.${name}`, values)
const cure = (name: string, commands: string[], link: string): Cure => ({
  says: says(`prerequisites-linux.socket.cure.${name}`),
  commands,
  link
})
const group = cure(
  'group',
  ['sudo usermod -aG docker "$USER"'],
  'https://docs.docker.com/engine/install/linux-postinstall/#manage-docker-as-a-non-root-user'
)
const rootless = cure('rootless', [], 'https://docs.docker.com/engine/security/rootless/')
const start = cure('start', ['sudo systemctl start docker.service'], 'https://docs.docker.com/engine/daemon/start/')

const remove = cure('remove', [], 'https://docs.docker.com/engine/daemon/troubleshoot/')

/** `660` */
const modeText = (mode: number | undefined): string => (mode === undefined ? '?' : mode.toString(8).padStart(3, '0'))

export const socket: Check = {
  id: 'linux-socket',
  group: 'access',
  required: true,
  systems: ['linux'],
  probes: ['linux-socket', 'engine-connection'],
  judge(answers) {
    const connection = connectionOf(answers('engine-connection'))
    // An engine over the network has no socket here.
    if (connection !== undefined && !connection.endpoint.startsWith('unix://') && isUp(connection)) return undefined
    const known = socketOf(answers('linux-socket'))
    if (known === undefined) return unknown(answers('linux-socket'), needed)
    const { path } = known
    switch (known.connect) {
      case 'connected':
        return { outcome: 'met', found: found('open', { path }), needed }
      case 'EACCES':
      case 'EPERM':
        return {
          outcome: 'not-met',
          found:
            known.mode === undefined
              ? found('closed', { path })
              : found('refused', { path, mode: modeText(known.mode), group: known.group ?? String(known.gid ?? '?') }),
          needed,
          cures: [group, rootless]
        }
      case 'ECONNREFUSED':
      case 'ENOTSOCK':
        if (known.isSocket === false)
          return { outcome: 'not-met', found: found('no-socket', { path }), needed, cures: [remove] }
        return { outcome: 'not-met', found: found('nobody', { path }), needed, cures: [start] }
      case 'ENOENT':
      case 'ENOTDIR':
        return known.there
          ? {
              outcome: 'not-met',
              found: found('dangling', { path }),
              needed,
              cures: [cure('product', [], start.link ?? '')]
            }
          : { outcome: 'not-met', found: found('absent', { path }), needed, cures: [start] }
      case 'untold':
        return { outcome: 'unknown', found: found('untold', { path }), needed }
      default:
        return { outcome: 'unknown', found: found('other', { path, reason: known.connect.slice(0, 100) }), needed }
    }
  }
}
